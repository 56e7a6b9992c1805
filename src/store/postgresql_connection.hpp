#pragma once
// PostgreSQL behind store::Connection. For the files of this room only.

#include <memory>
#include <string>
#include <unordered_map>

#include <libpq-fe.h>

#include "store/connection.hpp"

namespace kolokol::store {

class PostgresqlConnection final : public Connection {
public:
    /// Throws Failure where the server cannot be reached.
    PostgresqlConnection(const std::string& address, Access access);

    Engine engine() const override { return Engine::postgresql; }
    Access access() const override { return access_; }
    void begin() override;
    void commit() override;
    void rollback() noexcept override;
    bool healthy() const override;
    std::int64_t execute(const Query& query, std::span<const Value> values) override;
    std::int64_t execute_many(const Query& query,
                              std::span<const std::vector<Value>> rows) override;
    void each(const Query& query, std::span<const Value> values,
              const std::function<void(const Row&)>& take) override;
    void run_script(std::string_view sql) override;

private:
    struct Finish {
        void operator()(PGconn* connection) const { PQfinish(connection); }
    };
    struct Clear {
        void operator()(PGresult* result) const { PQclear(result); }
    };
    using Answer = std::unique_ptr<PGresult, Clear>;
    struct Statement {
        std::string name;
    };

    /// The statement for this query and these types of values, which PostgreSQL fixes when it
    /// prepares.
    const Statement& prepared(const Query& query, std::span<const Value> values);
    void send(const Query& query, const Statement& statement, std::span<const Value> values);
    std::int64_t send_batch(const Query& query, std::span<const std::vector<Value>> rows);
    Answer next_answer() { return Answer(PQgetResult(connection_.get())); }
    void run_alone(std::string_view sql);
    void drain() noexcept;
    void check(const Answer& answer, std::string_view doing) const;
    [[noreturn]] void fail(const PGresult* answer, std::string_view doing) const;

    Access access_;
    std::unique_ptr<PGconn, Finish> connection_;
    std::string begin_;
    bool stale_ = false;
    /// By the types of the values and the text of the query. Nodes of the map never move.
    std::unordered_map<std::string, Statement> statements_;
};

}  // namespace kolokol::store
