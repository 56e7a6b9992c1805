#include "store/schema.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "store/migrations.hpp"

namespace kolokol::store {

namespace {

/// The questions to each engine's catalogue; their answers have the same columns.
struct Catalogue {
    Query tables;        // name
    Query columns;       // name, type, not null, place in the primary key
    Query foreign_keys;  // own columns, other table, its columns, ON DELETE
    Query indexes;       // name ("" for a UNIQUE rule), columns, unique, partial
};

constexpr Catalogue sqlite{{"store.sqlite_tables", R"sql(
        SELECT name FROM sqlite_schema
        WHERE type = 'table' AND name NOT LIKE 'sqlite#_%' ESCAPE '#' ORDER BY name)sql"},
                           {"store.sqlite_columns", R"sql(
        SELECT name, type, "notnull", pk FROM pragma_table_info($1) ORDER BY cid)sql"},
                           {"store.sqlite_foreign_keys", R"sql(
        SELECT group_concat("from", ', '), "table", group_concat("to", ', '), on_delete
        FROM (SELECT * FROM pragma_foreign_key_list($1) ORDER BY id, seq) GROUP BY id)sql"},
                           {"store.sqlite_indexes", R"sql(
        SELECT CASE origin WHEN 'u' THEN '' ELSE list.name END,
            (SELECT group_concat(name, ', ') FROM
                (SELECT name FROM pragma_index_info(list.name) ORDER BY seqno)),
            "unique", partial
        FROM pragma_index_list($1) AS list WHERE origin <> 'pk')sql"}};

constexpr Catalogue postgresql{{"store.postgresql_tables", R"sql(
        SELECT relname FROM pg_class
        WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace
        ORDER BY relname COLLATE "C")sql"},
                               {"store.postgresql_columns", R"sql(
        SELECT attname, format_type(atttypid, atttypmod), attnotnull,
            COALESCE(array_position(indkey::smallint[], attnum) + 1, 0)
        FROM pg_attribute LEFT JOIN pg_index ON indrelid = attrelid AND indisprimary
        WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum)sql"},
                               {"store.postgresql_foreign_keys", R"sql(
        SELECT (SELECT string_agg(attname, ', ' ORDER BY place)
                FROM unnest(conkey) WITH ORDINALITY AS key(number, place)
                JOIN pg_attribute ON attrelid = conrelid AND attnum = number),
            confrelid::regclass::text,
            (SELECT string_agg(attname, ', ' ORDER BY place)
                FROM unnest(confkey) WITH ORDINALITY AS key(number, place)
                JOIN pg_attribute ON attrelid = confrelid AND attnum = number),
            CASE confdeltype WHEN 'c' THEN 'CASCADE' WHEN 'n' THEN 'SET NULL'
                WHEN 'r' THEN 'RESTRICT' WHEN 'd' THEN 'SET DEFAULT' ELSE 'NO ACTION' END
        FROM pg_constraint WHERE conrelid = $1::regclass AND contype = 'f')sql"},
                               {"store.postgresql_indexes", R"sql(
        SELECT CASE WHEN EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid
                                 AND contype = 'u') THEN '' ELSE indexrelid::regclass::text END,
            (SELECT string_agg(attname, ', ' ORDER BY place)
                FROM unnest(indkey::smallint[]) WITH ORDINALITY AS key(number, place)
                JOIN pg_attribute ON attrelid = indrelid AND attnum = number),
            indisunique, indpred IS NOT NULL
        FROM pg_index WHERE indrelid = $1::regclass AND NOT indisprimary)sql"}};

std::string common_type(std::string_view type) {
    const std::string lower = ascii_lower(type);
    if (lower == "integer") return "BIGINT";  // SQLite's INTEGER PRIMARY KEY
    std::string upper(lower);
    std::transform(upper.begin(), upper.end(), upper.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
    return upper;
}

Column read_column(const Row& row) {
    const auto place = static_cast<int>(row.integer(3));
    return Column{std::string(row.text(0)), common_type(row.text(1)), row.boolean(2) || place > 0,
                  place};
}

Table read_table(Transaction& tx, const Catalogue& ask, const std::string& name) {
    Table table{.name = name,
                .columns = tx.all(ask.columns, {name}, read_column),
                .rules = {},
                .indexes = {}};
    tx.each(ask.foreign_keys, {name}, [&](const Row& row) {
        table.rules.push_back(fmt::format("FOREIGN KEY ({}) REFERENCES {} ({}) ON DELETE {}",
                                          row.text(0), row.text(1), row.text(2), row.text(3)));
    });
    tx.each(ask.indexes, {name}, [&](const Row& row) {
        if (row.text(0).empty()) {
            table.rules.push_back(fmt::format("UNIQUE ({})", row.text(1)));
            return;
        }
        table.indexes.push_back(fmt::format("{} ({}){}{}", row.text(0), row.text(1),
                                            row.boolean(2) ? " UNIQUE" : "",
                                            row.boolean(3) ? " PARTIAL" : ""));
    });
    std::sort(table.rules.begin(), table.rules.end());
    std::sort(table.indexes.begin(), table.indexes.end());
    return table;
}

}  // namespace

std::vector<Table> read_schema(Transaction& tx) {
    const Catalogue& ask = tx.engine() == Engine::sqlite ? sqlite : postgresql;
    std::vector<Table> tables;
    for (const auto& name :
         tx.all(ask.tables, {}, [](const Row& row) { return std::string(row.text(0)); }))
        tables.push_back(read_table(tx, ask, name));
    return tables;
}

std::string describe_schema(Transaction& tx) {
    std::string text;
    const auto line = [&](std::string_view words) { text.append("    ").append(words) += '\n'; };
    for (const Table& table : read_schema(tx)) {
        text += table.name + "\n";
        for (const Column& column : table.columns)
            line(fmt::format("{} {}{}{}", column.name, column.type,
                             column.not_null ? " NOT NULL" : "",
                             column.key_place > 0 ? fmt::format(" KEY {}", column.key_place) : ""));
        for (const auto& rule : table.rules)
            line(rule);
        for (const auto& index : table.indexes)
            line("INDEX " + index);
    }
    return text;
}

}  // namespace kolokol::store
