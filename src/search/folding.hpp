#pragma once
// One character as the index knows it. For this room's sources.

#include <array>
#include <cstdint>
#include <string>

#include "search/words.hpp"

namespace kolokol::search {

enum class CharKind : std::uint8_t {
    none,    // parts words
    letter,  // letters and digits
    mark,    // belongs to the letter before it, or is an invisible joiner
    alone,   // a letter that is a word
};

/// What is known of one character.
struct Folded {
    CharKind kind = CharKind::none;
    Script script = Script::other;  // of a letter; `other` for digits
    std::uint8_t length = 0;        // of the folded form, which is empty for most marks
    char form[22] = {};             // ﷺ, the longest, has 18 letters and is cut
};

class Folding {
public:
    /// Asks ICU once about the characters that most text is made of. Immutable.
    static const Folding& of_characters();
    Folded operator[](char32_t character) const {
        return character < end_of_known ? known_[character] : ask(character);
    }

private:
    static constexpr char32_t end_of_known = 0x700;  // Latin, Greek, Cyrillic, Hebrew, Arabic
    Folding();
    static Folded ask(char32_t character);
    std::array<Folded, end_of_known> known_;
};

}  // namespace kolokol::search
