#include "base/text.hpp"

#include <cstring>
#include <memory>
#include <mutex>
#include <stdexcept>

#include <unicode/translit.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

namespace kolokol {

namespace {

/// Eight bytes from here.
bool is_ascii(const std::uint8_t* bytes) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes, sizeof word);
    return (word & 0x8080'8080'8080'8080U) == 0;
}

}  // namespace

std::size_t utf8_fault(std::string_view text) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto size = static_cast<std::int64_t>(text.size());
    std::int64_t at = 0;
    while (at < size) {
        if (size - at >= 8 && is_ascii(bytes + at)) {
            at += 8;
            continue;
        }
        if (bytes[at] < 0x80) {
            ++at;
            continue;
        }
        const std::int64_t start = at;
        UChar32 point = 0;
        U8_NEXT(bytes, at, size, point);
        if (point < 0) return static_cast<std::size_t>(start);
    }
    return no_fault;
}

std::string_view trim(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n\f\v";
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    std::size_t from = 0;
    for (;;) {
        const std::size_t at = text.find(separator, from);
        parts.push_back(text.substr(from, at - from));
        if (at == std::string_view::npos) return parts;
        from = at + 1;
    }
}

std::string ascii_lower(std::string_view text) {
    std::string lower(text);
    for (char& c : lower)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return lower;
}

std::string slug_from(std::string_view headline, std::size_t limit) {
    // An ICU transliterator may be shared for reading only through its own clone; slugs are made
    // once an article, so one behind a lock is enough.
    static std::mutex lock;
    static const std::unique_ptr<icu::Transliterator> to_ascii = [] {
        UErrorCode status = U_ZERO_ERROR;
        std::unique_ptr<icu::Transliterator> made(icu::Transliterator::createInstance(
            "Any-Latin; Latin-ASCII; Lower", UTRANS_FORWARD, status));
        if (U_FAILURE(status)) throw std::runtime_error("ICU has no transliterator Any-Latin");
        return made;
    }();

    icu::UnicodeString text = icu::UnicodeString::fromUTF8(
        icu::StringPiece(headline.data(), static_cast<std::int32_t>(headline.size())));
    {
        const std::lock_guard<std::mutex> held(lock);
        to_ascii->transliterate(text);
    }
    std::string ascii;
    text.toUTF8String(ascii);

    std::string slug;
    for (char c : ascii) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (plain)
            slug += c;
        else if (c == '\'' || static_cast<unsigned char>(c) >= 0x80)
            continue;  // "Assad's" is one word; a sign without a Latin letter is none
        else if (!slug.empty() && slug.back() != '-')
            slug += '-';
    }
    if (slug.size() > limit) {
        const bool at_word = slug[limit] == '-';
        slug.resize(limit);
        const std::size_t last = slug.rfind('-');
        if (!at_word && last != std::string::npos && last > limit / 2) slug.resize(last);
    }
    while (!slug.empty() && slug.back() == '-')
        slug.pop_back();
    return slug;
}

bool is_slug(std::string_view text) {
    if (text.empty() || text.size() > 120 || text.front() == '-' || text.back() == '-')
        return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (!plain && (c != '-' || text[i - 1] == '-')) return false;
    }
    return true;
}

}  // namespace kolokol
