#include "migrations/schema_page.hpp"

namespace kolokol::migrations {

namespace {
constexpr store::Query statements{"test.schema_page", R"sql(
    SELECT item.sql || ';' FROM sqlite_schema AS item
    JOIN sqlite_schema AS owner ON owner.type = 'table' AND owner.name = item.tbl_name
    WHERE item.sql IS NOT NULL AND owner.name <> 'schema_migration'
        AND owner.name NOT LIKE 'sqlite#_%' ESCAPE '#'
    ORDER BY owner.rowid, item.rowid)sql"};
}

std::string schema_page(store::Database& sqlite) {
    std::string page =
        "-- The whole schema on one page. tools/schema writes it from db/migrations, which are "
        "what\n"
        "-- counts; a test holds it against them. SQLite's BLOB is bytea in PostgreSQL.\n";
    auto tx = sqlite.read();
    tx.each(statements, {}, [&](const store::Row& row) {
        page.append(row.text(0).starts_with("CREATE TABLE") ? "\n" : "").append(row.text(0)) +=
            "\n";
    });
    return page;
}

}  // namespace kolokol::migrations
