#include "markup/neighbours.hpp"

#include <algorithm>
#include <cstdint>

namespace kolokol::markup {

namespace {

Sort sort_of(std::uint32_t point) {
    const auto among = [point](std::u32string_view points) {
        return points.find(static_cast<char32_t>(point)) != points.npos;
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
bool is_direction(std::uint32_t point) {
    return (point >= 0x200B && point <= 0x200F) || (point >= 0x202A && point <= 0x202E) ||
           (point >= 0x2060 && point <= 0x2069) || point == 0x061C || point == 0xAD;
}

std::uint32_t point_at(std::string_view text, std::size_t at) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t length = std::min(length_of(lead), text.size() - at);
    if (length == 1) return lead;
    std::uint32_t point = lead & (0x7FU >> length);
    for (std::size_t next = 1; next < length; ++next)
        point = point << 6U | (static_cast<unsigned char>(text[at + next]) & 0x3FU);
    return point;
}

}  // namespace

std::size_t length_of(unsigned char lead) {
    return lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

Sort before(std::string_view text, std::size_t at) {
    while (at > 0) {
        --at;
        while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80)
            --at;
        const auto point = point_at(text, at);
        if (!is_direction(point)) return sort_of(point);
    }
    return Sort::edge;
}

Sort behind(std::string_view text, std::size_t at) {
    while (at < text.size()) {
        const auto point = point_at(text, at);
        if (!is_direction(point)) return sort_of(point);
        at += length_of(static_cast<unsigned char>(text[at]));
    }
    return Sort::edge;
}

}  // namespace kolokol::markup
