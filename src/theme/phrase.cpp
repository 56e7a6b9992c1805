#include "theme/phrase.hpp"

#include <algorithm>

namespace kolokol::theme {
namespace {

bool is_name(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '_';
    });
}

}  // namespace

std::vector<PhrasePart> cut_phrase(std::string_view text) {
    std::vector<PhrasePart> parts;
    std::size_t from = 0;
    for (std::size_t at = text.find('{'); at != std::string_view::npos; at = text.find('{', at)) {
        const std::size_t end = text.find('}', at);
        if (end == std::string_view::npos) break;
        const std::string_view name = text.substr(at + 1, end - at - 1);
        if (!is_name(name)) {
            ++at;
            continue;
        }
        if (at > from) parts.push_back({false, text.substr(from, at - from)});
        parts.push_back({true, name});
        from = at = end + 1;
    }
    if (from < text.size()) parts.push_back({false, text.substr(from)});
    return parts;
}

std::optional<std::string> foreign_argument(std::string_view text, std::string_view allowed) {
    const auto known = cut_phrase(allowed);
    for (const PhrasePart& part : cut_phrase(text)) {
        if (!part.argument) continue;
        const bool found = std::any_of(known.begin(), known.end(), [&](const PhrasePart& other) {
            return other.argument && other.text == part.text;
        });
        if (!found) return std::string(part.text);
    }
    return std::nullopt;
}

}  // namespace kolokol::theme
