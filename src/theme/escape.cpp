#include "theme/escape.hpp"

#include <array>
#include <cstdint>

#include <fmt/format.h>

#include "base/character.hpp"
#include "base/text.hpp"

namespace kolokol::theme {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

/// 0: as it stands; 1: also in a text a reference; 2: in an attribute only; 3: no character.
constexpr std::array<std::uint8_t, 256> classes = [] {
    std::array<std::uint8_t, 256> made{};
    for (std::size_t c = 0; c < 0x20; ++c)
        made[c] = 3;
    made['\t'] = made['\n'] = made['\r'] = 0;
    made[0x7F] = 3;
    made['&'] = made['<'] = made['>'] = 1;
    made['"'] = 2;
    return made;
}();

/// Bytes of an address that browsers take out or read as /.
constexpr std::array<bool, 256> misread = [] {
    std::array<bool, 256> made{};
    for (std::size_t c = 0; c < 0x20; ++c)
        made[c] = true;
    made[0x7F] = made['\\'] = true;
    return made;
}();

/// Bytes of an address that are not printed as they stand.
constexpr std::array<bool, 256> rewritten = [] {
    std::array<bool, 256> made{};
    for (std::size_t c = 0; c < made.size(); ++c)
        made[c] = classes[c] != 0 || c == ' ' || c == '`';
    return made;
}();

std::string_view reference(char c) {
    switch (c) {
        case '&':
            return "&amp;";
        case '<':
            return "&lt;";
        case '>':
            return "&gt;";
        case '"':
            return "&quot;";
        default:
            return replacement;
    }
}

template <bool in_attribute>
void append_escaped(std::string& out, std::string_view text) {
    std::size_t from = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const std::uint8_t kind = classes[static_cast<unsigned char>(text[at])];
        if (kind == 0 || (kind == 2 && !in_attribute)) continue;
        out.append(text.substr(from, at - from)).append(reference(text[at]));
        from = at + 1;
    }
    out.append(text.substr(from));
}

void append_percent(std::string& out, char c) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += digits[byte >> 4];
    out += digits[byte & 15];
}

/// The scheme before the first : of an address, or nothing where it is relative.
std::optional<std::string_view> scheme_of(std::string_view address) {
    for (std::size_t at = 0; at < address.size(); ++at) {
        const char c = address[at];
        if (c == ':') return address.substr(0, at);
        if (c == '/' || c == '?' || c == '#') break;
    }
    return std::nullopt;
}

/// Half a sentence where browsers would read the address otherwise than it looks, or where it leads
/// to what `slot` does not allow.
std::optional<std::string> address_fault(std::string_view address, Slot slot) {
    for (const char c : address)
        if (misread[static_cast<unsigned char>(c)])
            return "has a character in it that browsers take out or read as /";
    if (address.empty()) return std::nullopt;
    if (address.front() == ' ' || address.back() == ' ') return "has a blank at its end";
    if (address.substr(0, 2) == "//") return "leads to another host without saying how: //";
    const auto scheme = scheme_of(address);
    if (!scheme) return std::nullopt;
    const std::string lower = ascii_lower(*scheme);
    if (lower == "http" || lower == "https")
        return slot == Slot::own_address
                   ? std::optional<std::string>("is not an address of the paper itself: relative")
                   : std::nullopt;
    if (lower == "mailto" && slot == Slot::link) return std::nullopt;
    return fmt::format("begins with {}: and only {} may stand here", lower.substr(0, 40),
                       slot == Slot::link      ? "http, https, mailto and relative addresses"
                       : slot == Slot::address ? "http, https and relative addresses"
                                               : "relative addresses");
}

void append_whole_address(std::string& out, std::string_view address) {
    std::size_t from = 0;
    for (std::size_t at = 0; at < address.size(); ++at) {
        const char c = address[at];
        if (!rewritten[static_cast<unsigned char>(c)]) continue;
        out.append(address.substr(from, at - from));
        if (c == '&')
            out += "&amp;";
        else
            append_percent(out, c);
        from = at + 1;
    }
    out.append(address.substr(from));
}

/// "320w", "2x", "1.5x"
bool is_descriptor(std::string_view text) {
    if (text.size() < 2 || text.size() > 8) return false;
    const char unit = text.back();
    bool dot = false;
    for (const char c : text.substr(0, text.size() - 1)) {
        if (c == '.' && unit == 'x' && !dot)
            dot = true;
        else if (c < '0' || c > '9')
            return false;
    }
    return unit == 'w' || unit == 'x';
}

/// Blocks of right-to-left scripts (UAX 9, table of default Bidi_Class R and AL).
bool is_right_to_left(char32_t c) {
    if (c < 0x590) return false;
    return c <= 0x8FF || (c >= 0xFB1D && c <= 0xFDFF) || (c >= 0xFE70 && c <= 0xFEFC) ||
           (c >= 0x10800 && c <= 0x10FFF) || (c >= 0x1E800 && c <= 0x1EFFF);
}

bool is_left_to_right_letter(char32_t c) {
    if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    // Latin, Greek, Cyrillic, Armenian; from Devanagari on whatever is not right to left, without
    // punctuation and symbols.
    return (c >= 0xC0 && c < 0x2B9 && c != 0xD7 && c != 0xF7) || (c >= 0x370 && c < 0x590) ||
           (c >= 0x900 && c < 0x2000) || (c >= 0x2C00 && c < 0x2E00) ||
           (c >= 0x3040 && !is_right_to_left(c) && c < 0x1F000);
}

}  // namespace

void append_text(std::string& out, std::string_view text) {
    append_escaped<false>(out, text);
}

void append_attribute(std::string& out, std::string_view text) {
    append_escaped<true>(out, text);
}

void append_json(std::string& out, std::string_view json) {
    std::size_t from = 0;
    for (std::size_t at = 0; at < json.size(); ++at) {
        std::string_view instead;
        std::size_t taken = 1;
        if (json[at] == '<') {
            instead = "\\u003c";
        } else if (json[at] == '\xE2' &&
                   (json.substr(at, 3) == "\xE2\x80\xA8" || json.substr(at, 3) == "\xE2\x80\xA9")) {
            instead = json[at + 2] == '\xA8' ? "\\u2028" : "\\u2029";
            taken = 3;
        } else {
            continue;
        }
        out.append(json.substr(from, at - from)).append(instead);
        from = at + taken;
        at = from - 1;
    }
    out.append(json.substr(from));
}

void append_address_part(std::string& out, std::string_view text) {
    for (const char c : text) {
        const bool unreserved = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                                (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' ||
                                c == '~';
        if (unreserved)
            out += c;
        else
            append_percent(out, c);
    }
}

std::optional<std::string> append_address(std::string& out, std::string_view address, Slot slot) {
    if (auto fault = address_fault(address, slot)) return fault;
    append_whole_address(out, address);
    return std::nullopt;
}

std::optional<std::string> append_picture_set(std::string& out, std::string_view set) {
    const auto is_blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
    bool first = true;
    for (std::string_view rest = set; !rest.empty();) {
        std::size_t begin = 0;
        while (begin < rest.size() && is_blank(rest[begin]))
            ++begin;
        if (begin == rest.size()) break;
        std::size_t end = begin;
        while (end < rest.size() && !is_blank(rest[end]))
            ++end;
        std::string_view address = rest.substr(begin, end - begin);
        rest.remove_prefix(end);
        std::string_view descriptor;
        if (address.back() == ',') {
            address.remove_suffix(1);
        } else {
            const std::size_t comma = std::min(rest.find(','), rest.size());
            descriptor = trim(rest.substr(0, comma));
            rest.remove_prefix(std::min(comma + 1, rest.size()));
        }
        if (address.empty() || address.back() == ',' || address.front() == ',')
            return "is no list of pictures: \"address 320w, address 640w\"";
        if (!descriptor.empty() && !is_descriptor(descriptor))
            return "has a picture with neither a width (320w) nor a density (2x)";
        if (auto fault = address_fault(address, Slot::address)) return fault;
        if (!first) out += ", ";
        first = false;
        append_whole_address(out, address);
        if (!descriptor.empty()) out.append(" ").append(descriptor);
    }
    return std::nullopt;
}

bool runs_against(std::string_view text, bool page_runs_right_to_left) {
    bool left_to_right = false;
    bool right_to_left = false;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = next_character(text, at);
        if (is_right_to_left(c))
            right_to_left = true;
        else if (is_left_to_right_letter(c))
            left_to_right = true;
        if (page_runs_right_to_left ? right_to_left : left_to_right) return false;
    }
    return page_runs_right_to_left ? left_to_right : right_to_left;
}

}  // namespace kolokol::theme
