#pragma once
// Puts <mark> around the words that were found. For this room's sources.

#include <string>
#include <string_view>
#include <unordered_set>

#include "base/html.hpp"
#include "search/stems.hpp"

namespace kolokol::search {

using Terms = std::unordered_set<std::string>;

/// The whole text, escaped, line ends as blanks.
SafeHtml marked(std::string_view text, const Terms& terms, Stems& stems);

/// The passage of at most 40 words in which most of `terms` stand, or else the beginning; "…" where
/// it is cut.
SafeHtml excerpt(std::string_view text, const Terms& terms, Stems& stems);

}  // namespace kolokol::search
