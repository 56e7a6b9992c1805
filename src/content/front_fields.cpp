#include "content/front_fields.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "base/character.hpp"
#include "base/spelling.hpp"
#include "base/text.hpp"

namespace kolokol::content {
namespace {

bool is_control(char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') || c == 0x7F;
}

/// Whether the text turns the order of what stands beside it (Unicode bidirectional algorithm, UAX
/// 9): embeddings and overrides, U+202A to U+202E, and isolates, U+2066 to U+2069, that are not
/// closed or not opened here.
bool turns_its_neighbours(std::string_view text) {
    int open = 0;
    for (std::size_t at = 0; at + 2 < text.size(); ++at) {
        if (text[at] != '\xE2') continue;
        const auto second = static_cast<unsigned char>(text[at + 1]);
        const auto third = static_cast<unsigned char>(text[at + 2]);
        if (second == 0x80 && third >= 0xAA && third <= 0xAE) return true;
        if (second != 0x81 || third < 0xA6 || third > 0xA9) continue;
        open += third == 0xA9 ? -1 : 1;
        if (open < 0) return true;
    }
    return open != 0;
}

/// Line ends and runs of blanks become one blank.
std::string in_one_line(std::string_view text) {
    std::string line;
    for (const char c : text) {
        const bool blank = c == '\n' || c == '\t' || c == ' ';
        if (!blank)
            line += c;
        else if (!line.empty() && line.back() != ' ')
            line += ' ';
    }
    return line;
}

}  // namespace

void Fields::fault(int line, std::string_view code, std::string sentence) const {
    faults_->push_back({line, std::string(code), std::move(sentence)});
}

void Fields::only(std::initializer_list<std::string_view> known) const {
    const std::vector<std::string> words(known.begin(), known.end());
    for (const FrontEntry& entry : map_->entries) {
        if (std::find(words.begin(), words.end(), entry.key) != words.end()) continue;
        const auto meant = nearest(entry.key.substr(0, 60), words);
        fault(entry.line, "manuscript.unknown_key",
              fmt::format("there is no key '{}' in {}; {}", entry.key.substr(0, 60), of_,
                          meant ? fmt::format("did you mean '{}'?", *meant)
                                : fmt::format("it takes {}", fmt::join(words, ", "))));
    }
}

const FrontValue* Fields::value(std::string_view key) const {
    for (const FrontEntry& entry : map_->entries)
        if (entry.key == key)
            return entry.value.kind == FrontValue::Kind::nothing ? nullptr : &entry.value;
    return nullptr;
}

int Fields::line(std::string_view key) const {
    for (const FrontEntry& entry : map_->entries)
        if (entry.key == key) return entry.line;
    return map_->line;
}

void Fields::wrong(const FrontValue& value, std::string_view key, std::string_view wanted) const {
    fault(value.line, "manuscript.wrong_value", fmt::format("'{}' must be {}", key, wanted));
}

std::string Fields::checked(const FrontValue& value, std::string_view key, std::size_t limit,
                            bool one_line) const {
    if (value.kind != FrontValue::Kind::text) {
        wrong(value, key, "text");
        return {};
    }
    if (std::any_of(value.text.begin(), value.text.end(), is_control)) {
        wrong(value, key, "text without control characters");
        return {};
    }
    if (turns_its_neighbours(value.text)) {
        wrong(value, key,
              "text without characters that turn its direction (U+202A to U+202E, and U+2066 to "
              "U+2069 that are not closed); take them out");
        return {};
    }
    const std::string_view bare = trim(value.text);
    std::string text = one_line ? in_one_line(bare) : std::string(bare);
    if (const std::size_t count = count_characters(text); count > limit) {
        fault(value.line, "manuscript.too_long",
              fmt::format("'{}' has {} characters and may have {}", key, count, limit));
        return {};
    }
    return text;
}

std::string Fields::text(std::string_view key, std::size_t limit) const {
    const FrontValue* found = value(key);
    return found == nullptr ? std::string() : checked(*found, key, limit, true);
}

std::string Fields::needed(std::string_view key, std::size_t limit) const {
    const FrontValue* found = value(key);
    if (found == nullptr || (found->kind == FrontValue::Kind::text && trim(found->text).empty())) {
        fault(line(key), "manuscript.missing_key",
              fmt::format("{} needs '{}': write it down", of_, key));
        return {};
    }
    return checked(*found, key, limit, true);
}

Named Fields::named(std::string_view key, std::size_t limit) const {
    return {text(key, limit), line(key)};
}

std::string Fields::prose(std::string_view key, std::size_t limit) const {
    const FrontValue* found = value(key);
    return found == nullptr ? std::string() : checked(*found, key, limit, false);
}

std::vector<Named> Fields::names(std::string_view key, std::size_t limit) const {
    const FrontValue* found = value(key);
    if (found == nullptr) return {};
    if (found->kind != FrontValue::Kind::list) {
        wrong(*found, key, "a list, [one, another]");
        return {};
    }
    std::vector<Named> names;
    for (const FrontValue& item : found->items) {
        std::string name = checked(item, key, limit, true);
        if (!name.empty()) names.push_back({std::move(name), item.line});
    }
    return names;
}

std::optional<Instant> Fields::time(std::string_view key) const {
    const FrontValue* found = value(key);
    if (found == nullptr) return std::nullopt;
    const std::string written = checked(*found, key, 60, true);
    if (written.empty()) return std::nullopt;
    if (const auto at = parse_rfc3339(written)) {
        const std::string year = written.substr(0, 4);
        if (year >= "1600" && year <= "2200") return *at;
        fault(found->line, "manuscript.not_a_time",
              fmt::format("'{}: {}' lies outside the years 1600 to 2200; correct the year", key,
                          written));
        return std::nullopt;
    }
    bool without_zone = false;
    for (const char* rest : {"Z", ":00Z", "T00:00:00Z"})
        without_zone = without_zone || parse_rfc3339(written + rest).has_value();
    if (without_zone)
        fault(
            found->line, "manuscript.time_without_zone",
            fmt::format("'{}: {}' says no time zone; write 2026-01-28T14:05:00+03:00, or Z at its "
                        "end for UTC",
                        key, written));
    else
        fault(found->line, "manuscript.not_a_time",
              fmt::format("'{}: {}' is no time; write 2026-01-28T14:05:00+03:00", key, written));
    return std::nullopt;
}

std::optional<int> Fields::number(std::string_view key, int low, int high) const {
    const FrontValue* found = value(key);
    if (found == nullptr) return std::nullopt;
    int number = 0;
    const char* begin = found->text.data();
    const char* end = begin + found->text.size();
    const auto [stopped, error] = std::from_chars(begin, end, number);
    if (found->kind == FrontValue::Kind::text && error == std::errc() && stopped == end &&
        begin != end && number >= low && number <= high)
        return number;
    wrong(*found, key, fmt::format("a whole number from {} to {}", low, high));
    return std::nullopt;
}

std::optional<Fields> Fields::map(std::string_view key) const {
    const FrontValue* found = value(key);
    if (found == nullptr) return std::nullopt;
    if (found->kind != FrontValue::Kind::map) {
        wrong(*found, key, "a map, {name: value}");
        return std::nullopt;
    }
    return Fields(*found, std::string(key), *faults_);
}

std::vector<Fields> Fields::maps(std::string_view key) const {
    const FrontValue* found = value(key);
    if (found == nullptr) return {};
    if (found->kind != FrontValue::Kind::list) {
        wrong(*found, key, "a list of maps, [{name: value}]");
        return {};
    }
    std::vector<Fields> maps;
    for (const FrontValue& item : found->items)
        if (item.kind == FrontValue::Kind::map)
            maps.emplace_back(item, std::string(key), *faults_);
        else
            wrong(item, key, "a list of maps, [{name: value}]");
    return maps;
}

std::map<Language, std::string> Fields::in_languages(std::string_view key,
                                                     const Publication& publication,
                                                     std::size_t limit) const {
    const FrontValue* found = value(key);
    if (found == nullptr) return {};
    std::map<Language, std::string> words;
    if (found->kind != FrontValue::Kind::map) {
        std::string text = checked(*found, key, limit, false);
        if (!text.empty()) words[publication.standard()] = std::move(text);
        return words;
    }
    for (const FrontEntry& entry : found->entries) {
        const auto language = printed_language(entry.key, entry.line, publication, *faults_);
        if (!language || entry.value.kind == FrontValue::Kind::nothing) continue;
        std::string text = checked(entry.value, key, limit, false);
        if (!text.empty()) words[*language] = std::move(text);
    }
    return words;
}

}  // namespace kolokol::content
