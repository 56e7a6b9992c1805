#pragma once
// SQLite behind store::Connection. For the files of this room only.

#include <filesystem>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include <sqlite3.h>

#include "store/connection.hpp"

namespace kolokol::store {

class SqliteConnection final : public Connection {
public:
    /// Throws Failure where the file cannot be opened or is no database.
    SqliteConnection(const std::filesystem::path& file, Access access);

    Engine engine() const override { return Engine::sqlite; }
    Access access() const override { return access_; }
    void begin() override;
    void commit() override;
    void rollback() noexcept override;
    bool healthy() const override { return healthy_; }
    std::int64_t execute(const Query& query, std::span<const Value> values) override;
    std::int64_t execute_many(const Query& query,
                              std::span<const std::vector<Value>> rows) override;
    void each(const Query& query, std::span<const Value> values,
              const std::function<void(const Row&)>& take) override;
    void run_script(std::string_view sql) override;

private:
    struct CloseDatabase {
        void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
    };
    struct FinalizeStatement {
        void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
    };
    struct Statement {
        std::unique_ptr<sqlite3_stmt, FinalizeStatement> handle;
        /// For each of SQLite's parameters, in its order, which of our values ($1 is 0).
        std::vector<std::size_t> places;
        std::size_t values = 0;
    };

    Statement& prepared(const Query& query);
    void bind(const Statement& statement, const Query& query, std::span<const Value> values);
    std::int64_t run(Statement& statement, const Query& query, std::span<const Value> values);
    [[noreturn]] void fail(std::string_view doing, int code);

    Access access_;
    bool healthy_ = true;
    std::unique_ptr<sqlite3, CloseDatabase> database_;
    /// By the text of the query. Nodes of the map never move.
    std::unordered_map<std::string, Statement> statements_;
};

}  // namespace kolokol::store
