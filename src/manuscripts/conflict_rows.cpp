#include "manuscripts/conflict_rows.hpp"

#include <stdexcept>

namespace kolokol::manuscripts {

using store::Query;
using store::Row;

void add_conflicts(store::Transaction& tx, const ArticleId& id, std::int64_t version,
                   const std::vector<Conflict>& conflicts, const staff::AccountId& author,
                   Instant now) {
    constexpr Query add{"manuscripts.add_conflict", R"sql(
        INSERT INTO manuscript_conflict (id, manuscript, version, field, stands, other, author)
        VALUES ($1, $2, $3, $4, $5, $6, $7))sql"};
    for (const Conflict& one : conflicts)
        tx.execute(add, {ConflictId::make(now), id, version, content::name_of(one.field),
                         one.stands, one.other, author});
}

std::vector<OpenConflict> open_conflicts(store::Transaction& tx, const ArticleId& id) {
    constexpr Query find{"manuscripts.open_conflicts", R"sql(
        SELECT id, field, stands, other, author FROM manuscript_conflict
        WHERE manuscript = $1 AND solved_at IS NULL ORDER BY version, id)sql"};
    return tx.all(find, {id}, [](const Row& row) {
        const auto field = content::parse_field(row.text(1));
        if (!field) throw std::runtime_error("the database holds no field of that name");
        OpenConflict found{ConflictId(std::string(row.text(0))),
                           {*field, std::string(row.text(2)), std::string(row.text(3))},
                           {}};
        if (!row.is_null(4)) found.author = staff::AccountId(std::string(row.text(4)));
        return found;
    });
}

void close_own_conflicts(store::Transaction& tx, const ArticleId& manuscript, std::int64_t base,
                         const staff::AccountId& author, Instant now) {
    constexpr Query close{"manuscripts.close_own_conflicts", R"sql(
        UPDATE manuscript_conflict SET solved_at = $4
        WHERE manuscript = $1 AND version <= $2 AND author = $3 AND solved_at IS NULL)sql"};
    tx.execute(close, {manuscript, base, author, now});
}

bool close_conflict(store::Transaction& tx, const ArticleId& manuscript, const ConflictId& id,
                    Instant now) {
    constexpr Query close{"manuscripts.close_conflict", R"sql(
        UPDATE manuscript_conflict SET solved_at = $3
        WHERE id = $2 AND manuscript = $1 AND solved_at IS NULL)sql"};
    return tx.execute(close, {manuscript, id, now}) > 0;
}

}  // namespace kolokol::manuscripts
