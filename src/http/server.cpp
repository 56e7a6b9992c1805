#include "http/server.hpp"

#include <csignal>
#include <cstring>
#include <thread>
#include <vector>

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include "http/loop.hpp"

namespace kolokol::http {
namespace {

/// Files, pipes and maps that are not connections.
constexpr rlim_t other_descriptors = 512;

struct Address {
    sockaddr_storage storage{};
    socklen_t size = 0;
};

Result<Address> parse_address(const std::string& text, std::uint16_t port) {
    Address address;
    auto* v4 = reinterpret_cast<sockaddr_in*>(&address.storage);
    auto* v6 = reinterpret_cast<sockaddr_in6*>(&address.storage);
    if (inet_pton(AF_INET, text.c_str(), &v4->sin_addr) == 1) {
        v4->sin_family = AF_INET;
        v4->sin_port = htons(port);
        address.size = sizeof *v4;
    } else if (inet_pton(AF_INET6, text.c_str(), &v6->sin6_addr) == 1) {
        v6->sin6_family = AF_INET6;
        v6->sin6_port = htons(port);
        address.size = sizeof *v6;
    } else {
        return refuse(
            Kind::invalid, "http.cannot_listen",
            fmt::format("\"{}\" is not an IP address: write one like 127.0.0.1 or ::1.", text));
    }
    return address;
}

/// A bound socket; only those with `shared` may be bound to one address several times.
const char* advice(int error) {
    if (error == EADDRNOTAVAIL) return "This machine has no such address.";
    if (error == EACCES)
        return "Ports below 1024 are for root: take a higher one, with a reverse proxy before it "
               "(docs/operating/reverse-proxy.md).";
    return "Is another server running there? End it, or take another port.";
}

Result<Descriptor> bind_socket(const Address& address, bool shared, const std::string& named) {
    const int family = address.storage.ss_family;
    Descriptor socket(::socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    const int yes = 1;
    ::setsockopt(socket.get(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (shared) ::setsockopt(socket.get(), SOL_SOCKET, SO_REUSEPORT, &yes, sizeof yes);
    // Accepted sockets inherit it.
    ::setsockopt(socket.get(), IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    const auto* bound = reinterpret_cast<const sockaddr*>(&address.storage);
    if (::bind(socket.get(), bound, address.size) == 0) return socket;
    const int error = errno;
    return refuse(
        Kind::unavailable, "http.cannot_listen",
        fmt::format("Cannot listen on {}: {}. {}", named, std::strerror(error), advice(error)));
}

std::uint16_t port_of(const Descriptor& socket) {
    Address address;
    address.size = sizeof address.storage;
    ::getsockname(socket.get(), reinterpret_cast<sockaddr*>(&address.storage), &address.size);
    return ntohs(address.storage.ss_family == AF_INET6
                     ? reinterpret_cast<sockaddr_in6*>(&address.storage)->sin6_port
                     : reinterpret_cast<sockaddr_in*>(&address.storage)->sin_port);
}

Result<std::vector<Descriptor>> listen_on(const std::string& address, std::uint16_t port,
                                          int count) {
    std::vector<Descriptor> sockets;
    const std::string named = fmt::format("{} port {}", address, port);
    for (int i = 0; i < count; ++i) {
        auto parsed = parse_address(address, port);
        if (!parsed) return refuse(parsed.error());
        if (i == 0 && port != 0) {
            // SO_REUSEPORT would let a second server of the same user share the port unnoticed:
            // a socket without it finds out.
            auto probe = bind_socket(*parsed, false, named);
            if (!probe) return refuse(probe.error());
        }
        auto socket = bind_socket(*parsed, true, named);
        if (!socket) return refuse(socket.error());
        if (::listen(socket->get(), SOMAXCONN) != 0)
            return refuse(Kind::unavailable, "http.cannot_listen",
                          fmt::format("Cannot listen on {}: {}.", named, std::strerror(errno)));
        port = port_of(*socket);
        sockets.push_back(std::move(*socket));
    }
    return sockets;
}

void raise_descriptor_limit(int connections) {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    const rlim_t wanted = static_cast<rlim_t>(connections) + other_descriptors;
    if (limit.rlim_cur >= wanted) return;
    limit.rlim_cur = std::min(wanted, limit.rlim_max);
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace

struct Server::Inside {
    Inside(ServerSettings settings, const Router& router)
        : shared{std::move(settings), router, nullptr},
          workers(std::make_unique<Workers>(shared.settings.workers,
                                            static_cast<std::size_t>(shared.settings.waiting))) {}

    Shared shared;
    std::uint16_t port = 0;
    std::vector<std::unique_ptr<Loop>> loops;
    std::vector<std::thread> threads;
    std::unique_ptr<Workers> workers;  // last: its threads post to loops
};

Result<std::unique_ptr<Server>> Server::start(ServerSettings settings, const Router& router,
                                              PageSourceFactory sources) {
    std::unique_ptr<TlsContexts> tls;
    if (settings.tls) {
        auto loaded = TlsContexts::load(*settings.tls);
        if (!loaded) return refuse(loaded.error());
        tls = std::move(*loaded);
    }
    auto sockets = listen_on(settings.address, settings.port, settings.threads);
    if (!sockets) return refuse(sockets.error());
    raise_descriptor_limit(settings.limits.connections);
    // OpenSSL writes with write(2), which knows no MSG_NOSIGNAL.
    std::signal(SIGPIPE, SIG_IGN);

    auto inside = std::make_unique<Inside>(std::move(settings), router);
    inside->shared.tls = std::move(tls);
    inside->port = port_of(sockets->front());
    for (Descriptor& socket : *sockets)
        inside->loops.push_back(std::make_unique<Loop>(
            inside->shared, *inside->workers, std::move(socket), sources ? sources() : nullptr));
    for (const auto& loop : inside->loops)
        inside->threads.emplace_back([&running = *loop] { running.run(); });
    return std::unique_ptr<Server>(new Server(std::move(inside)));
}

Server::Server(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}

Server::~Server() {
    stop(std::chrono::milliseconds(0));
}

std::uint16_t Server::port() const {
    return inside_->port;
}

Counters Server::counters() const {
    Counters sum;
    for (const auto& loop : inside_->loops) {
        const Tallies& tallies = loop->tallies();
        sum.requests += tallies.requests.read();
        for (std::size_t i = 0; i < 6; ++i)
            sum.answers[i] += tallies.answers[i].read();
        sum.bytes_sent += tallies.bytes_sent.read();
        sum.connections += tallies.connections.read();
        sum.shed += tallies.shed.read();
        sum.timed_out += tallies.timed_out.read();
    }
    sum.open = static_cast<std::uint64_t>(std::max(0, inside_->shared.open.load()));
    return sum;
}

void Server::stop(std::chrono::milliseconds grace) {
    const auto deadline = std::chrono::steady_clock::now() + grace;
    for (const auto& loop : inside_->loops)
        loop->stop(deadline);
    for (std::thread& thread : inside_->threads)
        thread.join();
    inside_->threads.clear();
    inside_->workers.reset();
}

}  // namespace kolokol::http
