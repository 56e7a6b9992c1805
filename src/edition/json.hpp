#pragma once
// JSON as The Update Framework means it: no fractions, one way to write a value (OLPC canonical
// JSON), and a reader that refuses whatever two readers could understand differently. For this
// room's sources.

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/bytes.hpp"

namespace kolokol::edition {

class Json {
public:
    using List = std::vector<Json>;
    using Record = std::map<std::string, Json>;  // std::map sorts as canonical JSON does

    Json() : value_(nullptr) {}
    Json(bool value) : value_(value) {}
    Json(std::int64_t value) : value_(value) {}
    Json(std::uint64_t value) : value_(static_cast<std::int64_t>(value)) {}
    Json(int value) : value_(std::int64_t{value}) {}
    Json(unsigned value) : value_(std::int64_t{value}) {}
    Json(std::string value) : value_(std::move(value)) {}
    Json(std::string_view value) : value_(std::string(value)) {}
    Json(const char* value) : value_(std::string(value)) {}
    Json(List value) : value_(std::move(value)) {}
    Json(Record value) : value_(std::move(value)) {}

    /// Null where it is of another kind.
    const bool* boolean() const { return std::get_if<bool>(&value_); }
    const std::int64_t* integer() const { return std::get_if<std::int64_t>(&value_); }
    const std::string* text() const { return std::get_if<std::string>(&value_); }
    const List* list() const { return std::get_if<List>(&value_); }
    const Record* record() const { return std::get_if<Record>(&value_); }
    Record* record() { return std::get_if<Record>(&value_); }
    bool null() const { return std::holds_alternative<std::nullptr_t>(value_); }
    /// A field of a record; null where it is absent or this is no record.
    const Json* at(std::string_view field) const;
    bool operator==(const Json&) const = default;

private:
    friend void append_canonical(Bytes& out, const Json& json);
    std::variant<std::nullptr_t, bool, std::int64_t, std::string, List, Record> value_;
};

/// OLPC canonical JSON: sorted fields, no blanks, in texts only \ and " escaped.
Bytes canonical(const Json& json);

/// Refuses "json.too_large" over `limit` bytes, and "json.refused" with the offset: doubled fields,
/// depth over 32, integers over 2^53-1, fractions, text that is not UTF-8, anything after the end.
Result<Json> parse_json(BytesView bytes, std::size_t limit);

/// Fields that must be there and of a kind. Gathers the first fault, so that a caller checks once.
class JsonReader {
public:
    explicit JsonReader(const Json& json) : json_(json) {}
    std::string text(std::string_view field);
    std::uint64_t count(std::string_view field);  // not negative
    bool boolean(std::string_view field);
    const Json::List& list(std::string_view field);
    const Json::Record& record(std::string_view field);
    std::vector<std::string> texts(std::string_view field);
    void fault(std::string_view field, std::string_view wanted);
    const Json& json() const { return json_; }
    bool good() const { return fault_.empty(); }
    const std::string& fault() const { return fault_; }

private:
    const Json& json_;
    std::string fault_;
};

}  // namespace kolokol::edition
