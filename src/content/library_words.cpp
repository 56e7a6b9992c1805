#include "content/library_words.hpp"

#include <algorithm>
#include <stdexcept>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace kolokol::content {
namespace {

/// Taken apart, so that marks can be left out, and folded by case.
icu::UnicodeString folded(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* parts = icu::Normalizer2::getNFKDInstance(status);
    if (U_FAILURE(status)) throw std::runtime_error("ICU has no NFKD");
    auto whole = icu::UnicodeString::fromUTF8(
        icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
    icu::UnicodeString apart = parts->normalize(whole.foldCase(), status);
    if (U_FAILURE(status)) throw std::runtime_error("ICU cannot take a text apart");
    return apart;
}

bool is_mark(UChar32 c) {
    return (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;
}

std::string to_word(const icu::UnicodeString& text) {
    std::string word;
    text.toUTF8String(word);
    if (word.size() <= longest_word) return word;
    std::size_t end = longest_word;
    while ((static_cast<unsigned char>(word[end]) & 0xC0U) == 0x80U)
        --end;
    return word.substr(0, end);
}

void add_words(std::string_view text, std::size_t limit, std::vector<std::string>& words) {
    const icu::UnicodeString letters = folded(text);
    icu::UnicodeString current;
    const auto close = [&] {
        if (current.isEmpty()) return;
        std::string word = to_word(current);
        if (words.size() < limit && std::find(words.begin(), words.end(), word) == words.end())
            words.push_back(std::move(word));
        current.remove();
    };
    for (std::int32_t at = 0; at < letters.length(); at = letters.moveIndex32(at, 1)) {
        const UChar32 c = letters.char32At(at);
        if (u_isalnum(c))
            current.append(c);
        else if (!is_mark(c))
            close();
    }
    close();
}

}  // namespace

std::vector<std::string> folded_words(std::string_view text, std::size_t limit) {
    std::vector<std::string> words;
    add_words(text, limit, words);
    return words;
}

std::vector<std::string> words_of(const LibraryPicture& picture) {
    std::vector<std::string> words;
    const std::string_view name = picture.name;
    add_words(name.substr(0, name.rfind('.')), words_of_picture, words);
    const PictureUse& use = picture.use;
    add_words(use.credit.photographer, words_of_picture, words);
    for (const std::string& agency : use.credit.agencies)
        add_words(agency, words_of_picture, words);
    add_words(use.caption, words_of_picture, words);
    add_words(use.alt, words_of_picture, words);
    return words;
}

}  // namespace kolokol::content
