#pragma once
// Text is UTF-8 throughout; what comes from outside is checked once, at the door.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace kolokol {

constexpr std::size_t no_fault = static_cast<std::size_t>(-1);

/// The offset of the first byte that is no well-formed UTF-8 (RFC 3629), or `no_fault`.
std::size_t utf8_fault(std::string_view text);
inline bool is_utf8(std::string_view text) {
    return utf8_fault(text) == no_fault;
}

/// Without blanks, tabs and line ends at either side (ASCII ones).
std::string_view trim(std::string_view text);
/// Every part, empty ones too; "" has one part.
std::vector<std::string_view> split(std::string_view text, char separator);
/// A to Z only.
std::string ascii_lower(std::string_view text);

/// The last part of an address made from a headline: any script to ASCII ("Чай" gives "chai"),
/// lower case, hyphens for the rest, at most `limit` characters, cut at a word; empty where nothing
/// is left to say.
std::string slug_from(std::string_view headline, std::size_t limit = 80);
/// What may stand in an address: a-z, 0-9 and single hyphens inside, 1 to 120 characters.
bool is_slug(std::string_view text);

}  // namespace kolokol
