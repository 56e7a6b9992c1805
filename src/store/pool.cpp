#include "store/pool.hpp"

namespace kolokol::store {

namespace {
/// As long as SQLite's busy_timeout and PostgreSQL's lock_timeout wait for writers elsewhere.
constexpr std::chrono::seconds patience{5};
}  // namespace

Transaction Pool::begin() {
    wait_for_writer();
    try {
        return start(Access::write);
    } catch (...) {
        writer_is_done();
        throw;
    }
}

Transaction Pool::read() {
    return start(Access::read);
}

Transaction Pool::start(Access access) {
    // An idle connection may have died while it waited (a server was restarted): then a new one.
    while (auto idle = take_idle(access)) {
        try {
            idle->begin();
            return Transaction(*this, std::move(idle));
        } catch (const Failure&) {
            if (idle->healthy()) {
                give_back(std::move(idle));
                throw;
            }
        }
    }
    auto fresh = connect(access);
    fresh->begin();
    return Transaction(*this, std::move(fresh));
}

std::unique_ptr<Connection> Pool::take_idle(Access access) {
    const std::lock_guard lock(mutex_);
    auto& idle = access == Access::write ? writers_ : readers_;
    if (idle.empty()) return nullptr;
    auto connection = std::move(idle.back());
    idle.pop_back();
    return connection;
}

void Pool::wait_for_writer() {
    std::unique_lock lock(mutex_);
    if (!writer_left_.wait_for(lock, patience, [this] { return !writing_; }))
        throw Busy("the database is busy: another writer of this process held it for 5 seconds");
    writing_ = true;
}

void Pool::writer_is_done() {
    {
        const std::lock_guard lock(mutex_);
        writing_ = false;
    }
    writer_left_.notify_one();
}

void Pool::give_back(std::unique_ptr<Connection> connection) noexcept {
    if (!connection->healthy()) return;
    const std::lock_guard lock(mutex_);
    auto& idle = connection->access() == Access::write ? writers_ : readers_;
    idle.push_back(std::move(connection));
}

}  // namespace kolokol::store
