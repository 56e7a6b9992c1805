#pragma once
// Goes through UTF-8 character by character. The text was checked at the door (text.hpp) and is
// trusted here; where it is not well-formed after all, no loop goes on and nothing behind it is
// read. Inline, because the press asks this of every character that it prints.

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace kolokol {

/// Whether this byte goes on with a character that began before it.
constexpr bool continues_character(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

/// Bytes of a character by its first one: 1 to 4.
constexpr std::size_t character_length(char first) {
    const auto lead = static_cast<unsigned char>(first);
    return lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

/// The character that begins at `at`, which is inside the text and goes past it.
constexpr char32_t next_character(std::string_view text, std::size_t& at) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t length = std::min(character_length(text[at]), text.size() - at);
    char32_t point = length == 1 ? lead : lead & (0x7FU >> length);
    for (std::size_t next = 1; next < length; ++next)
        point = point << 6U | (static_cast<unsigned char>(text[at + next]) & 0x3FU);
    at += length;
    return point;
}

/// Where the character begins that the byte at `at` belongs to: the place where a text may be cut.
constexpr std::size_t character_start(std::string_view text, std::size_t at) {
    while (at > 0 && at < text.size() && continues_character(text[at]))
        --at;
    return at;
}

/// Characters as Unicode counts them; an accent that combines is one.
inline std::size_t count_characters(std::string_view text) {
    return text.size() -
           static_cast<std::size_t>(std::count_if(text.begin(), text.end(), continues_character));
}

/// U+FFFD in place of what is no character: a surrogate, a number above U+10FFFF.
inline void append_character(std::string& text, char32_t point) {
    if (point > 0x10FFFF || (point >= 0xD800 && point < 0xE000)) point = 0xFFFD;
    const auto add = [&](char32_t byte) { text.push_back(static_cast<char>(byte)); };
    const auto go_on = [&](unsigned shift) { add(0x80U | (point >> shift & 0x3FU)); };
    if (point < 0x80) return add(point);
    if (point < 0x800) {
        add(0xC0U | point >> 6U);
        return go_on(0);
    }
    if (point < 0x10000) {
        add(0xE0U | point >> 12U);
    } else {
        add(0xF0U | point >> 18U);
        go_on(12);
    }
    go_on(6);
    go_on(0);
}

}  // namespace kolokol
