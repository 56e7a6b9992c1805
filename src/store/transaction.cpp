#include "store/transaction.hpp"

#include <string>

#include "store/connection.hpp"
#include "store/pool.hpp"

namespace kolokol::store {

Transaction::Transaction(Pool& pool, std::unique_ptr<Connection> connection)
    : pool_(&pool), connection_(std::move(connection)) {}

Transaction::Transaction(Transaction&& other) noexcept
    : pool_(other.pool_),
      connection_(std::move(other.connection_)),
      open_(std::exchange(other.open_, false)),
      spoilt_(other.spoilt_),
      reading_(other.reading_) {}

Transaction::~Transaction() {
    if (!connection_) return;
    if (open_) connection_->rollback();
    const bool wrote = connection_->access() == Access::write;
    pool_->give_back(std::move(connection_));
    if (wrote) pool_->writer_is_done();
}

Engine Transaction::engine() const {
    return connection_->engine();
}

template <class Work>
auto Transaction::guarded(Work work) -> decltype(work()) {
    if (!open_) throw Failure("a transaction was used after its end");
    if (spoilt_) throw Failure("a transaction was used after a failure in it");
    if (reading_) throw Failure("a transaction was asked something while it hands over rows");
    try {
        return work();
    } catch (const Failure&) {
        spoilt_ = true;
        throw;
    }
}

std::int64_t Transaction::execute(const Query& query, Values values) {
    return guarded([&] { return connection_->execute(query, values.span()); });
}

std::int64_t Transaction::execute_many(const Query& query,
                                       std::span<const std::vector<Value>> rows) {
    return guarded([&] { return connection_->execute_many(query, rows); });
}

void Transaction::each(const Query& query, Values values,
                       const std::function<void(const Row&)>& take) {
    guarded([&] {
        struct Reading {
            bool& flag;
            explicit Reading(bool& reading) : flag(reading) { flag = true; }
            ~Reading() { flag = false; }
        } const reading(reading_);
        connection_->each(query, values.span(), take);
    });
}

bool Transaction::exists(const Query& query, Values values) {
    bool found = false;
    each(query, values, [&](const Row&) { found = true; });
    return found;
}

std::int64_t Transaction::number(const Query& query, Values values) {
    return first(query, values, [](const Row& row) { return row.integer(0); }).value_or(0);
}

void Transaction::run_script(std::string_view sql) {
    guarded([&] { connection_->run_script(sql); });
}

void Transaction::commit() {
    guarded([&] { connection_->commit(); });
    open_ = false;
}

}  // namespace kolokol::store
