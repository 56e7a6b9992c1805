#pragma once
// From a word to the term that the index holds: the stem by the word's script, and by the language
// of the text where it is written in that script. For this room's sources.

#include <memory>
#include <string>

#include "search/words.hpp"

namespace kolokol::search {

/// One thread.
class Stems {
public:
    /// `language` as in Language::tag().
    explicit Stems(std::string_view language);
    ~Stems();
    /// Valid until the next call.
    const std::string& of(const Word& word);
    /// Words that say so little that a query may be answered without them: "the", "и", "في".
    bool says_little(const Word& word) const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace kolokol::search
