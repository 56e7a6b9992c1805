#pragma once
// What a template is filled with: a tree of values, made for one page and thrown away. Texts are
// owned by the tree; a template looks a name up in the innermost record and then outwards.

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/html.hpp"

namespace kolokol::theme {

class Value;
using List = std::vector<Value>;

/// Fields in the order they were set; a name stands at most once. Names are literals of the program
/// (they must outlive the record).
class Record {
public:
    Record() = default;
    Record(std::initializer_list<std::pair<std::string_view, Value>> fields);
    /// Sets or replaces.
    Record& set(std::string_view name, Value value);
    const Value* find(std::string_view name) const;
    bool empty() const;

private:
    std::vector<std::pair<std::string_view, Value>> fields_;
};

/// JSON text, written by nlohmann::json from typed data: only `{{json name}}` prints it, inside a
/// script element of type application/ld+json.
struct JsonText {
    std::string text;
};

class Value {
public:
    /// std::monostate: absent. Sections take true, numbers other than 0, non-empty texts and lists,
    /// and records for yes.
    using Any = std::variant<std::monostate, bool, std::int64_t, std::string, SafeHtml, JsonText,
                             List, Record>;
    Value() = default;
    Value(bool yes) : any_(yes) {}
    Value(int number) : any_(static_cast<std::int64_t>(number)) {}
    Value(std::int64_t number) : any_(number) {}
    Value(std::size_t number) : any_(static_cast<std::int64_t>(number)) {}
    Value(const char* text) : any_(std::string(text)) {}
    Value(std::string_view text) : any_(std::string(text)) {}
    Value(std::string text) : any_(std::move(text)) {}
    Value(SafeHtml html) : any_(std::move(html)) {}
    Value(JsonText json) : any_(std::move(json)) {}
    Value(List list) : any_(std::move(list)) {}
    Value(Record record) : any_(std::move(record)) {}

    const Any& any() const { return any_; }
    bool truthy() const;

private:
    Any any_;
};

}  // namespace kolokol::theme
