#pragma once
// A unit of work. It rolls back unless committed. One thread at a time; it borrows a connection of
// its Database and gives it back when it goes, so it must not outlive it.
//
//     constexpr store::Query find_due{"reminders.find_due", R"sql(
//         SELECT id, due_at FROM reminder WHERE due_at <= $1 ORDER BY due_at LIMIT $2)sql"};
//     tx.each(find_due, {now, 100}, [&](const store::Row& row) { … row.text(0) … });
//
// SQL is the common tongue of SQLite and PostgreSQL: no `::casts`, no `~`; times and money BIGINT;
// ON CONFLICT and RETURNING are in both. A bare parameter in a SELECT list or in `$1 IS NULL` wants
// a CAST($1 AS BIGINT) or AS TEXT, since PostgreSQL has to know its type.
// Text sorts by its bytes in both engines.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "store/failure.hpp"
#include "store/row.hpp"
#include "store/value.hpp"

namespace kolokol::store {

/// A named constant beside the only function that runs it. Prepared once for each connection.
struct Query {
    std::string_view name;
    std::string_view sql;
};

enum class Engine { sqlite, postgresql };

class Connection;  // store/connection.hpp: the seam between the two engines
class Pool;

class Transaction {
public:
    Transaction(Transaction&&) noexcept;
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction();

    Engine engine() const;

    /// Rows inserted, changed or deleted (0 for other statements; rows of RETURNING are dropped).
    std::int64_t execute(const Query& query, Values values = {});

    /// The same statement for each of `rows`, in their order; quick on both engines (PostgreSQL
    /// gets them in one pipeline). The sum of rows changed. Either all are done or it throws.
    std::int64_t execute_many(const Query& query, std::span<const std::vector<Value>> rows);

    /// Hands over row after row while the engine still finds them: 100,000 rows take no more memory
    /// than one. Inside `take` this transaction must not be asked anything else (it throws);
    /// collect first where a second question depends on the row. What `take` throws comes out here.
    void each(const Query& query, Values values, const std::function<void(const Row&)>& take);

    /// The first row through `make`, or nothing.
    template <class Make>
    auto first(const Query& query, Values values, Make make)
        -> std::optional<decltype(make(std::declval<const Row&>()))> {
        std::optional<decltype(make(std::declval<const Row&>()))> found;
        each(query, values, [&](const Row& row) {
            if (!found) found.emplace(make(row));
        });
        return found;
    }
    /// Every row through `make`.
    template <class Make>
    auto all(const Query& query, Values values, Make make)
        -> std::vector<decltype(make(std::declval<const Row&>()))> {
        std::vector<decltype(make(std::declval<const Row&>()))> found;
        each(query, values, [&](const Row& row) { found.push_back(make(row)); });
        return found;
    }
    bool exists(const Query& query, Values values = {});
    /// The first column of the first row as a number; 0 where there is no row or it is null.
    std::int64_t number(const Query& query, Values values = {});

    /// Several statements without parameters: migrations. SQL is written by us, never by a user.
    void run_script(std::string_view sql);

    /// Ends it; nothing may be asked afterwards. Throws store::Failure, and then nothing was kept.
    void commit();

private:
    friend class Pool;
    Transaction(Pool& pool, std::unique_ptr<Connection> connection);
    template <class Work>
    auto guarded(Work work) -> decltype(work());

    Pool* pool_;
    std::unique_ptr<Connection> connection_;
    bool open_ = true;
    bool spoilt_ = false;
    bool reading_ = false;
};

}  // namespace kolokol::store
