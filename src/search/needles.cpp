#include "search/needles.hpp"

#include <algorithm>

namespace kolokol::search {
namespace {

/// The bytes of the first character.
std::string_view first_character(std::string_view text) {
    std::size_t length = 1;
    while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U)
        ++length;
    return text.substr(0, length);
}

}  // namespace

int Needles::add(const std::string& term) {
    const auto place = std::find(terms_.begin(), terms_.end(), term);
    if (place != terms_.end()) return static_cast<int>(place - terms_.begin());
    terms_.push_back(term);
    return count() - 1;
}

int Needles::number_of(const Word& word) const {
    // Stemmers take endings off, so that most words are told apart by their first character. In
    // Arabic the front may go too, but there a stem costs little.
    const bool worth_stemming =
        word.script == Script::arabic ||
        std::any_of(terms_.begin(), terms_.end(), [&](const std::string& term) {
            return word.folded.starts_with(first_character(term));
        });
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
