#include "http/negotiation.hpp"

#include <charconv>

namespace kolokol::http {
namespace {

bool is_blank(char c) {
    return c == ' ' || c == '\t';
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && is_blank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back()))
        text.remove_suffix(1);
    return text;
}

bool same_word(std::string_view text, std::string_view lower) {
    if (text.size() != lower.size()) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i] >= 'A' && text[i] <= 'Z' ? static_cast<char>(text[i] + 32) : text[i];
        if (c != lower[i]) return false;
    }
    return true;
}

/// "0.5" as 500; -1 for what RFC 9110 section 12.4.2 does not allow.
int parse_quality(std::string_view text) {
    if (text.empty() || text.size() > 5 || (text[0] != '0' && text[0] != '1')) return -1;
    int value = (text[0] - '0') * 1000;
    if (text.size() > 1 && text[1] != '.') return -1;
    int unit = 100;
    for (std::size_t i = 2; i < text.size(); ++i, unit /= 10) {
        if (text[i] < '0' || text[i] > '9') return -1;
        value += (text[i] - '0') * unit;
    }
    return value <= 1000 ? value : -1;
}

struct Preference {
    std::string_view coding;
    int quality = 1000;
};

/// One element of the list; a broken weight counts as "not wanted".
Preference parse_preference(std::string_view element) {
    const std::size_t semicolon = element.find(';');
    Preference preference{trimmed(element.substr(0, semicolon))};
    if (semicolon == std::string_view::npos) return preference;
    const std::string_view weight = trimmed(element.substr(semicolon + 1));
    const bool named =
        weight.size() > 2 && (weight[0] == 'q' || weight[0] == 'Q') && weight[1] == '=';
    preference.quality = named ? parse_quality(weight.substr(2)) : -1;
    if (preference.quality < 0) preference.quality = 0;
    return preference;
}

struct Qualities {
    int br = -1;  // -1: not named
    int gzip = -1;
    int identity = -1;
    int any = -1;
};

Qualities parse_qualities(std::string_view list) {
    Qualities found;
    while (!list.empty()) {
        const std::size_t comma = list.find(',');
        const Preference preference = parse_preference(list.substr(0, comma));
        if (same_word(preference.coding, "br")) found.br = preference.quality;
        if (same_word(preference.coding, "gzip") || same_word(preference.coding, "x-gzip"))
            found.gzip = preference.quality;
        if (same_word(preference.coding, "identity")) found.identity = preference.quality;
        if (preference.coding == "*") found.any = preference.quality;
        list = comma == std::string_view::npos ? std::string_view{} : list.substr(comma + 1);
    }
    return found;
}

std::optional<std::uint64_t> parse_number(std::string_view digits) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
    return value;
}

/// "-500": the last 500 bytes.
RangeChoice choose_suffix(std::string_view digits, std::uint64_t size) {
    const auto count = parse_number(digits);
    if (!count) return {};
    if (*count == 0 || size == 0) return {RangeKind::unsatisfiable, {}};
    return {RangeKind::part, {*count >= size ? 0 : size - *count, size - 1}};
}

}  // namespace

std::string_view to_string(Encoding encoding) {
    switch (encoding) {
        case Encoding::br:
            return "br";
        case Encoding::gzip:
            return "gzip";
        case Encoding::identity:
            break;
    }
    return "identity";
}

Encoding choose_encoding(std::string_view accept_encoding, bool has_gzip, bool has_br) {
    if (accept_encoding.empty() || !(has_gzip || has_br)) return Encoding::identity;
    const Qualities q = parse_qualities(accept_encoding);
    const auto weight = [&](int named) { return named >= 0 ? named : (q.any >= 0 ? q.any : 0); };
    const int br = has_br ? weight(q.br) : 0;
    const int gzip = has_gzip ? weight(q.gzip) : 0;
    // Identity is welcome unless it is refused by name or by "*;q=0"; unnamed, it ranks last.
    const int identity = q.identity >= 0 ? q.identity : 0;
    if (br > 0 && br >= gzip && br >= identity) return Encoding::br;
    if (gzip > 0 && gzip >= identity) return Encoding::gzip;
    return Encoding::identity;
}

bool matches_etag(std::string_view if_none_match, std::string_view etag) {
    std::string_view rest = trimmed(if_none_match);
    if (rest == "*") return true;
    while (!rest.empty()) {
        if (rest.front() == ',' || is_blank(rest.front())) {
            rest.remove_prefix(1);
            continue;
        }
        if (rest.starts_with("W/")) rest.remove_prefix(2);
        if (rest.empty() || rest.front() != '"') return false;
        const std::size_t end = rest.find('"', 1);
        if (end == std::string_view::npos) return false;
        if (rest.substr(0, end + 1) == etag) return true;
        rest.remove_prefix(end + 1);
    }
    return false;
}

RangeChoice choose_range(std::string_view range, std::uint64_t size) {
    range = trimmed(range);
    if (range.size() < 6 || !same_word(range.substr(0, 6), "bytes=")) return {};
    range = trimmed(range.substr(6));
    const std::size_t dash = range.find('-');
    if (dash == std::string_view::npos || range.find(',') != std::string_view::npos) return {};
    if (dash == 0) return choose_suffix(range.substr(1), size);
    const auto first = parse_number(range.substr(0, dash));
    if (!first) return {};
    std::uint64_t last = size == 0 ? 0 : size - 1;
    if (dash + 1 < range.size()) {
        const auto asked = parse_number(range.substr(dash + 1));
        if (!asked || *asked < *first) return {};
        last = std::min(last, *asked);
    }
    if (*first >= size) return {RangeKind::unsatisfiable, {}};
    return {RangeKind::part, {*first, last}};
}

}  // namespace kolokol::http
