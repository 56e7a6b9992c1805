#pragma once
// One character as the index knows it. For this room's sources.

#include <string>

#include "search/words.hpp"

namespace kolokol::search {

enum class CharKind {
    none,    // parts words
    letter,  // letters and digits
    mark,    // belongs to the letter before it, or is an invisible joiner
    alone,   // a letter that is a word
};

CharKind kind_of(char32_t character);
/// Of a letter; `other` for digits.
Script script_of(char32_t character);

/// Appends the folded form, which is empty for most marks.
void append_folded(char32_t character, std::string& to);

}  // namespace kolokol::search
