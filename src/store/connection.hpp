#pragma once
// The seam between the two engines, for the files of this room only. One thread at a time.

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "store/transaction.hpp"

namespace kolokol::store {

enum class Access { write, read };

class Connection {
public:
    virtual ~Connection() = default;
    virtual Engine engine() const = 0;
    virtual Access access() const = 0;
    virtual void begin() = 0;
    virtual void commit() = 0;
    /// Never throws; a connection that cannot be brought back says so by healthy().
    virtual void rollback() noexcept = 0;
    virtual bool healthy() const = 0;
    virtual std::int64_t execute(const Query& query, std::span<const Value> values) = 0;
    virtual std::int64_t execute_many(const Query& query,
                                      std::span<const std::vector<Value>> rows) = 0;
    virtual void each(const Query& query, std::span<const Value> values,
                      const std::function<void(const Row&)>& take) = 0;
    virtual void run_script(std::string_view sql) = 0;
};

}  // namespace kolokol::store
