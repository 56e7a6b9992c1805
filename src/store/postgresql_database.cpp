#include "store/postgresql_database.hpp"

#include "store/postgresql_connection.hpp"

namespace kolokol::store {

namespace {
constexpr Query tables{"store.tables",
                       "SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) FROM "
                       "pg_tables WHERE schemaname = current_schema()"};
constexpr Query sorts_by_bytes{"store.sorts_by_bytes", "SELECT 1 WHERE 'a' > 'B'"};
}  // namespace

PostgresqlDatabase::PostgresqlDatabase(std::string address) : address_(std::move(address)) {
    auto tx = read();
    if (!tx.exists(sorts_by_bytes))
        throw Failure(
            "this PostgreSQL database sorts text by a language's rules, which change with its "
            "library; make it with: CREATE DATABASE … TEMPLATE template0 ENCODING 'UTF8' "
            "LOCALE 'C.UTF-8'");
}

std::unique_ptr<Connection> PostgresqlDatabase::connect(Access access) {
    return std::make_unique<PostgresqlConnection>(address_, access);
}

Outcome PostgresqlDatabase::copy_to(const std::filesystem::path&) {
    return refuse(Kind::unavailable, "store.copy_needs_sqlite",
                  "a PostgreSQL database has no file to copy; use `kolokol backup`");
}

Outcome PostgresqlDatabase::erase_traces() {
    PostgresqlConnection connection(address_, Access::write);
    std::vector<std::string> names;
    connection.each(tables, {}, [&](const Row& row) { names.emplace_back(row.text(0)); });
    for (const std::string& name : names)
        connection.run_script("VACUUM " + name);
    return done();
}

}  // namespace kolokol::store
