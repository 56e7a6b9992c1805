#pragma once
// One row of an answer, columns counted from 0. Valid only inside the function it is handed to.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/time.hpp"
#include "store/value.hpp"

namespace kolokol::store {

class Row {
public:
    virtual ~Row() = default;
    virtual int columns() const = 0;
    virtual bool is_null(int column) const = 0;
    /// Empty where null. The view dies with the row.
    virtual std::string_view text(int column) const = 0;
    /// 0 where null. Throws store::Failure where the column holds no whole number.
    virtual std::int64_t integer(int column) const = 0;
    /// 0 where null.
    virtual double real(int column) const = 0;
    /// Empty where null.
    virtual Bytes blob(int column) const = 0;
    /// As the engine gives it, with its type: what a dump writes.
    virtual Value value(int column) const = 0;

    bool boolean(int column) const { return integer(column) != 0; }
    Instant instant(int column) const { return from_millis(integer(column)); }
    std::optional<Instant> optional_instant(int column) const {
        if (is_null(column)) return std::nullopt;
        return instant(column);
    }
};

}  // namespace kolokol::store
