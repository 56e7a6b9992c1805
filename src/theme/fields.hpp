#pragma once
// What templates are given (docs/formats/theme.md has the same list for people), and the names in
// templates that are none of it. For `theme check`: a page is printed also with such a name, which
// then holds nothing.

#include <map>
#include <string>
#include <vector>

#include "theme/compiler.hpp"

namespace kolokol::theme {

/// Names that no page gives a template, each with the nearest one that it does. `sources` by name,
/// without .html, compile without a fault. Looks at the templates that are printed by their name,
/// and at partials from where they are used.
std::vector<TemplateFault> unknown_fields(const std::map<std::string, std::string>& sources);

}  // namespace kolokol::theme
