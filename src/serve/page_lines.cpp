#include "serve/page_lines.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace kolokol::serve {
namespace {

// Half a SHA-256 tells a page's versions apart and keeps each answer shorter.
constexpr std::size_t tag_digits = 32;
constexpr std::size_t name_digits = 32;

/// "/pictures/6f…e1-640.webp": the name begins with a digest.
bool is_named_by_content(std::string_view path) {
    const std::string_view name = path.substr(path.rfind('/') + 1);
    const std::size_t digits = std::min(name.find_first_not_of("0123456789abcdef"), name.size());
    return digits >= name_digits && digits < name.size() &&
           (name[digits] == '-' || name[digits] == '.');
}

bool is_reading_matter(std::string_view media_type) {
    const std::string_view type = media_type.substr(0, media_type.find(';'));
    return type == "text/html" || type == "text/plain" || type.ends_with("xml") ||
           type.ends_with("json");
}

}  // namespace

std::string_view cache_control(const edition::Entry& entry) {
    if (entry.status != 200) return "public, max-age=60, must-revalidate";
    if (is_named_by_content(entry.path)) return for_ever;
    if (is_reading_matter(entry.media_type) && entry.media_type != "image/svg+xml")
        return "public, max-age=60, must-revalidate";
    return "public, max-age=300";
}

std::string entity_tag(std::string_view hex, http::Encoding encoding) {
    const std::string_view digits = hex.substr(0, tag_digits);
    if (encoding == http::Encoding::identity) return fmt::format("\"{}\"", digits);
    return fmt::format("\"{}-{}\"", digits, http::to_string(encoding));
}

std::string to_location(std::string_view address) {
    constexpr std::string_view escaped = " \"<>\\^`{|}";
    // An address of the edition is not escaped yet; one of another site is.
    const bool own = address.starts_with('/');
    std::string location;
    for (const char c : address) {
        const bool visible = c > ' ' && c < '\x7f' && escaped.find(c) == escaped.npos;
        if (visible && !(own && c == '%'))
            location += c;
        else
            location += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return location;
}

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

}  // namespace kolokol::serve
