// Fields as a manuscript's text, and back: the other half of manuscript_fields.hpp.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "content/front_matter.hpp"
#include "content/manuscript_fields.hpp"

namespace kolokol::content {
namespace {

bool is_bare(std::string_view text) {
    if (text.empty() || text.front() == ' ' || text.back() == ' ' || text.back() == ':')
        return false;
    const std::string lower = ascii_lower(text);
    if (lower == "null" || lower == "~") return false;
    const auto is_letter = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               // letters of other scripts; the lead bytes of general punctuation, of the second
               // half of control characters and of byte order marks are left out
               (static_cast<unsigned char>(c) >= 0x80 && c != '\xE2' && c != '\xC2' && c != '\xEF');
    };
    if (!is_letter(text.front())) return false;
    constexpr std::string_view inside = " -./_+()'!?,";
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (is_letter(text[at]) || inside.find(text[at]) != inside.npos) continue;
        if (text[at] == ':' && text[at + 1] != ' ') continue;
        return false;
    }
    return true;
}

/// A YAML scalar of one line: as it stands, or in double quotes (YAML 1.2, section 7.3.1).
std::string scalar(std::string_view text) {
    if (is_bare(text)) return std::string(text);
    std::string quoted = "\"";
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            quoted += {'\\', c};
        else if (c == '\n')
            quoted += "\\n";
        else if (byte < 0x20 || byte == 0x7F)
            quoted += fmt::format("\\x{:02x}", byte);
        else if (text.substr(at, 3) == "\xEF\xBB\xBF") {
            quoted += "\\uFEFF";
            at += 2;
        } else
            quoted += c;
    }
    return quoted + '"';
}

class Writer {
public:
    explicit Writer(const ManuscriptFields& fields) : fields_(fields) {}

    void put(Field field) { put("", name_of(field), field); }
    void open(std::string_view key, std::initializer_list<std::pair<std::string_view, Field>> in) {
        if (std::all_of(in.begin(), in.end(),
                        [this](const auto& one) { return fields_[one.second].empty(); }))
            return;
        text_ += fmt::format("{}:\n", key);
        for (const auto& [name, field] : in)
            put("  ", name, field);
    }
    void corrections() {
        const auto list = listed(Field::corrections, fields_[Field::corrections]);
        if (!list.empty()) text_ += "corrections:\n";
        for (const std::string& one : list) {
            const std::size_t end = std::min(one.find(' '), one.size());
            text_ += fmt::format("  - at: {}\n", scalar(one.substr(0, end)));
            text_ += fmt::format("    text: {}\n", scalar(trim(one.substr(end))));
        }
    }
    std::string whole() const { return "---\n" + text_ + "---\n" + fields_[Field::body]; }

private:
    void put(std::string_view indent, std::string_view key, Field field) {
        const std::string& text = fields_[field];
        if (text.empty()) return;
        if (!is_list(field)) {
            text_ += fmt::format("{}{}: {}\n", indent, key, scalar(text));
            return;
        }
        text_ += fmt::format("{}{}:\n", indent, key);
        for (const std::string& one : listed(field, text))
            text_ += fmt::format("{}  - {}\n", indent, scalar(one));
    }

    const ManuscriptFields& fields_;
    std::string text_;
};

/// Every text in a value, in its order.
void collect(const FrontValue& value, std::vector<std::string>& texts) {
    if (value.kind == FrontValue::Kind::text) texts.push_back(value.text);
    for (const FrontValue& item : value.items)
        collect(item, texts);
    for (const FrontEntry& entry : value.entries) {
        texts.push_back(entry.key);
        collect(entry.value, texts);
    }
}

class Reader {
public:
    ManuscriptFields read(std::string_view text) {
        Faults faults;
        auto split = read_manuscript(text, faults);
        if (!split) {
            fields_[Field::body] = text;
            return normal(std::move(fields_));
        }
        for (const FrontEntry& entry : split->front.entries)
            take(entry);
        fields_[Field::body] = homeless_ + split->body;
        return normal(std::move(fields_));
    }

private:
    void take(const FrontEntry& entry) {
        if (entry.key == "corrections") return take_corrections(entry);
        if (entry.key == "lead" || entry.key == "source") return take_map(entry);
        const auto field = parse_field(entry.key);
        const bool part = entry.key.starts_with("lead_") || entry.key.starts_with("source_");
        if (!field || part || field == Field::body) return keep(entry.key, entry.value);
        put(*field, entry);
    }
    void put(Field field, const FrontEntry& entry) {
        if (!is_list(field) && entry.value.kind != FrontValue::Kind::text)
            return keep(entry.key, entry.value);
        std::vector<std::string> texts;
        collect(entry.value, texts);
        fields_[field] = is_list(field) ? joined(field, texts) : texts.front();
    }
    void take_map(const FrontEntry& map) {
        if (map.value.kind != FrontValue::Kind::map) return keep(map.key, map.value);
        for (const FrontEntry& entry : map.value.entries) {
            const auto field = parse_field(map.key + "_" + entry.key);
            if (field)
                put(*field, entry);
            else
                keep(map.key + " " + entry.key, entry.value);
        }
    }
    void take_corrections(const FrontEntry& entry) {
        std::vector<std::string> lines;
        for (const FrontValue& item : entry.value.items) {
            std::string at;
            std::vector<std::string> texts;
            for (const FrontEntry& part : item.entries)
                if (part.key == "at" && part.value.kind == FrontValue::Kind::text)
                    at = part.value.text;
                else
                    collect(part.value, texts);
            collect({item.kind, 1, item.text, item.items, {}}, texts);
            lines.push_back(fmt::format("{} {}", at, fmt::join(texts, " ")));
        }
        if (entry.value.kind == FrontValue::Kind::list)
            fields_[Field::corrections] = joined(Field::corrections, lines);
        else
            keep(entry.key, entry.value);
    }
    void keep(std::string_view key, const FrontValue& value) {
        std::vector<std::string> texts;
        collect(value, texts);
        homeless_ += fmt::format("{}: {}\n\n", key, fmt::join(texts, ", "));
    }

    ManuscriptFields fields_;
    std::string homeless_;
};

}  // namespace

std::string write_manuscript(const ManuscriptFields& given) {
    const ManuscriptFields fields = normal(given);
    Writer writer(fields);
    for (std::size_t at = 0; at < field_count; ++at) {
        const Field field = field_at(at);
        if (field == Field::lead_picture)
            writer.open("lead", {{"picture", Field::lead_picture},
                                 {"caption", Field::lead_caption},
                                 {"photographer", Field::lead_photographer},
                                 {"agencies", Field::lead_agencies},
                                 {"licence", Field::lead_licence},
                                 {"alt", Field::lead_alt}});
        else if (field == Field::source_name)
            writer.open("source",
                        {{"name", Field::source_name}, {"canonical", Field::source_canonical}});
        else if (field == Field::corrections)
            writer.corrections();
        else if (field != Field::body && !name_of(field).starts_with("lead_") &&
                 !name_of(field).starts_with("source_"))
            writer.put(field);
    }
    return writer.whole();
}

FieldLine field_of_line(std::string_view text, int wanted) {
    FieldLine found;
    std::string outer;
    int number = 0;
    for (const std::string_view line : split(text, '\n')) {
        ++number;
        if (number > 1 && line == "---") {
            if (wanted > number) return {Field::body, wanted - number};
            return found;
        }
        const bool inner = line.starts_with("  ");
        const std::string key(trim(line.substr(0, line.find(':'))));
        if (!inner) outer = key;
        if (!inner && (key == "lead" || key == "source"))
            found.field = key == "lead" ? Field::lead_picture : Field::source_name;
        else if (const auto field = parse_field(inner ? outer + "_" + key : key))
            found.field = *field;
        if (number == wanted) return found;
    }
    return found;
}

ManuscriptFields read_fields(std::string_view text) {
    return Reader().read(text);
}

}  // namespace kolokol::content
