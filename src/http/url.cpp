#include <charconv>

#include <fmt/format.h>

#include "base/text.hpp"
#include "http/client.hpp"

namespace kolokol::http {
namespace {

tl::unexpected<Problem> not_a_url(std::string_view text) {
    return refuse(
        Kind::invalid, "http.not_a_url",
        fmt::format("\"{}\" is not an address: it looks like https://paper.example/.", text));
}

bool is_plain(std::string_view text) {
    for (const char c : text) {
        if (c <= ' ' || c >= '\x7f') return false;
    }
    return true;
}

/// "host", "host:8080", "[::1]:8080".
bool read_authority(std::string_view authority, Url& url) {
    if (authority.find_first_of("@\\") != std::string_view::npos) return false;
    std::size_t port = authority.find(':');
    if (authority.starts_with('[')) {
        const std::size_t end = authority.find(']');
        if (end == std::string_view::npos) return false;
        url.host = authority.substr(1, end - 1);
        port = end + 1 < authority.size() ? end + 1 : std::string_view::npos;
        if (port != std::string_view::npos && authority[port] != ':') return false;
    } else {
        url.host = ascii_lower(authority.substr(0, port));
    }
    if (url.host.empty()) return false;
    if (port == std::string_view::npos) return true;
    const std::string_view digits = authority.substr(port + 1);
    const char* end = digits.data() + digits.size();
    const auto [stopped, error] = std::from_chars(digits.data(), end, url.port);
    return error == std::errc{} && stopped == end && url.port != 0;
}

/// "/a/b/../c/./d" as "/a/c/d" (RFC 3986 section 5.2.4).
std::string without_dot_segments(std::string_view path) {
    std::vector<std::string_view> kept;
    const std::vector<std::string_view> segments = split(path, '/');
    for (std::size_t i = 1; i < segments.size(); ++i) {
        const bool last = i + 1 == segments.size();
        const bool up = segments[i] == "..";
        if (up && !kept.empty()) kept.pop_back();
        if (!up && segments[i] != ".") kept.push_back(segments[i]);
        if (last && (up || segments[i] == ".")) kept.emplace_back();
    }
    std::string joined;
    for (const std::string_view segment : kept) {
        joined += '/';
        joined += segment;
    }
    return joined.empty() ? "/" : joined;
}

}  // namespace

Result<Url> Url::parse(std::string_view text) {
    Url url;
    const std::string_view whole = text;
    const std::size_t end = text.find("://");
    const std::string scheme = ascii_lower(text.substr(0, end));
    if (end == text.npos || !is_plain(text) || (scheme != "http" && scheme != "https"))
        return not_a_url(whole);
    url.secure = scheme == "https";
    url.port = url.secure ? 443 : 80;
    text.remove_prefix(end + 3);
    text = text.substr(0, text.find('#'));
    const std::size_t path = text.find_first_of("/?");
    if (!read_authority(text.substr(0, path), url)) return not_a_url(whole);
    if (path == std::string_view::npos) return url;
    url.target = text[path] == '/' ? "" : "/";
    url.target += text.substr(path);
    return url;
}

std::string Url::authority() const {
    const std::string name = host.find(':') == std::string::npos ? host : "[" + host + "]";
    return port == (secure ? 443 : 80) ? name : fmt::format("{}:{}", name, port);
}

std::string Url::text() const {
    return fmt::format("{}://{}{}", secure ? "https" : "http", authority(), target);
}

Url Url::with_target(std::string_view path) const {
    Url other = *this;
    path = path.substr(0, path.find('#'));
    const std::size_t question = path.find('?');
    const std::string_view query =
        question == std::string_view::npos ? std::string_view{} : path.substr(question);
    path = path.substr(0, question);
    const std::string_view here = std::string_view(target).substr(0, target.find('?'));
    std::string joined(path.starts_with('/') ? std::string_view{}
                       : path.empty()        ? here
                                             : here.substr(0, here.rfind('/') + 1));
    joined += path;
    other.target = without_dot_segments(joined);
    other.target += query;
    return other;
}

}  // namespace kolokol::http
