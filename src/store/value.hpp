#pragma once
// What can be bound to a query's $1, $2…: null, a 64-bit number, a double, text (UTF-8, without
// NUL) or bytes. A Value owns what it holds.

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/bytes.hpp"
#include "base/id.hpp"
#include "base/time.hpp"

namespace kolokol::store {

/// Bytes that are no text: BLOB in SQLite, bytea in PostgreSQL. Migrations write `BLOB`; see
/// store/migrations.hpp.
struct Blob {
    Bytes bytes;
    bool operator==(const Blob&) const = default;
};

class Value {
public:
    using Any = std::variant<std::monostate, std::int64_t, double, std::string, Blob>;

    Value() = default;
    Value(std::nullptr_t) {}
    /// Booleans are 0 and 1.
    template <std::integral T>
    Value(T number) : any_(static_cast<std::int64_t>(number)) {}
    Value(double number) : any_(number) {}
    Value(const char* text) : any_(std::string(text)) {}
    Value(std::string_view text) : any_(std::string(text)) {}
    Value(const std::string& text) : any_(text) {}
    Value(std::string&& text) : any_(std::move(text)) {}
    Value(Blob bytes) : any_(std::move(bytes)) {}
    /// Milliseconds since 1970.
    Value(Instant at) : any_(to_millis(at)) {}
    template <class Tag>
    Value(const Id<Tag>& id) : any_(id.text()) {}
    template <class T>
    Value(const std::optional<T>& maybe) {
        if (maybe) *this = Value(*maybe);
    }

    const Any& any() const { return any_; }
    bool operator==(const Value&) const = default;

private:
    Any any_;
};

/// The values of one call, borrowed for its length: `{id, now, "text"}`, a vector, or nothing.
class Values {
public:
    Values() = default;
    Values(std::initializer_list<Value> values) : span_(values.begin(), values.size()) {}
    Values(const std::vector<Value>& values) : span_(values) {}
    std::span<const Value> span() const { return span_; }

private:
    std::span<const Value> span_;
};

}  // namespace kolokol::store
