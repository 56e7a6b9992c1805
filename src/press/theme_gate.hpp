#pragma once
// The gate of gate.hpp, held before a theme as it lies on the disk: what would stop the next press
// is named with its file and line before one is begun. For `theme check`.

#include <filesystem>
#include <vector>

#include "press/gate.hpp"
#include "theme/theme.hpp"

namespace kolokol::press {

/// Looks at every asset, and at every template with its values left out: what they load from
/// elsewhere, scripts and styles that stand in a page, files that are named and not there.
/// `folders` as of theme::Theme::load(); what theme::check() finds of them is not repeated.
std::vector<theme::ThemeFault> inspect_theme(const std::vector<std::filesystem::path>& folders,
                                             const GateRules& rules);

}  // namespace kolokol::press
