#include "content/manuscript_fields.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace kolokol::content {
namespace {

constexpr std::array<std::string_view, field_count> names{
    "headline",        "standfirst",     "dateline",     "language",     "section",
    "topics",          "bylines",        "kind",         "slug",         "published",
    "updated",         "embargo",        "lead_picture", "lead_caption", "lead_photographer",
    "lead_agencies",   "lead_licence",   "lead_alt",     "source_name",  "source_canonical",
    "former",          "translation_of", "related",      "corrections",  "search_title",
    "letter_headline", "social_picture", "body"};
static_assert(static_cast<std::size_t>(Field::body) + 1 == field_count);

void add_trimmed(std::vector<std::string>& list, std::string_view part) {
    part = trim(part);
    if (!part.empty()) list.emplace_back(part);
}

/// Arabic writes its own comma and semicolon (U+060C, U+061B).
std::string with_plain_marks(std::string_view text) {
    std::string plain;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto two = text.substr(at, 2);
        if (two == "\xD8\x8C" || two == "\xD8\x9B") {
            plain += two == "\xD8\x8C" ? ',' : ';';
            ++at;
        } else {
            plain += text[at];
        }
    }
    return plain;
}

std::string with_plain_lines(std::string_view text) {
    std::string plain;
    plain.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '\0') continue;
        if (text[at] != '\r') {
            plain += text[at];
            continue;
        }
        plain += '\n';
        if (text.substr(at + 1, 1) == "\n") ++at;
    }
    return plain;
}

}  // namespace

std::string_view name_of(Field field) {
    return names[static_cast<std::size_t>(field)];
}

std::optional<Field> parse_field(std::string_view name) {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) return std::nullopt;
    return field_at(static_cast<std::size_t>(found - names.begin()));
}

Field field_at(std::size_t number) {
    return static_cast<Field>(number);
}

bool is_list(Field field) {
    switch (field) {
        case Field::topics:
        case Field::bylines:
        case Field::lead_agencies:
        case Field::former:
        case Field::related:
        case Field::corrections:
            return true;
        default:
            return false;
    }
}

std::vector<std::string> listed(Field field, std::string_view text) {
    std::vector<std::string> list;
    if (field == Field::corrections) {
        for (const std::string_view line : split(text, '\n'))
            add_trimmed(list, line);
        return list;
    }
    const std::string plain = with_plain_marks(text);
    const char between = plain.find(';') == plain.npos ? ',' : ';';
    for (const std::string_view line : split(plain, '\n'))
        for (const std::string_view part : split(line, between))
            add_trimmed(list, part);
    return list;
}

std::string joined(Field field, const std::vector<std::string>& list) {
    const bool lines = field == Field::corrections;
    std::vector<std::string> parts;
    bool comma = false;
    for (std::string part : list) {
        std::replace(part.begin(), part.end(), '\n', ' ');
        if (!lines) {
            part = with_plain_marks(part);
            std::replace(part.begin(), part.end(), ';', ',');
        }
        part = std::string(trim(part));
        if (part.empty()) continue;
        comma = comma || part.find(',') != part.npos;
        if (const std::size_t time = part.find(' '); lines && time != part.npos)
            part = part.substr(0, time + 1) + std::string(trim(part.substr(time)));
        parts.push_back(std::move(part));
    }
    const std::string_view between = lines ? "\n" : comma ? "; " : ", ";
    std::string text;
    for (const std::string& part : parts) {
        if (!text.empty()) text += between;
        text += part;
    }
    // one alone with a comma would be read as two
    if (!lines && comma && parts.size() == 1) text += ';';
    return text;
}

ManuscriptFields normal(ManuscriptFields fields) {
    for (std::size_t at = 0; at < field_count; ++at) {
        const Field field = field_at(at);
        fields[field] = with_plain_lines(fields[field]);
        if (is_list(field)) fields[field] = joined(field, listed(field, fields[field]));
    }
    return fields;
}

}  // namespace kolokol::content
