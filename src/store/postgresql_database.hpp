#pragma once
// One schema of one PostgreSQL server. For the files of this room only.

#include <string>

#include "store/pool.hpp"

namespace kolokol::store {

class PostgresqlDatabase final : public Pool {
public:
    /// Throws Failure where the server cannot be reached or sorts text otherwise than by its bytes.
    explicit PostgresqlDatabase(std::string address);
    Engine engine() const override { return Engine::postgresql; }
    Outcome copy_to(const std::filesystem::path& file) override;
    Outcome erase_traces() override;

private:
    std::unique_ptr<Connection> connect(Access access) override;
    std::string address_;
};

}  // namespace kolokol::store
