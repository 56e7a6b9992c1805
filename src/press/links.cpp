#include "press/links.hpp"

#include <algorithm>

namespace kolokol::press {

namespace {

/// Hands every root-relative address in `html` to `write`, copies the rest.
template <class Write>
std::string rewrite(std::string_view html, Write write) {
    constexpr std::string_view value = "=\"/";
    std::string out;
    out.reserve(html.size() + html.size() / 16);
    std::size_t copied = 0;
    for (auto at = html.find(value); at != std::string_view::npos; at = html.find(value, at)) {
        const auto before = html.substr(0, at);
        const auto start = at + 2;
        const auto end = html.find('"', start);
        if (end == std::string_view::npos) break;
        at = end;
        // "//host/…" leaves the edition: it is no address of ours.
        const auto address = html.substr(start, end - start);
        if (!(before.ends_with(" href") || before.ends_with(" src")) || address.starts_with("//"))
            continue;
        out.append(html, copied, start - copied).append(write(address));
        copied = end;
    }
    return out.append(html, copied);
}

}  // namespace

Place::Place(std::string_view address)
    : folder_(address.substr(0, address.find_last_of('/') + 1)) {}

Place Place::anywhere() {
    return Place();
}

std::string Place::to(std::string_view address) const {
    if (folder_.empty()) return std::string(address);
    // Both begin with "/"; what they share up to a slash is where the way down begins.
    const auto path = address.substr(0, address.find_first_of("?#"));
    const auto differ = std::mismatch(folder_.begin(), folder_.end(), path.begin(), path.end());
    const auto same = static_cast<std::size_t>(differ.first - folder_.begin());
    const auto shared = folder_.rfind('/', same == 0 ? 0 : same - 1) + 1;
    const auto up =
        std::count(folder_.begin() + static_cast<std::ptrdiff_t>(shared), folder_.end(), '/');
    const auto down = address.substr(shared);
    std::string way;
    way.reserve(static_cast<std::size_t>(up) * 3 + down.size() + 2);
    for (auto i = up; i > 0; --i)
        way.append("../");
    if (way.empty() && (down.empty() || down.front() == '?' || down.front() == '#')) way = "./";
    way.append(down);
    return way;
}

std::string with_relative_links(std::string_view html, const Place& place) {
    return rewrite(html, [&](std::string_view address) { return place.to(address); });
}

std::string with_absolute_links(std::string_view html, std::string_view origin) {
    return rewrite(html,
                   [&](std::string_view address) { return std::string(origin).append(address); });
}

}  // namespace kolokol::press
