#pragma once
// What stands beside a mark in running text, UTF-8: it decides what the mark means. For marks.cpp.

#include <cstddef>
#include <string_view>

namespace kolokol::markup {

enum class Sort { edge, space, opening, dash, digit, letter, ending };

/// Of the character that ends at `at`, or begins there; signs that only turn the direction of a
/// text are passed over. Sort::edge where the text begins or ends.
Sort before(std::string_view text, std::size_t at);
Sort behind(std::string_view text, std::size_t at);

inline bool is_gap(Sort sort) {
    return sort == Sort::edge || sort == Sort::space;
}
inline bool is_word(Sort sort) {
    return sort == Sort::letter || sort == Sort::digit;
}

}  // namespace kolokol::markup
