#include "markup/outline.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/character.hpp"

namespace kolokol::markup {

namespace {

constexpr std::size_t longest_id = 80;

/// How many bytes of `text` are one character of a word; 0: its first byte is none. Punctuation and
/// blanks of Latin-1, of Arabic and of the General Punctuation block are no part of a word.
std::size_t word_character(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    if (byte(0) < 0x80) {
        const char c = text[0];
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ? 1 : 0;
    }
    const std::size_t length = character_length(text[0]);
    if (length > text.size()) return 0;
    const std::string_view character = text.substr(0, length);
    const bool latin_sign = character >= "\xC2\x80" && character <= "\xC2\xBF";
    const bool arabic_sign =
        character == "\xD8\x8C" || character == "\xD8\x9B" || character == "\xD8\x9F";
    const bool general_sign = character >= "\xE2\x80\x80" && character <= "\xE2\x81\xAF";
    return latin_sign || arabic_sign || general_sign ? 0 : length;
}

std::string words_of(std::string_view text) {
    std::string words;
    for (std::size_t i = 0; i < text.size() && words.size() < longest_id;) {
        const auto length = word_character(text.substr(i, 4));
        if (length == 0) {
            // The further bytes of a sign are signs of their own here and change nothing.
            if (text[i] != '\'' && !words.empty() && words.back() != '-') words += '-';
            ++i;
            while (i < text.size() && continues_character(text[i]))
                ++i;
            continue;
        }
        for (std::size_t k = 0; k < length; ++k) {
            const char c = text[i + k];
            words += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        }
        i += length;
    }
    while (!words.empty() && words.back() == '-')
        words.pop_back();
    return words.empty() ? "part" : words;
}

}  // namespace

int Outline::level(int written) {
    while (!above_.empty() && above_.back() >= written)
        above_.pop_back();
    above_.push_back(written);
    return std::min(1 + static_cast<int>(above_.size()), 6);
}

std::string Outline::id(std::string_view text) {
    auto id = prefix_ + words_of(text);
    int& times = given_[id];
    ++times;
    if (times == 1) return id;
    // "a-2" may be a heading of its own: count on until the name is free.
    while (true) {
        auto numbered = fmt::format("{}-{}", id, times);
        if (given_.emplace(numbered, 1).second) return numbered;
        ++times;
    }
}

}  // namespace kolokol::markup
