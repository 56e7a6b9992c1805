#include "press/links.hpp"

#include <algorithm>
#include <array>

namespace kolokol::press {

namespace {

/// Hands every root-relative address in `html` to `write`, copies the rest.
template <class Write>
std::string rewrite(std::string_view html, Write write) {
    constexpr std::array<std::string_view, 2> attributes{" href=\"/", " src=\"/"};
    std::string out;
    out.reserve(html.size() + 64);
    while (true) {
        std::size_t found = std::string_view::npos;
        std::size_t length = 0;
        for (const auto attribute : attributes) {
            const auto at = html.find(attribute);
            if (at < found) {
                found = at;
                length = attribute.size() - 1;
            }
        }
        if (found == std::string_view::npos) break;
        const auto start = found + length;
        const auto end = html.find('"', start);
        if (end == std::string_view::npos) break;
        out.append(html.substr(0, start));
        const auto address = html.substr(start, end - start);
        // "//host/…" leaves the edition: it is no address of ours.
        out.append(address.starts_with("//") ? std::string(address) : write(address));
        html.remove_prefix(end);
    }
    out.append(html);
    return out;
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
    std::string way;
    for (auto i = up; i > 0; --i)
        way.append("../");
    const auto down = address.substr(shared);
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
