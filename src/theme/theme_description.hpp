#pragma once
// theme.toml: which version of the models a theme's templates are written for.

#include <optional>
#include <string_view>

#include "theme/line_fault.hpp"

namespace kolokol::theme {

/// What templates are given, docs/formats/theme.md.
constexpr int model_version = 1;

/// What is wrong with the file, or nothing: `format = 1`, and texts `name` and `description`.
std::optional<LineFault> description_fault(std::string_view toml);

}  // namespace kolokol::theme
