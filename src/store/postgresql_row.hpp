#pragma once
// One row of a libpq answer in text form. For the files of this room only.

#include <libpq-fe.h>

#include "store/row.hpp"

namespace kolokol::store {

class PostgresqlRow final : public Row {
public:
    PostgresqlRow(const PGresult* answer, int row) : answer_(answer), row_(row) {}
    int columns() const override { return PQnfields(answer_); }
    bool is_null(int column) const override { return PQgetisnull(answer_, row_, column) == 1; }
    std::string_view text(int column) const override;
    std::int64_t integer(int column) const override;
    double real(int column) const override;
    Bytes blob(int column) const override;
    Value value(int column) const override;

private:
    const PGresult* answer_;
    int row_;
};

/// Object ids of types, fixed for ever in PostgreSQL's catalogue (pg_type.dat).
namespace type {
constexpr Oid boolean = 16;
constexpr Oid bytea = 17;
constexpr Oid int8 = 20;
constexpr Oid int2 = 21;
constexpr Oid int4 = 23;
constexpr Oid text = 25;
constexpr Oid float4 = 700;
constexpr Oid float8 = 701;
}  // namespace type

}  // namespace kolokol::store
