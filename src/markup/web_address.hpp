#pragma once
// Just so much of RFC 3986 as the import and the gate need.

#include <optional>
#include <string>
#include <string_view>

namespace kolokol::markup {

struct WebAddress {
    std::string scheme;  // lower case: http, https
    std::string host;    // lower case, without port; IPv6 in brackets
    std::string port;
    std::string path;  // with query and fragment; "/" where there is none
    /// "https://paper.example:8443"
    std::string origin() const;
};

/// "mailto", "https"…, lower case; empty for a relative reference.
std::string scheme_of(std::string_view reference);

/// Nothing unless it begins with http:// or https:// (or // for either).
std::optional<WebAddress> web_address(std::string_view reference);

/// The address in running text (HTML, JSON, XML) around a "://" at `place`.
std::optional<WebAddress> web_address_around(std::string_view text, std::size_t place);

/// localhost, *.local, *.internal, *.lan, home.arpa and the like, names of one word, RFC 1918, RFC
/// 6598, loopback, link-local, unique local (RFC 4193), in any spelling that browsers take.
bool is_private_host(std::string_view host);

/// The first private host that an address in a line of a manuscript names; addresses that begin
/// with `origin` are the paper's own.
std::optional<std::string> private_host_in(std::string_view line, std::string_view origin);

}  // namespace kolokol::markup
