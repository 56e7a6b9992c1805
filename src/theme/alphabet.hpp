#pragma once
// Names in the order of a language's alphabet, as the index of a book has them (ICU, CLDR).

#include <cstddef>
#include <string>
#include <vector>

#include "base/language.hpp"

namespace kolokol::theme {

struct Letter {
    /// "A", "Б", "ج"; "…" before or after the language's own script for names in none of its and no
    /// Latin letters.
    std::string label;
    /// Which of the names, in order.
    std::vector<std::size_t> names;
};

/// Letters without names are left out. An Arabic name is found by what stands behind its article.
std::vector<Letter> by_letter(const std::vector<std::string>& names, const Language& language);

}  // namespace kolokol::theme
