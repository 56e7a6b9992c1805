#include "markup/neighbours.hpp"

#include "base/character.hpp"

namespace kolokol::markup {

namespace {

Sort sort_of(char32_t point) {
    const auto among = [point](std::u32string_view points) {
        return points.find(point) != points.npos;
    };
    if (among(U" \n\t\u00A0\u202F\u2009")) return Sort::space;
    if (among(U"([{<«“‘„‚¿¡/")) return Sort::opening;
    if (among(U"-–—")) return Sort::dash;
    if (point >= '0' && point <= '9') return Sort::digit;
    if (among(U"،؛؟۔")) return Sort::ending;
    if (point < 0x80) {
        const bool latin = (point | 0x20) >= 'a' && (point | 0x20) <= 'z';
        return latin ? Sort::letter : Sort::ending;
    }
    const bool sign = point == 0xBB || (point >= 0x2000 && point < 0x2070);
    return sign ? Sort::ending : Sort::letter;
}

/// Marks that say which way a text runs stand between characters and are none.
bool is_direction(char32_t point) {
    return (point >= 0x200B && point <= 0x200F) || (point >= 0x202A && point <= 0x202E) ||
           (point >= 0x2060 && point <= 0x2069) || point == 0x061C || point == 0xAD;
}

}  // namespace

Sort before(std::string_view text, std::size_t at) {
    while (at > 0) {
        at = character_start(text, at - 1);
        std::size_t end = at;
        const char32_t point = next_character(text, end);
        if (!is_direction(point)) return sort_of(point);
    }
    return Sort::edge;
}

Sort behind(std::string_view text, std::size_t at) {
    while (at < text.size()) {
        const char32_t point = next_character(text, at);
        if (!is_direction(point)) return sort_of(point);
    }
    return Sort::edge;
}

}  // namespace kolokol::markup
