#pragma once
// The light stemmer for Arabic known as light10 (Larkey, Ballesteros, Connell: Light Stemming for
// Arabic Information Retrieval, 2007): the article with its particles and the common endings are
// taken off, the root is not looked for. Snowball's Arabic stemmer takes off more of a verb, but
// leaves the "and" before an article and gives a noun with and without the article two stems. For
// this room's sources.

#include <string_view>

namespace kolokol::search {

/// `word` is folded (words.hpp); the stem is a part of it.
std::string_view arabic_stem(std::string_view word);

}  // namespace kolokol::search
