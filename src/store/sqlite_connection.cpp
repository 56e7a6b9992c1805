#include "store/sqlite_connection.hpp"

#include <algorithm>
#include <cerrno>
#include <charconv>

#include <fmt/format.h>

#include "store/value_check.hpp"

namespace kolokol::store {

namespace {

class SqliteRow final : public Row {
public:
    explicit SqliteRow(sqlite3_stmt* statement) : statement_(statement) {}
    int columns() const override { return sqlite3_column_count(statement_); }
    bool is_null(int column) const override {
        return sqlite3_column_type(statement_, column) == SQLITE_NULL;
    }
    std::string_view text(int column) const override {
        const auto* bytes = sqlite3_column_text(statement_, column);
        if (bytes == nullptr) return {};
        return {reinterpret_cast<const char*>(bytes),
                static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
    }
    std::int64_t integer(int column) const override {
        const int type = sqlite3_column_type(statement_, column);
        if (type != SQLITE_INTEGER && type != SQLITE_NULL)
            throw Failure(fmt::format("column {} holds no whole number", column));
        return sqlite3_column_int64(statement_, column);
    }
    double real(int column) const override { return sqlite3_column_double(statement_, column); }
    Bytes blob(int column) const override {
        const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
        if (bytes == nullptr) return {};
        return Bytes(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)));
    }
    Value value(int column) const override {
        switch (sqlite3_column_type(statement_, column)) {
            case SQLITE_INTEGER:
                return sqlite3_column_int64(statement_, column);
            case SQLITE_FLOAT:
                return sqlite3_column_double(statement_, column);
            case SQLITE_TEXT:
                return text(column);
            case SQLITE_BLOB:
                return Blob{blob(column)};
            default:
                return nullptr;
        }
    }

private:
    sqlite3_stmt* statement_;
};

struct BindValue {
    sqlite3_stmt* statement;
    int place;
    int operator()(std::monostate) const { return sqlite3_bind_null(statement, place); }
    int operator()(std::int64_t number) const {
        return sqlite3_bind_int64(statement, place, number);
    }
    int operator()(double number) const { return sqlite3_bind_double(statement, place, number); }
    // The values outlive the statement's run, so SQLite need not copy them.
    int operator()(const std::string& text) const {
        return sqlite3_bind_text64(statement, place, text.data(), text.size(), SQLITE_STATIC,
                                   SQLITE_UTF8);
    }
    int operator()(const Blob& blob) const {
        return sqlite3_bind_blob64(statement, place, blob.bytes.data(), blob.bytes.size(),
                                   SQLITE_STATIC);
    }
};

/// Makes a statement ready for its next run, also when a row's taker throws.
class Reset {
public:
    explicit Reset(sqlite3_stmt* statement) : statement_(statement) {}
    Reset(const Reset&) = delete;
    Reset& operator=(const Reset&) = delete;
    ~Reset() {
        sqlite3_reset(statement_);
        sqlite3_clear_bindings(statement_);
    }

private:
    sqlite3_stmt* statement_;
};

}  // namespace

SqliteConnection::SqliteConnection(const std::filesystem::path& file, Access access)
    : access_(access) {
    sqlite3* opened = nullptr;
    // Each connection is used by one thread at a time, so SQLite needs no mutex of its own.
    const int code = sqlite3_open_v2(file.c_str(), &opened,
                                     SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
    database_.reset(opened);
    if (code != SQLITE_OK) fail(fmt::format("opening {}", file.string()), code);
    sqlite3_extended_result_codes(opened, 1);
    sqlite3_busy_timeout(opened, 5000);
    run_script(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
        "PRAGMA secure_delete = ON; PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY;"
        // What is mapped counts as memory once for each connection.
        "PRAGMA mmap_size = 33554432;");
    // A writer's pages wait in memory for the commit: an import or a first press has many. In KiB.
    run_script(access == Access::read ? "PRAGMA query_only = ON; PRAGMA cache_size = -32768"
                                      : "PRAGMA cache_size = -16384");
}

void SqliteConnection::begin() {
    constexpr Query begin_write{"store.begin", "BEGIN IMMEDIATE"};
    constexpr Query begin_read{"store.begin_read", "BEGIN"};
    constexpr Query fix_snapshot{"store.fix_snapshot", "SELECT COUNT(*) FROM sqlite_schema"};
    if (access_ == Access::write) {
        execute(begin_write, {});
        return;
    }
    execute(begin_read, {});
    execute(fix_snapshot, {});
}

void SqliteConnection::commit() {
    constexpr Query commit_all{"store.commit", "COMMIT"};
    execute(commit_all, {});
}

void SqliteConnection::rollback() noexcept {
    // Some failures (a full disk) have rolled back already.
    if (sqlite3_get_autocommit(database_.get()) != 0) return;
    healthy_ = sqlite3_exec(database_.get(), "ROLLBACK", nullptr, nullptr, nullptr) == SQLITE_OK;
}

std::int64_t SqliteConnection::execute(const Query& query, std::span<const Value> values) {
    return run(prepared(query), query, values);
}

std::int64_t SqliteConnection::execute_many(const Query& query,
                                            std::span<const std::vector<Value>> rows) {
    Statement& statement = prepared(query);
    std::int64_t changed = 0;
    for (const auto& row : rows)
        changed += run(statement, query, row);
    return changed;
}

std::int64_t SqliteConnection::run(Statement& statement, const Query& query,
                                   std::span<const Value> values) {
    bind(statement, query, values);
    const Reset reset(statement.handle.get());
    const auto before = sqlite3_total_changes64(database_.get());
    int code = SQLITE_ROW;
    while (code == SQLITE_ROW)
        code = sqlite3_step(statement.handle.get());
    if (code != SQLITE_DONE) fail(query.name, code);
    // changes() is left as it was by statements that change nothing, and does not count cascades,
    // which PostgreSQL does not count either.
    return sqlite3_total_changes64(database_.get()) == before ? 0
                                                              : sqlite3_changes64(database_.get());
}

void SqliteConnection::each(const Query& query, std::span<const Value> values,
                            const std::function<void(const Row&)>& take) {
    Statement& statement = prepared(query);
    bind(statement, query, values);
    const Reset reset(statement.handle.get());
    const SqliteRow row(statement.handle.get());
    for (;;) {
        const int code = sqlite3_step(statement.handle.get());
        if (code == SQLITE_DONE) return;
        if (code != SQLITE_ROW) fail(query.name, code);
        take(row);
    }
}

void SqliteConnection::run_script(std::string_view sql) {
    const int code =
        sqlite3_exec(database_.get(), std::string(sql).c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) fail("a script", code);
}

SqliteConnection::Statement& SqliteConnection::prepared(const Query& query) {
    auto [found, is_new] = statements_.try_emplace(std::string(query.sql));
    Statement& statement = found->second;
    if (!is_new) return statement;
    sqlite3_stmt* handle = nullptr;
    const int code =
        sqlite3_prepare_v3(database_.get(), query.sql.data(), static_cast<int>(query.sql.size()),
                           SQLITE_PREPARE_PERSISTENT, &handle, nullptr);
    if (code != SQLITE_OK) {
        statements_.erase(found);
        fail(query.name, code);
    }
    statement.handle.reset(handle);
    for (int place = 1; place <= sqlite3_bind_parameter_count(handle); ++place) {
        const char* name = sqlite3_bind_parameter_name(handle, place);
        std::size_t number = 0;
        if (name != nullptr && *name == '$') number = std::strtoul(name + 1, nullptr, 10);
        if (number == 0) {
            statements_.erase(found);
            throw Failure(fmt::format("{}: parameters are $1, $2…", query.name));
        }
        statement.places.push_back(number - 1);
        statement.values = std::max(statement.values, number);
    }
    return statement;
}

void SqliteConnection::bind(const Statement& statement, const Query& query,
                            std::span<const Value> values) {
    if (values.size() != statement.values)
        throw Failure(fmt::format("{}: takes {} values and was given {}", query.name,
                                  statement.values, values.size()));
    for (const Value& value : values)
        check_value(value, query);
    int place = 0;
    for (const std::size_t which : statement.places) {
        ++place;
        const int code = std::visit(BindValue{statement.handle.get(), place}, values[which].any());
        if (code != SQLITE_OK) fail(query.name, code);
    }
}

void SqliteConnection::fail(std::string_view doing, int code) {
    const std::string text =
        fmt::format("SQLite, {}: {}", doing,
                    database_ ? sqlite3_errmsg(database_.get()) : sqlite3_errstr(code));
    // What SQLite calls an input/output error may be a full disk too.
    if (database_ && (code & 0xff) == SQLITE_IOERR &&
        sqlite3_system_errno(database_.get()) == ENOSPC)
        throw DiskFull(text);
    switch (code & 0xff) {
        case SQLITE_FULL:
            throw DiskFull(text);
        case SQLITE_CONSTRAINT:
            throw Conflict(text);
        case SQLITE_BUSY:
            throw Busy(text);
        default:
            throw Failure(text);
    }
}

}  // namespace kolokol::store
