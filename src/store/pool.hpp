#pragma once
// Connections that wait to be used again: at most one that writes, and as many that read as there
// were readers at one time. For the files of this room only. Threads may share it.

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

#include "store/connection.hpp"
#include "store/database.hpp"

namespace kolokol::store {

class Pool : public Database {
public:
    Transaction begin() override;
    Transaction read() override;

protected:
    virtual std::unique_ptr<Connection> connect(Access access) = 0;

private:
    friend class Transaction;
    Transaction start(Access access);
    std::unique_ptr<Connection> take_idle(Access access);
    void wait_for_writer();
    void writer_is_done();
    void give_back(std::unique_ptr<Connection> connection) noexcept;

    std::mutex mutex_;
    std::condition_variable writer_left_;
    bool writing_ = false;
    std::vector<std::unique_ptr<Connection>> writers_;
    std::vector<std::unique_ptr<Connection>> readers_;
};

}  // namespace kolokol::store
