#pragma once
// One thread of the server: an epoll set, a listening socket of its own, and the connections that
// came through it. Nothing in it is shared with another loop but the count of connections, the TLS
// contexts and the workers.

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/file.hpp"
#include "http/connection.hpp"
#include "http/server.hpp"
#include "http/tallies.hpp"
#include "http/tls.hpp"
#include "http/workers.hpp"

namespace kolokol::http {

/// What the loops of one server have in common.
struct Shared {
    ServerSettings settings;
    const Router& router;
    std::unique_ptr<TlsContexts> tls;  // null: plain
    std::atomic<int> open{0};
};

class Loop {
public:
    using Moment = std::chrono::steady_clock::time_point;

    Loop(Shared& shared, Workers& workers, Descriptor listener, std::unique_ptr<PageSource> source);
    ~Loop();

    /// Until stopped: the body of a thread.
    void run();
    /// From another thread: connections have until `deadline` to end.
    void stop(Moment deadline);
    /// From a worker: the answer to what connection `id` asked.
    void post(std::uint64_t id, Response response);
    const Tallies& tallies() const { return tallies_; }

    // For its connections:
    Shared& shared() { return shared_; }
    PageSource* source() { return source_.get(); }
    Tallies& tally() { return tallies_; }
    Moment now() const { return now_; }
    bool stopping() const { return stopping_; }
    std::span<char> buffer() { return buffer_; }
    /// Status line, Date and Connection; holds until it is called again.
    std::string_view head(int status, bool keep_alive, bool say_keep_alive);
    void watch(Connection& connection);
    /// Destroyed before the loop waits again.
    void on_end(Connection& connection) { ended_.push_back(&connection); }
    /// Runs the route's handler on a worker; post() brings what it says. False: too busy.
    bool hand_over(Connection& connection, const Route& route, Request request);
    void forget_waiting(std::uint64_t id) { waiting_.erase(id); }

private:
    void wait();
    void take_connections();
    void take(Descriptor socket);
    void accept_again(bool yes);
    void take_posts();
    void sweep();
    void begin_stop();
    void let_go_of_ended();
    void set_date();

    Shared& shared_;
    Workers& workers_;
    Descriptor epoll_;
    Descriptor listener_;
    Descriptor wake_;
    std::unique_ptr<PageSource> source_;
    Tallies tallies_;
    Moment now_;
    Moment next_sweep_;
    Moment next_second_;
    bool accepting_ = true;
    bool stopping_ = false;
    std::string date_;
    std::string ok_head_;
    std::string head_;
    std::vector<char> buffer_;
    std::vector<std::unique_ptr<Connection>> connections_;
    std::vector<Connection*> ended_;
    std::unordered_map<std::uint64_t, Connection*> waiting_;
    std::uint64_t next_id_ = 1;

    std::mutex mutex_;  // for what follows
    std::vector<std::pair<std::uint64_t, Response>> posts_;
    bool stop_asked_ = false;
    Moment stop_deadline_;
};

}  // namespace kolokol::http
