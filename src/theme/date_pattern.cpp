#include "theme/date_pattern.hpp"

#include <stdexcept>

#include <fmt/format.h>

namespace kolokol::theme {
namespace {

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

}  // namespace

DatePattern::DatePattern(std::string_view pattern) {
    constexpr std::string_view known = "yMLdHhKkma";
    bool quoted = false;
    for (std::size_t at = 0; at < pattern.size();) {
        const char c = pattern[at];
        if (c == '\'') {
            const bool twice = at + 1 < pattern.size() && pattern[at + 1] == '\'';
            if (!twice) {
                quoted = !quoted;
                ++at;
                continue;
            }
            ++at;  // '' is an apostrophe
        }
        const bool field = !quoted && is_letter(c);
        std::size_t width = 1;
        while (field && at + width < pattern.size() && pattern[at + width] == c)
            ++width;
        // Day periods ("in the morning", b and B) are read as before and after noon.
        const char kind = c == 'b' || c == 'B' ? 'a' : c;
        if (field && known.find(kind) == std::string_view::npos)
            throw std::runtime_error(fmt::format("date pattern '{}' has a field {}", pattern, c));
        if (field)
            parts_.push_back({kind, width, {}});
        else if (!parts_.empty() && parts_.back().field == 0)
            parts_.back().text += c;
        else
            parts_.push_back({0, 0, std::string(1, c)});
        at += width;
    }
}

std::string written(int number, std::size_t width, const DateWords& words) {
    std::string text;
    for (const char c : fmt::format("{:0{}}", number, width))
        if (c >= '0' && c <= '9')
            text += words.digits[static_cast<std::size_t>(c - '0')];
        else
            text += c;
    return text;
}

std::string DatePattern::write(const LocalTime& at, const DateWords& words) const {
    const std::size_t month = at.month - 1;
    std::string out;
    for (const Part& part : parts_) {
        switch (part.field) {
            case 0:
                out += part.text;
                break;
            case 'y':
                out += written(part.width == 2 ? at.year % 100 : at.year, part.width, words);
                break;
            case 'M':
            case 'L':
                if (part.width <= 2)
                    out += written(static_cast<int>(at.month), part.width, words);
                else if (part.width == 3)
                    out += words.short_months[month];
                else
                    out += part.field == 'M' ? words.months[month] : words.months_alone[month];
                break;
            case 'd':
                out += written(static_cast<int>(at.day), part.width, words);
                break;
            case 'H':
                out += written(at.hour, part.width, words);
                break;
            case 'k':
                out += written(at.hour == 0 ? 24 : at.hour, part.width, words);
                break;
            case 'K':
                out += written(at.hour % 12, part.width, words);
                break;
            case 'h':
                out += written(at.hour % 12 == 0 ? 12 : at.hour % 12, part.width, words);
                break;
            case 'm':
                out += written(at.minute, part.width, words);
                break;
            default:
                out += words.halves[at.hour < 12 ? 0 : 1];
        }
    }
    return out;
}

}  // namespace kolokol::theme
