#include "store/postgresql_row.hpp"

#include <charconv>

#include <fmt/format.h>

#include "store/failure.hpp"

namespace kolokol::store {

std::string_view PostgresqlRow::text(int column) const {
    return {PQgetvalue(answer_, row_, column),
            static_cast<std::size_t>(PQgetlength(answer_, row_, column))};
}

std::int64_t PostgresqlRow::integer(int column) const {
    if (is_null(column)) return 0;
    const std::string_view digits = text(column);
    if (PQftype(answer_, column) == type::boolean) return digits == "t" ? 1 : 0;
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    // SUM and AVG of BIGINT come as numeric, so the type alone does not tell.
    if (error != std::errc{} || end != digits.data() + digits.size() ||
        PQftype(answer_, column) == type::text)
        throw Failure(fmt::format("column {} holds no whole number", column));
    return number;
}

double PostgresqlRow::real(int column) const {
    const std::string_view digits = text(column);
    double number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
}

Bytes PostgresqlRow::blob(int column) const {
    const std::string_view shown = text(column);
    if (PQftype(answer_, column) != type::bytea) return Bytes(shown);
    // "\x" and hexadecimal (bytea_output = hex).
    auto bytes = from_hex(shown.size() < 2 ? shown : shown.substr(2));
    if (!bytes) throw Failure(fmt::format("column {} holds no bytes", column));
    return std::move(*bytes);
}

Value PostgresqlRow::value(int column) const {
    if (is_null(column)) return nullptr;
    switch (PQftype(answer_, column)) {
        case type::boolean:
        case type::int8:
        case type::int4:
        case type::int2:
            return integer(column);
        case type::float4:
        case type::float8:
            return real(column);
        case type::bytea:
            return Blob{blob(column)};
        default:
            return text(column);
    }
}

}  // namespace kolokol::store
