#pragma once
// What a reader asked for: words, "a phrase", -without. For this room's sources.

#include <string>
#include <string_view>
#include <vector>

#include "search/stems.hpp"

namespace kolokol::search {

/// One word of a query, or several that must stand in this order.
struct Part {
    std::vector<std::string> terms;
    bool without = false;
    bool says_little = false;  // of one word only
    bool quoted = false;       // the reader asked for a phrase
    bool operator==(const Part&) const = default;
};

/// Everything but words, quotation marks and a hyphen before a word is passed over; a phrase that
/// is not closed goes to the end. A word with signs in it ("air-base", "1,500") is a phrase. At
/// most 200 characters and 32 words count.
std::vector<Part> parse_query(std::string_view text, Stems& stems);

}  // namespace kolokol::search
