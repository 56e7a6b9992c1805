#include "edition/site_id.hpp"

#include <array>
#include <optional>

#include "base/text.hpp"

namespace kolokol::edition {
namespace {

// Sixteen consonants and four vowels that most languages can say and few ears confuse: a word is
// consonant, vowel, consonant, vowel, consonant, which is 4+2+4+2+4 bits.
constexpr std::string_view consonants = "bdfghjklmnprstvz";
constexpr std::string_view vowels = "aiou";
constexpr std::size_t words_in_id = 8;
constexpr std::size_t bytes_in_words = 2 * words_in_id;

std::string word(unsigned bits) {
    return {consonants[bits >> 12U & 15U], vowels[bits >> 10U & 3U], consonants[bits >> 6U & 15U],
            vowels[bits >> 4U & 3U], consonants[bits & 15U]};
}

std::optional<unsigned> bits_of(std::string_view text) {
    if (text.size() != 5) return std::nullopt;
    unsigned bits = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool vowel = i % 2 == 1;
        const std::size_t place = (vowel ? vowels : consonants).find(text[i]);
        if (place == std::string_view::npos) return std::nullopt;
        bits = bits << (vowel ? 2U : 4U) | static_cast<unsigned>(place);
    }
    return bits;
}

std::string without_separators(std::string_view text) {
    std::string out;
    for (const char c : text)
        if (c != ' ' && c != '-' && c != '\t' && c != '\n') out.push_back(c);
    return out;
}

}  // namespace

Result<SiteId> SiteId::parse(std::string_view text) {
    const std::string bare = without_separators(ascii_lower(text));
    if (auto digest = crypto::Digest::from_hex(bare)) return SiteId(*digest);
    Bytes bytes;
    for (std::size_t at = 0; at + 5 <= bare.size(); at += 5) {
        const auto bits = bits_of(std::string_view(bare).substr(at, 5));
        if (!bits) break;
        bytes.push_back(static_cast<char>(*bits >> 8U));
        bytes.push_back(static_cast<char>(*bits));
    }
    if (bare.size() != 5 * words_in_id || bytes.size() != bytes_in_words)
        return refuse(Kind::invalid, "site.not_an_id",
                      "a site id is 64 hexadecimal digits or eight words of five letters");
    bytes.resize(crypto::Digest::size, '\0');
    SiteId id(crypto::Digest::from_bytes(bytes));
    id.from_words_ = true;
    return id;
}

std::string SiteId::words() const {
    std::string out;
    for (std::size_t i = 0; i < bytes_in_words; i += 2) {
        if (i > 0) out.push_back(' ');
        out += word(static_cast<unsigned>(digest_[i]) << 8U | digest_[i + 1]);
    }
    return out;
}

bool SiteId::names(const crypto::Digest& first_root) const {
    const std::size_t known = from_words_ ? bytes_in_words : crypto::Digest::size;
    return digest_.bytes().substr(0, known) == first_root.bytes().substr(0, known);
}

}  // namespace kolokol::edition
