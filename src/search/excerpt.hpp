#pragma once
// Puts <mark> around the words that were found. For this room's sources.

#include <string_view>

#include "base/html.hpp"
#include "search/needles.hpp"

namespace kolokol::search {

/// The whole text, escaped, line ends as blanks.
SafeHtml marked(std::string_view text, const Needles& needles);

/// The first passage of at most 40 words in which most of the terms stand, or else the beginning;
/// "…" where it is cut.
SafeHtml excerpt(std::string_view text, const Needles& needles);

}  // namespace kolokol::search
