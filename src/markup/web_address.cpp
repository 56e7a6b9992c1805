#include "markup/web_address.hpp"

#include <algorithm>
#include <cstdint>

#include <arpa/inet.h>

#include "base/text.hpp"

namespace kolokol::markup {

namespace {

/// Where an address in running text ends for certain.
constexpr std::string_view ends = " \t\r\n<>\"'\\`^|&";

/// What ends a sentence and no address.
constexpr std::string_view closing = ".,;:!?)]}";

bool is_private(std::uint32_t ip) {
    const auto in = [ip](std::uint32_t network, unsigned bits) {
        return (ip >> (32U - bits)) == (network >> (32U - bits));
    };
    return in(0x00000000, 8) || in(0x0a000000, 8) || in(0x64400000, 10) || in(0x7f000000, 8) ||
           in(0xa9fe0000, 16) || in(0xac100000, 12) || in(0xc0a80000, 16);
}

/// What a name or an IPv6 address in brackets may have; running text may go on behind it.
std::string_view host_alone(std::string_view text) {
    constexpr std::string_view name = "abcdefghijklmnopqrstuvwxyz0123456789-._";
    if (text.starts_with('[')) return text.substr(0, text.find(']') + 1);
    return text.substr(0, text.find_first_not_of(name));
}

}  // namespace

std::string WebAddress::origin() const {
    return scheme + "://" + host + (port.empty() ? "" : ":" + port);
}

std::string scheme_of(std::string_view reference) {
    // Browsers skip tabs and line ends inside a scheme; so do we, or "java\tscript:" would pass.
    std::string scheme;
    for (const char c : trim(reference)) {
        if (c == ':') return ascii_lower(scheme);
        if (c == '\t' || c == '\n' || c == '\r') continue;
        const bool fits =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
            (!scheme.empty() && ((c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.'));
        if (!fits) return {};
        scheme += c;
    }
    return {};
}

std::optional<WebAddress> web_address(std::string_view reference) {
    const auto whole = trim(reference);
    WebAddress web;
    web.scheme = scheme_of(whole);
    const auto slashes = whole.find("//");
    const bool relative_scheme = web.scheme.empty() && slashes == 0;
    if (!relative_scheme && web.scheme != "http" && web.scheme != "https") return std::nullopt;
    if (slashes == std::string_view::npos) return std::nullopt;
    const auto rest = whole.substr(slashes + 2);
    auto authority = rest.substr(0, rest.find_first_of("/?#\\"));
    web.path = rest.substr(authority.size());
    if (!web.path.starts_with('/')) web.path.insert(0, "/");
    authority.remove_prefix(std::min(authority.size(), authority.rfind('@') + 1));
    const auto bracket = authority.find(']');
    const auto colon = authority.find(':', bracket == std::string_view::npos ? 0 : bracket);
    web.host = ascii_lower(authority.substr(0, colon));
    if (colon != std::string_view::npos) web.port = authority.substr(colon + 1);
    if (web.host.empty()) return std::nullopt;
    return web;
}

std::optional<WebAddress> web_address_around(std::string_view text, std::size_t place) {
    auto from = place;
    while (from > 0 && ((text[from - 1] >= 'a' && text[from - 1] <= 'z') ||
                        (text[from - 1] >= 'A' && text[from - 1] <= 'Z')))
        --from;
    auto to = text.find_first_of(ends, place);
    if (to == std::string_view::npos) to = text.size();
    while (to > place && closing.find(text[to - 1]) != std::string_view::npos)
        --to;
    return web_address(text.substr(from, to - from));
}

bool is_private_host(std::string_view given) {
    const auto host = given.substr(0, given.size() - (given.ends_with('.') ? 1 : 0));
    for (const std::string_view zone :
         {"localhost", "local", "internal", "home.arpa", "lan", "intranet", "localdomain"})
        if (host == zone || (host.ends_with(zone) && host.size() > zone.size() &&
                             host[host.size() - zone.size() - 1] == '.'))
            return true;
    const std::string name(host);
    // Also as browsers read an address: "127.1", "0x7f000001", "2130706433".
    in_addr four{};
    if (inet_aton(name.c_str(), &four) == 1) return is_private(ntohl(four.s_addr));
    // A name of one word is somebody's machine on a network of their own.
    if (!host.starts_with('[') || !host.ends_with(']'))
        return host.find('.') == std::string_view::npos;
    in6_addr six{};
    if (inet_pton(AF_INET6, name.substr(1, name.size() - 2).c_str(), &six) != 1) return true;
    const auto first = six.s6_addr[0];
    const auto second = six.s6_addr[1];
    const bool unique_local = (first & 0xfeU) == 0xfc;
    const bool link_local = first == 0xfe && (second & 0xc0U) == 0x80;
    if (IN6_IS_ADDR_V4MAPPED(&six)) {
        const auto* ip = &six.s6_addr[12];
        return is_private((static_cast<std::uint32_t>(ip[0]) << 24U) | (ip[1] << 16U) |
                          (ip[2] << 8U) | ip[3]);
    }
    return unique_local || link_local || IN6_IS_ADDR_LOOPBACK(&six) ||
           IN6_IS_ADDR_UNSPECIFIED(&six);
}

std::optional<std::string> private_host_in(std::string_view line, std::string_view origin) {
    for (auto at = line.find("://"); at != line.npos; at = line.find("://", at + 3)) {
        const auto web = web_address_around(line, at);
        if (!web || web->origin() == origin) continue;
        const auto host = host_alone(web->host);
        if (!host.empty() && is_private_host(host)) return std::string(host);
    }
    return std::nullopt;
}

}  // namespace kolokol::markup
