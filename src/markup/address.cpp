#include "markup/address.hpp"

#include "markup/web_address.hpp"

namespace kolokol::markup {

namespace {

/// Browsers take a backslash for a slash and drop tabs and line ends (WHATWG URL, basic parser):
/// encoded, they mean nothing.
std::string encoded(std::string_view text) {
    constexpr std::string_view troublesome = "\"<>\\^`{|}";
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte > 0x20 && byte != 0x7F && troublesome.find(c) == std::string_view::npos) {
            out.push_back(c);
            continue;
        }
        out.append({'%', digits[byte >> 4], digits[byte & 15]});
    }
    return out;
}

std::string_view without_blank_ends(std::string_view text) {
    while (!text.empty() && static_cast<unsigned char>(text.front()) <= 0x20)
        text.remove_prefix(1);
    while (!text.empty() && static_cast<unsigned char>(text.back()) <= 0x20)
        text.remove_suffix(1);
    return text;
}

Address::Kind kind_of(std::string_view href) {
    using Kind = Address::Kind;
    if (href.starts_with('#')) return href.size() > 1 ? Kind::fragment : Kind::nowhere;
    if (href.starts_with('/')) return href.starts_with("//") ? Kind::nowhere : Kind::own;
    const auto scheme = scheme_of(href);
    if (scheme.empty()) return Kind::nowhere;
    const auto rest = href.substr(scheme.size() + 1);
    if (scheme == "mailto") return rest.empty() ? Kind::nowhere : Kind::mail;
    if (scheme != "http" && scheme != "https") return Kind::other_scheme;
    if (!rest.starts_with("//")) return Kind::nowhere;
    const auto host = rest.substr(2, rest.find_first_of("/?#", 2) - 2);
    return host.empty() ? Kind::nowhere : Kind::outbound;
}

}  // namespace

Address read_address(std::string_view written) {
    Address address;
    address.href = encoded(without_blank_ends(written));
    address.kind = kind_of(address.href);
    return address;
}

}  // namespace kolokol::markup
