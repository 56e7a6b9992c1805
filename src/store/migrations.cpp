#include "store/migrations.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "base/file.hpp"
#include "base/text.hpp"
#include "crypto/digest.hpp"
#include "store/migration_log.hpp"

namespace kolokol::store {

namespace {

constexpr std::string_view create_log = R"sql(
    CREATE TABLE IF NOT EXISTS schema_migration (
        version BIGINT NOT NULL PRIMARY KEY,
        name TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        applied_at BIGINT NOT NULL
    ))sql";

/// The migrations say BLOB; to PostgreSQL that becomes another name for bytea.
constexpr std::string_view name_blob = R"sql(
    DO $$ BEGIN
        IF to_regtype('blob') IS NULL THEN CREATE DOMAIN blob AS bytea; END IF;
    END $$)sql";

constexpr Query log_exists_sqlite{"store.log_exists", R"sql(
    SELECT 1 FROM sqlite_schema WHERE name = 'schema_migration')sql"};
constexpr Query log_exists_postgresql{"store.log_exists", R"sql(
    SELECT 1 FROM pg_class WHERE relname = 'schema_migration'
        AND relnamespace = current_schema()::regnamespace)sql"};

constexpr Query read_log{"store.read_log",
                         "SELECT version, name, sha256 FROM schema_migration ORDER BY version"};

constexpr Query write_log{"store.write_log", R"sql(
    INSERT INTO schema_migration (version, name, sha256, applied_at) VALUES ($1, $2, $3, $4))sql"};

/// "0001_jobs.sqlite.sql" is for one engine, "0001_jobs.sql" for both.
struct FileName {
    int version = 0;
    std::string stem;
    std::string engine;
};

Result<FileName> parse_name(const std::filesystem::path& file) {
    const std::string name = file.filename().string();
    const auto parts = split(name, '.');
    const auto misnamed = [&] {
        return refuse(Kind::invalid, "store.migration_misnamed",
                      fmt::format("{}: a migration is called NNNN_words.sql, "
                                  "NNNN_words.sqlite.sql or NNNN_words.postgres.sql",
                                  file.string()));
    };
    const std::string stem(parts.front());
    const bool numbered =
        stem.size() > 5 && stem[4] == '_' &&
        std::all_of(stem.begin(), stem.begin() + 4, [](char c) { return c >= '0' && c <= '9'; });
    if (!numbered || parts.size() < 2 || parts.size() > 3) return misnamed();
    FileName found{std::stoi(stem.substr(0, 4)), stem, {}};
    if (parts.size() == 3) found.engine = parts[1];
    if (!found.engine.empty() && found.engine != "sqlite" && found.engine != "postgres")
        return misnamed();
    return found;
}

Result<Migration> read_migration(const FileName& name, const std::filesystem::path& file) {
    auto sql = read_file(file);
    if (!sql) return refuse(sql.error());
    auto sha256 = crypto::sha256(*sql).hex();
    return Migration{name.version, name.stem, std::move(*sql), std::move(sha256)};
}

bool log_exists(Transaction& tx) {
    return tx.exists(tx.engine() == Engine::sqlite ? log_exists_sqlite : log_exists_postgresql);
}

std::vector<Migration> applied(Transaction& tx) {
    if (!log_exists(tx)) return {};
    return tx.all(read_log, {}, [](const Row& row) {
        return Migration{static_cast<int>(row.integer(0)),
                         std::string(row.text(1)),
                         {},
                         std::string(row.text(2))};
    });
}

/// Whether what was applied is what this program has. Says how many were.
Result<std::size_t> compare(const std::vector<Migration>& done_before,
                            const std::vector<Migration>& ours) {
    for (std::size_t i = 0; i < done_before.size(); ++i) {
        if (i >= ours.size())
            return refuse(
                Kind::conflict, "store.newer_than_program",
                fmt::format("the database has been brought to {} by a later version of Kolokol "
                            "and this one knows only {}; run the later version, or restore a "
                            "backup made before the upgrade",
                            done_before.back().name, ours.back().name));
        if (done_before[i].version != ours[i].version || done_before[i].sha256 != ours[i].sha256)
            return refuse(
                Kind::conflict, "store.migration_changed",
                fmt::format("{} was changed after it had been applied to this database (as {}); "
                            "put the released file back and write a new migration",
                            ours[i].name, done_before[i].name));
    }
    return done_before.size();
}

}  // namespace

Result<std::vector<Migration>> read_migrations(const std::filesystem::path& folder, Engine engine) {
    const std::string_view wanted = engine == Engine::sqlite ? "sqlite" : "postgres";
    std::map<int, Migration> found;
    std::map<int, std::string> engines;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
        if (entry.path().extension() != ".sql") continue;
        auto name = parse_name(entry.path());
        if (!name) return refuse(name.error());
        if (!name->engine.empty() && name->engine != wanted) continue;
        const auto earlier = found.find(name->version);
        if (earlier != found.end() && earlier->second.name != name->stem)
            return refuse(
                Kind::invalid, "store.migration_number_twice",
                fmt::format("{} and {} have the same number", earlier->second.name, name->stem));
        // The one written for this engine stands instead of the common one.
        if (earlier != found.end() && name->engine.empty()) continue;
        auto migration = read_migration(*name, entry.path());
        if (!migration) return refuse(migration.error());
        found.insert_or_assign(name->version, std::move(*migration));
    }
    if (found.empty())
        return refuse(Kind::not_found, "store.migrations_missing",
                      fmt::format("there are no migrations in {}; is Kolokol installed whole?",
                                  folder.string()));
    std::vector<Migration> migrations;
    for (auto& [version, migration] : found)
        migrations.push_back(std::move(migration));
    return migrations;
}

std::vector<std::string> apply_migrations(Transaction& tx, std::span<const Migration> migrations,
                                          Instant now) {
    if (tx.engine() == Engine::postgresql) tx.run_script(name_blob);
    tx.run_script(create_log);
    std::vector<std::string> names;
    for (const Migration& migration : migrations) {
        try {
            tx.run_script(migration.sql);
        } catch (const DiskFull&) {
            throw;
        } catch (const Failure& failure) {
            throw Failure(fmt::format("{}: {}", migration.name, failure.what()));
        }
        tx.execute(write_log, {migration.version, migration.name, migration.sha256, now});
        names.push_back(migration.name);
    }
    return names;
}

int schema_version(Transaction& tx) {
    const auto migrations = applied(tx);
    return migrations.empty() ? 0 : migrations.back().version;
}

Result<std::vector<std::string>> migrate(Database& database, const std::filesystem::path& folder,
                                         Instant now) {
    const auto ours = read_migrations(folder, database.engine());
    if (!ours) return refuse(ours.error());
    {
        // A reader waits for nobody, and most of the time there is nothing to do.
        auto tx = database.read();
        const auto count = compare(applied(tx), *ours);
        if (!count) return refuse(count.error());
        if (*count == ours->size()) return std::vector<std::string>{};
    }
    auto tx = database.begin();
    const auto count = compare(applied(tx), *ours);
    if (!count) return refuse(count.error());
    auto names = apply_migrations(tx, std::span(*ours).subspan(*count), now);
    tx.commit();
    return names;
}

Outcome check_schema(Database& database, const std::filesystem::path& folder) {
    const auto ours = read_migrations(folder, database.engine());
    if (!ours) return refuse(ours.error());
    auto tx = database.read();
    const auto count = compare(applied(tx), *ours);
    if (!count) return refuse(count.error());
    if (*count < ours->size())
        return refuse(
            Kind::unavailable, "store.migrations_due",
            fmt::format("the database lacks {}, which an upgrade brought", (*ours)[*count].name));
    return done();
}

}  // namespace kolokol::store
