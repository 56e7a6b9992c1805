#pragma once
// Finds the terms of a query again in a text. For this room's sources.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "search/query.hpp"

namespace kolokol::search {

/// One word of a text.
struct Place {
    std::size_t begin = 0;
    std::size_t end = 0;
    int term = -1;  // which of the terms that are looked for; -1: none of them
};

/// Terms that are looked for, each under its number. One thread.
class Needles {
public:
    explicit Needles(Stems& stems) : stems_(stems) {}
    /// Its number, the same for the same term.
    int add(const std::string& term);
    int count() const { return static_cast<int>(terms_.size()); }
    /// The number of the term that this word is a form of, or -1.
    int number_of(const Word& word) const;

private:
    Stems& stems_;
    std::vector<std::string> terms_;
    std::vector<std::string> beginnings_;  // of the terms
};

/// A phrase as the numbers of its terms.
using Phrase = std::vector<int>;

/// Whether the words of the phrase stand in the text, one after another.
bool says(std::string_view text, const Phrase& phrase, const Needles& needles);

}  // namespace kolokol::search
