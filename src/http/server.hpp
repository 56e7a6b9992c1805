#pragma once
// HTTP/1.1 and 1.0 over TCP or TLS. Each thread has an epoll loop and a listening socket of its own
// (SO_REUSEPORT), so threads share nothing while they serve. Common GET and HEAD requests are
// read by a small parser and answered by a PageSource; all others are read by Beast and answered by
// the Router's handlers on worker threads.
//
// No access log: nothing here writes down, or hands to a handler, the address of a reader.

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "base/result.hpp"
#include "http/page_source.hpp"
#include "http/router.hpp"

namespace kolokol::http {

struct Limits {
    /// Request line and fields together: 431, or 414 where the target alone is too long.
    std::size_t header_bytes = 16 * 1024;
    std::size_t target_bytes = 8 * 1024;
    /// From the first byte of a request (of a new connection: from its start) to the end of its
    /// fields; then the connection is closed.
    std::chrono::milliseconds header_time{10'000};
    /// Between requests.
    std::chrono::milliseconds idle_time{60'000};
    /// Without one more byte of an answer taken, or of a body sent.
    std::chrono::milliseconds stalled_time{30'000};
    /// Over all threads; one more is told 503 and closed.
    int connections = 10'000;
    /// How often a thread looks for connections that have run out of time.
    std::chrono::milliseconds sweep{500};
};

/// PEM files. They are looked at every second: new connections use a new certificate, and one that
/// cannot be used is logged and left aside.
struct TlsFiles {
    std::filesystem::path certificate;
    std::filesystem::path key;
};

struct ServerSettings {
    /// A literal IPv4 or IPv6 address.
    std::string address = "127.0.0.1";
    /// 0: any free one, see Server::port().
    std::uint16_t port = 0;
    int threads = 1;
    /// Threads that run handlers.
    int workers = 2;
    /// Requests that may wait for a worker; one more is told 503.
    int waiting = 256;
    Limits limits;
    std::optional<TlsFiles> tls;
    /// Whole lines ("Name: value\r\n") that each answer of the router and each refusal of the
    /// server itself carries, unless a handler's answer has a field of that name; what a PageSource
    /// answers is complete already.
    std::string fields;
};

/// Since the start.
struct Counters {
    std::uint64_t requests = 0;
    /// By the first digit of the status: [2] counts 200 to 299.
    std::uint64_t answers[6] = {};
    std::uint64_t bytes_sent = 0;
    std::uint64_t connections = 0;
    /// Turned away because there were too many.
    std::uint64_t shed = 0;
    /// Closed because a limit of time ran out while a request or an answer was on its way.
    std::uint64_t timed_out = 0;
    /// At this moment.
    std::uint64_t open = 0;
};

class Server {
public:
    /// Listens and serves when it returns. The router must outlive the server; `sources` may be
    /// empty. Refuses "http.cannot_listen", "http.certificate_unusable".
    static Result<std::unique_ptr<Server>> start(ServerSettings settings, const Router& router,
                                                 PageSourceFactory sources = {});
    /// Stops at once.
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    std::uint16_t port() const;
    /// May be asked from any thread.
    Counters counters() const;
    /// Takes no new connection, closes idle ones, lets running answers finish until `grace` is
    /// over, then returns with all threads ended.
    void stop(std::chrono::milliseconds grace);

private:
    struct Inside;
    explicit Server(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

}  // namespace kolokol::http
