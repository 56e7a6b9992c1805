#include "search/needles.hpp"

#include <algorithm>

#include "base/character.hpp"

namespace kolokol::search {
namespace {

/// What every word with this stem begins with: its first two characters, the first alone of a short
/// stem (dying, die).
std::string_view beginning(std::string_view term) {
    std::size_t characters = 0;
    std::size_t second = term.size();
    std::size_t third = term.size();
    for (std::size_t at = 0; at < term.size(); ++at) {
        if (continues_character(term[at])) continue;
        ++characters;
        if (characters == 2) second = at;
        if (characters == 3) third = at;
    }
    return term.substr(0, characters < 4 ? second : third);
}

/// As starts_with(), which calls memcmp() for these few bytes.
bool begins(std::string_view word, std::string_view beginning) {
    if (word.size() < beginning.size()) return false;
    for (std::size_t i = 0; i < beginning.size(); ++i)
        if (word[i] != beginning[i]) return false;
    return true;
}

}  // namespace

int Needles::add(const std::string& term) {
    const auto place = std::find(terms_.begin(), terms_.end(), term);
    if (place != terms_.end()) return static_cast<int>(place - terms_.begin());
    terms_.push_back(term);
    beginnings_.emplace_back(beginning(term));
    return count() - 1;
}

int Needles::number_of(const Word& word) const {
    // Stemmers take endings off, so that most words are told apart by their beginning. In Arabic
    // the front may go too, but there a stem costs little.
    const bool worth_stemming =
        word.script == Script::arabic ||
        std::any_of(beginnings_.begin(), beginnings_.end(),
                    [&](const std::string& beginning) { return begins(word.folded, beginning); });
    if (!worth_stemming) return -1;
    const auto place = std::find(terms_.begin(), terms_.end(), stems_.of(word));
    return place == terms_.end() ? -1 : static_cast<int>(place - terms_.begin());
}

bool says(std::string_view text, const Phrase& phrase, const Needles& needles) {
    // The numbers of the last words, as many as the phrase has.
    Phrase last;
    Words words(text);
    Word word;
    while (words.next(word)) {
        if (last.size() == phrase.size()) last.erase(last.begin());
        last.push_back(needles.number_of(word));
        if (last == phrase) return true;
    }
    return false;
}

}  // namespace kolokol::search
