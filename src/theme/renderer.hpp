#pragma once
// Runs a program over a model. The program has been checked, so what can still be wrong is a value
// that does not fit its place.

#include <string>

#include "base/result.hpp"
#include "theme/phrasebook.hpp"
#include "theme/program.hpp"
#include "theme/value.hpp"

namespace kolokol::theme {

/// Refuses "theme.wrong_value" ("article.html:12: …"), "theme.too_long".
Result<std::string> render(const Program& program, std::uint32_t piece, const Phrasebook& phrases,
                           bool right_to_left, const Record& model);

}  // namespace kolokol::theme
