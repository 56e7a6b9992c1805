#pragma once
// The public side's door for editions from the newsroom side, on a port of its own. It believes
// nobody: edition/delivery.hpp checks all that comes, so that the door needs no password, and the
// worst that a stranger can bring is the newest edition.

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_set>

#include "base/clock.hpp"
#include "edition/delivery.hpp"
#include "http/server.hpp"

namespace kolokol::serve {

struct HandoverReceiverSettings {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;
    std::optional<http::TlsFiles> tls;
};

/// Takes editions from when start() returns until it is destroyed.
class HandoverReceiver {
public:
    /// `on_taken` is called after each edition, on a worker thread. All must outlive it. Refuses
    /// what http::Server::start refuses.
    static Result<std::unique_ptr<HandoverReceiver>> start(const HandoverReceiverSettings& settings,
                                                           edition::Shelf& shelf,
                                                           const Clock& clock,
                                                           std::function<void()> on_taken = {});
    std::uint16_t port() const { return server_->port(); }
    http::Counters counters() const { return server_->counters(); }

private:
    HandoverReceiver(edition::Shelf& shelf, const Clock& clock, std::function<void()> on_taken);
    void add_routes();
    http::Response published(const http::Request& request) const;
    http::Response offer(const http::Request& request);
    http::Response objects(const http::Request& request);
    std::optional<http::Response> unexpected() const;
    http::Response go_on();
    void erase_withdrawn();

    edition::Shelf& shelf_;
    const Clock& clock_;
    std::function<void()> on_taken_;
    std::mutex mutex_;  // for delivery_
    edition::Delivery delivery_;
    std::unordered_set<edition::Digest> erased_;  // the withdrawn pages for which it was done last
    std::atomic<bool> expects_objects_{false};  // asked on the server's thread, which may not wait
    http::Router router_;
    std::unique_ptr<http::Server> server_;
};

}  // namespace kolokol::serve
