#pragma once
// Finds what a style sheet loads, for the gate (CSS Syntax Level 3, as far as that needs it).

#include <functional>
#include <optional>
#include <string_view>

namespace kolokol::press {

/// Calls `take` with every address that a browser would load: url(…), @import, and the strings of
/// image(), image-set(), src() and cross-fade(). `line` counts from 1. The line of the first thing
/// that is broken or hidden (an escape in a name), or nothing.
std::optional<int> each_reference(
    std::string_view css, const std::function<void(std::string_view address, int line)>& take);

}  // namespace kolokol::press
