#include "base/text.hpp"
#include "markup/web_address.hpp"
#include "press/gate.hpp"

namespace kolokol::press {

std::string resolve(std::string_view base, std::string_view reference) {
    const auto trimmed = trim(reference);
    if (!markup::scheme_of(trimmed).empty() || trimmed.starts_with("//")) return {};
    // Browsers read a backslash as a slash: "/\host" would leave the edition.
    if (trimmed.find('\\') != std::string_view::npos) return {};
    const auto path = trimmed.substr(0, trimmed.find_first_of("?#"));
    if (path.empty()) return std::string(base);
    const bool from_root = path.starts_with('/');
    std::string address(from_root ? std::string_view("/") : base.substr(0, base.rfind('/') + 1));
    std::size_t at = from_root ? 1 : 0;
    while (at <= path.size()) {
        const auto end = std::min(path.find('/', at), path.size());
        const auto part = path.substr(at, end - at);
        if (part == "..") {
            if (address.size() < 2) return {};
            address.erase(address.rfind('/', address.size() - 2) + 1);
        } else if (part != ".") {
            address += part;
            if (end < path.size()) address += '/';
        }
        at = end + 1;
    }
    return address;
}

}  // namespace kolokol::press
