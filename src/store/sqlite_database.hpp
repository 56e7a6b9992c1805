#pragma once
// One file. For the files of this room only.

#include <filesystem>

#include "store/pool.hpp"

namespace kolokol::store {

class SqliteDatabase final : public Pool {
public:
    /// Throws Failure, std::system_error.
    explicit SqliteDatabase(std::filesystem::path file);
    Engine engine() const override { return Engine::sqlite; }
    Outcome copy_to(const std::filesystem::path& file) override;
    Outcome erase_traces() override;

private:
    std::unique_ptr<Connection> connect(Access access) override;
    std::filesystem::path file_;
};

}  // namespace kolokol::store
