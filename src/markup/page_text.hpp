#pragma once
// What a printed article page says, read back from its HTML: for the search index, which every node
// derives from the pages it holds. It reads what our press prints and any theme may print: head
// metadata (Open Graph), one <article> with one <h1>, the text in class "story-body".

#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"

namespace kolokol::markup {

struct PageText {
    std::string language;  // of <html lang>: "en", "sr-Latn"; may be empty
    std::string headline;  // of the article's <h1>, else og:title
    std::string section;   // article:section; may be empty
    std::optional<Instant> published;
    std::string bylines;     // class "bylines" of the article, a line each; may be empty
    std::string standfirst;  // class "standfirst" of the article, else the description
    /// Article text alone: no masthead, slot, related articles, credits. One line a paragraph.
    std::string body;
};

/// Nothing where the page is no article (og:type), is cut off, or nests deeper than 200 elements.
/// Reads at most 4 MiB and takes time and memory linear in them. Pure; threads may call it at once.
std::optional<PageText> read_page(std::string_view html);

}  // namespace kolokol::markup
