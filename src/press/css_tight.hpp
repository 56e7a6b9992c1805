#pragma once
// A style sheet without what only its writers read. Readers on a slow line load it before they see
// anything.

#include <string>
#include <string_view>

namespace kolokol::press {

/// Without remarks and needless blanks. Every line stays where it was, so that what is said of a
/// line is true of the theme's own file too. Says the same to a browser (CSS Syntax Level 3).
std::string tightened(std::string_view css);

}  // namespace kolokol::press
