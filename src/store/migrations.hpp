#pragma once
// The schema grows by db/migrations/NNNN_words.sql: forward only, never edited once released. Where
// the engines truly differ a sibling NNNN_words.sqlite.sql or NNNN_words.postgres.sql stands
// instead. Files are written in SQLite's and PostgreSQL's common tongue; the one word that differs,
// BLOB, is given to PostgreSQL as bytea. Every primary key is named in its table.

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "store/database.hpp"

namespace kolokol::store {

struct Migration {
    int version = 0;
    std::string name;  // "0001_jobs"
    std::string sql;
    std::string sha256;  // hexadecimal, of the file's bytes
};

/// In order. Refuses "store.migrations_missing", "store.migration_misnamed",
/// "store.migration_number_twice".
Result<std::vector<Migration>> read_migrations(const std::filesystem::path& folder, Engine engine);

/// Applies what the database has not seen, all in one transaction, and returns the names of what it
/// applied. Two processes may do this at once: one waits and finds nothing to do. Refuses
/// "store.newer_than_program" (the database was written by a later version),
/// "store.migration_changed" (an applied file differs), and what read_migrations refuses.
Result<std::vector<std::string>> migrate(Database& database, const std::filesystem::path& folder,
                                         Instant now);

/// Says, without changing anything, whether this program fits this database. Refuses as migrate
/// does, and "store.migrations_due".
Outcome check_schema(Database& database, const std::filesystem::path& folder);

/// The number of the last migration that was applied; 0 where none was.
int schema_version(Transaction& tx);

/// Every table with its columns, then every index: one page that is the same for both engines.
/// tools/schema writes db/schema.sql with it.
std::string describe_schema(Transaction& tx);

}  // namespace kolokol::store
