#include "edition/json.hpp"

#include <fmt/format.h>

#include "base/character.hpp"
#include "base/text.hpp"

namespace kolokol::edition {
namespace {

constexpr int deepest = 32;
constexpr std::int64_t largest = (std::int64_t{1} << 53) - 1;

/// RFC 8259 by recursive descent. `fault_` names the first thing that is wrong; everything stops
/// there.
class Parser {
public:
    explicit Parser(BytesView text) : text_(text) {}

    Result<Json> whole() {
        Json json = value(1);
        blanks();
        if (fault_.empty() && at_ != text_.size()) fail("something after the end");
        if (!fault_.empty())
            return refuse(Kind::invalid, "json.refused",
                          fmt::format("JSON is refused at byte {}: {}", at_, fault_));
        return json;
    }

private:
    void fail(std::string_view what) {
        if (fault_.empty()) fault_ = what;
    }
    char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
    void blanks() {
        while (at_ < text_.size() && std::string_view(" \t\r\n").find(text_[at_]) != text_.npos)
            ++at_;
    }
    bool skip(char wanted) {
        blanks();
        if (peek() != wanted) return false;
        ++at_;
        return true;
    }
    void demand(char wanted) {
        if (!skip(wanted)) fail(fmt::format("'{}' is missing", wanted));
    }

    Json value(int depth) {
        if (depth > deepest) {
            fail("deeper than 32");
            return {};
        }
        blanks();
        switch (peek()) {
            case '{':
                return record(depth);
            case '[':
                return list(depth);
            case '"':
                return text();
            case 't':
                return word("true", true);
            case 'f':
                return word("false", false);
            case 'n':
                return word("null", {});
            default:
                return integer();
        }
    }

    Json word(std::string_view wanted, Json json) {
        if (text_.substr(at_, wanted.size()) != wanted) fail("no JSON value");
        at_ += wanted.size();
        return json;
    }

    Json integer() {
        const bool negative = peek() == '-';
        if (negative) ++at_;
        const std::size_t start = at_;
        std::int64_t number = 0;
        while (peek() >= '0' && peek() <= '9' && number <= largest)
            number = 10 * number + (text_[at_++] - '0');
        const bool leading_zero = at_ - start > 1 && text_[start] == '0';
        const std::string_view fraction = ".eE";
        if (at_ == start || leading_zero || (negative && number == 0))
            fail("no JSON value");
        else if (number > largest)
            fail("an integer over 2^53-1");
        else if (at_ < text_.size() && fraction.find(text_[at_]) != fraction.npos)
            fail("a fraction");
        return negative ? -number : number;
    }

    Json list(int depth) {
        Json::List items;
        demand('[');
        if (skip(']')) return items;
        do
            items.push_back(value(depth + 1));
        while (fault_.empty() && skip(','));
        demand(']');
        return items;
    }

    Json record(int depth) {
        Json::Record fields;
        demand('{');
        if (skip('}')) return fields;
        do {
            blanks();
            std::string name = text();
            demand(':');
            Json field = value(depth + 1);
            if (!fields.emplace(std::move(name), std::move(field)).second) fail("a doubled field");
        } while (fault_.empty() && skip(','));
        demand('}');
        return fields;
    }

    std::string text() {
        std::string out;
        if (peek() != '"') fail("a text is missing");
        if (!fault_.empty()) return out;
        ++at_;
        while (fault_.empty()) {
            if (at_ >= text_.size()) {
                fail("a text without its end");
                break;
            }
            const char c = text_[at_++];
            if (c == '"') break;
            if (c == '\\')
                escape(out);
            else
                // Canonical JSON leaves line ends and the like as they are, so they are read too.
                out.push_back(c);
        }
        return out;
    }

    void escape(std::string& out) {
        static constexpr std::string_view letters = "\"\\/bfnrt";
        static constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
        const char c = peek();
        ++at_;
        const std::size_t place = letters.find(c);
        if (c != '\0' && place != letters.npos)
            out.push_back(meanings[place]);
        else if (c == 'u')
            append_character(out, code_point());
        else
            fail("an unknown escape");
    }

    std::uint32_t code_point() {
        const std::uint32_t first = hex4();
        if (first < 0xd800 || first > 0xdfff) return first;
        if (first > 0xdbff || text_.substr(at_, 2) != "\\u") {
            fail("half a surrogate pair");
            return 0;
        }
        at_ += 2;
        const std::uint32_t second = hex4();
        if (second < 0xdc00 || second > 0xdfff) fail("half a surrogate pair");
        return 0x10000 + ((first - 0xd800) << 10U) + (second - 0xdc00);
    }

    std::uint32_t hex4() {
        std::uint32_t number = 0;
        for (int i = 0; i < 4; ++i) {
            static constexpr std::string_view digits = "0123456789abcdef";
            const char c = peek();
            const char lower = c >= 'A' && c <= 'F' ? static_cast<char>(c + 32) : c;
            const std::size_t digit = lower == '\0' ? digits.npos : digits.find(lower);
            if (digit == digits.npos) {
                fail("a broken \\u escape");
                return 0;
            }
            number = number << 4U | static_cast<std::uint32_t>(digit);
            ++at_;
        }
        return number;
    }

    BytesView text_;
    std::size_t at_ = 0;
    std::string fault_;
};

void append_text(Bytes& out, std::string_view text) {
    out.push_back('"');
    for (const char c : text) {
        if (c == '"' || c == '\\') out.push_back('\\');
        out.push_back(c);
    }
    out.push_back('"');
}

}  // namespace

const Json* Json::at(std::string_view field) const {
    const Record* fields = record();
    if (fields == nullptr) return nullptr;
    const auto place = fields->find(std::string(field));
    return place == fields->end() ? nullptr : &place->second;
}

void append_canonical(Bytes& out, const Json& json) {
    if (json.null()) {
        out += "null";
    } else if (const bool* truth = json.boolean()) {
        out += *truth ? "true" : "false";
    } else if (const std::int64_t* number = json.integer()) {
        out += std::to_string(*number);
    } else if (const std::string* text = json.text()) {
        append_text(out, *text);
    } else if (const Json::List* items = json.list()) {
        char before = '[';
        for (const Json& item : *items) {
            out.push_back(before);
            append_canonical(out, item);
            before = ',';
        }
        out += items->empty() ? "[]" : "]";
    } else {
        char before = '{';
        for (const auto& [name, field] : *json.record()) {
            out.push_back(before);
            append_text(out, name);
            out.push_back(':');
            append_canonical(out, field);
            before = ',';
        }
        out += json.record()->empty() ? "{}" : "}";
    }
}

Bytes canonical(const Json& json) {
    Bytes out;
    append_canonical(out, json);
    return out;
}

Result<Json> parse_json(BytesView bytes, std::size_t limit) {
    if (bytes.size() > limit)
        return refuse(
            Kind::invalid, "json.too_large",
            fmt::format("JSON of {} bytes, more than the {} allowed", bytes.size(), limit));
    const std::size_t fault = utf8_fault(bytes);
    if (fault != no_fault)
        return refuse(Kind::invalid, "json.refused",
                      fmt::format("JSON is refused at byte {}: not UTF-8", fault));
    return Parser(bytes).whole();
}

void JsonReader::fault(std::string_view field, std::string_view wanted) {
    if (fault_.empty()) fault_ = fmt::format("\"{}\" is not {}", field, wanted);
}

std::string JsonReader::text(std::string_view field) {
    const Json* json = json_.at(field);
    if (json != nullptr && json->text() != nullptr) return *json->text();
    fault(field, "a text");
    return {};
}

std::uint64_t JsonReader::count(std::string_view field) {
    const Json* json = json_.at(field);
    if (json != nullptr && json->integer() != nullptr && *json->integer() >= 0)
        return static_cast<std::uint64_t>(*json->integer());
    fault(field, "a whole number from 0");
    return 0;
}

bool JsonReader::boolean(std::string_view field) {
    const Json* json = json_.at(field);
    if (json != nullptr && json->boolean() != nullptr) return *json->boolean();
    fault(field, "true or false");
    return false;
}

const Json::List& JsonReader::list(std::string_view field) {
    static const Json::List none;
    const Json* json = json_.at(field);
    if (json != nullptr && json->list() != nullptr) return *json->list();
    fault(field, "a list");
    return none;
}

const Json::Record& JsonReader::record(std::string_view field) {
    static const Json::Record none;
    const Json* json = json_.at(field);
    if (json != nullptr && json->record() != nullptr) return *json->record();
    fault(field, "a record");
    return none;
}

std::vector<std::string> JsonReader::texts(std::string_view field) {
    std::vector<std::string> out;
    for (const Json& item : list(field)) {
        if (item.text() == nullptr)
            fault(field, "a list of texts");
        else
            out.push_back(*item.text());
    }
    return out;
}

}  // namespace kolokol::edition
