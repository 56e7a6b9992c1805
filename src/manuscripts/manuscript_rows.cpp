#include "manuscripts/manuscript_rows.hpp"

#include <stdexcept>

#include <fmt/format.h>

namespace kolokol::manuscripts {
namespace {

using store::Query;
using store::Row;
using store::Value;

constexpr std::string_view columns =
    "id, stage, writer, assigned, newest, printed, printed_at, headline, language, section, "
    "opened_at, changed_at, holder, held_since, held_until, asked_by";

std::optional<staff::AccountId> account(const Row& row, int column) {
    if (row.is_null(column)) return std::nullopt;
    return staff::AccountId(std::string(row.text(column)));
}

Manuscript read(const Row& row) {
    Manuscript found;
    found.id = ArticleId(std::string(row.text(0)));
    const auto stage = parse_stage(row.text(1));
    if (!stage) throw std::runtime_error("the database holds no stage of that name");
    found.stage = *stage;
    found.writer = account(row, 2);
    found.assigned = account(row, 3);
    found.newest = row.integer(4);
    if (!row.is_null(5)) found.printed = row.integer(5);
    found.printed_at = row.optional_instant(6);
    found.headline = row.text(7);
    found.language = row.text(8);
    found.section = row.text(9);
    found.opened_at = row.instant(10);
    found.changed_at = row.instant(11);
    found.lock.holder = account(row, 12);
    found.lock.since = row.instant(13);
    found.lock.until = row.instant(14);
    found.lock.asked_by = account(row, 15);
    return found;
}

}  // namespace

std::optional<Manuscript> find_manuscript(store::Transaction& tx, const ArticleId& id) {
    static const std::string sql = fmt::format("SELECT {} FROM manuscript WHERE id = $1", columns);
    return tx.first(Query{"manuscripts.find", sql}, {id}, read);
}

void add_manuscript(store::Transaction& tx, const Manuscript& made) {
    constexpr Query add{"manuscripts.add", R"sql(
        INSERT INTO manuscript (id, stage, writer, assigned, newest, printed, printed_at, headline,
                                language, section, opened_at, changed_at)
        VALUES ($1, $2, $3, $4, 0, $5, $6, '', '', '', $7, $7))sql"};
    tx.execute(add, {made.id, to_string(made.stage), made.writer, made.assigned, made.printed,
                     made.printed_at, made.opened_at});
}

void place(store::Transaction& tx, const ArticleId& id, const Placed& placed, Instant now) {
    constexpr Query change{"manuscripts.place", R"sql(
        UPDATE manuscript SET stage = $2, assigned = $3, changed_at = $4 WHERE id = $1)sql"};
    tx.execute(change, {id, to_string(placed.stage), placed.assigned, now});
}

void note_printed(store::Transaction& tx, const ArticleId& id, std::int64_t version, Instant now) {
    constexpr Query note{"manuscripts.note_printed", R"sql(
        UPDATE manuscript SET printed = $2, printed_at = $3, stage = 'settled', assigned = NULL,
                              changed_at = $3 WHERE id = $1)sql"};
    tx.execute(note, {id, version, now});
}

void set_lock(store::Transaction& tx, const ArticleId& id, const Lock& lock) {
    constexpr Query set{"manuscripts.set_lock", R"sql(
        UPDATE manuscript SET holder = $2, held_since = $3, held_until = $4, asked_by = $5
        WHERE id = $1)sql"};
    const bool held = lock.holder.has_value();
    tx.execute(set, {id, lock.holder, held ? Value(lock.since) : Value(),
                     held ? Value(lock.until) : Value(), lock.asked_by});
}

std::vector<Manuscript> manuscripts(store::Transaction& tx, const Which& which, int offset,
                                    int limit) {
    std::string where;
    std::vector<Value> values{offset, limit};
    const auto narrow = [&](std::string_view column, Value value) {
        values.push_back(std::move(value));
        where +=
            fmt::format("{}{} = ${}", where.empty() ? "WHERE " : " AND ", column, values.size());
    };
    if (which.assigned) narrow("assigned", *which.assigned);
    if (which.writer) narrow("writer", *which.writer);
    if (which.stage) narrow("stage", to_string(*which.stage));
    if (!which.section.empty()) narrow("section", which.section);
    const std::string sql = fmt::format(
        "SELECT {} FROM manuscript {} ORDER BY changed_at DESC, id DESC LIMIT $2 OFFSET $1",
        columns, where);
    return tx.all(Query{"manuscripts.list", sql}, values, read);
}

}  // namespace kolokol::manuscripts
