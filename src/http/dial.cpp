#include "http/dial.hpp"

#include <cerrno>
#include <cstring>
#include <memory>

#include <fmt/format.h>
#include <netdb.h>
#include <poll.h>

namespace kolokol::http {
namespace {

using std::chrono::steady_clock;

struct FreeAddresses {
    void operator()(addrinfo* list) const { ::freeaddrinfo(list); }
};

/// What came of one address: a connection, or why there is none; 0: it did not answer in time.
struct Attempt {
    Descriptor socket;
    int failure = 0;
};

Attempt attempt(const SocketAddress& address, Moment deadline) {
    Attempt made{Descriptor(::socket(address.bytes.ss_family,
                                     SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)),
                 0};
    const auto* const to = reinterpret_cast<const sockaddr*>(&address.bytes);
    if (!made.socket ||
        (::connect(made.socket.get(), to, address.length) != 0 && errno != EINPROGRESS))
        return {Descriptor(), errno};
    if (!wait_for(made.socket.get(), POLLOUT, deadline)) return {};
    socklen_t size = sizeof made.failure;
    ::getsockopt(made.socket.get(), SOL_SOCKET, SO_ERROR, &made.failure, &size);
    if (made.failure != 0) made.socket.reset();
    return made;
}

}  // namespace

tl::unexpected<Problem> timed_out(std::string_view named) {
    return refuse(Kind::unavailable, "http.timed_out",
                  fmt::format("{} did not answer in time.", named));
}

tl::unexpected<Problem> unreachable(std::string_view named, std::string_view why) {
    return refuse(Kind::unavailable, "http.unreachable",
                  fmt::format("{} cannot be reached: {}.", named, why));
}

bool wait_for(int socket, short events, Moment deadline) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - steady_clock::now());
    pollfd watched{socket, events, 0};
    return left.count() > 0 && ::poll(&watched, 1, static_cast<int>(left.count())) > 0;
}

Result<std::vector<SocketAddress>> addresses_of(const std::string& host, std::uint16_t port,
                                                std::string_view named) {
    addrinfo wanted{};
    wanted.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    const int error = ::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &wanted, &found);
    if (error != 0) return unreachable(named, ::gai_strerror(error));
    const std::unique_ptr<addrinfo, FreeAddresses> list(found);
    std::vector<SocketAddress> addresses;
    for (const addrinfo* one = found; one != nullptr; one = one->ai_next) {
        SocketAddress& address = addresses.emplace_back();
        std::memcpy(&address.bytes, one->ai_addr, one->ai_addrlen);
        address.length = one->ai_addrlen;
    }
    return addresses;
}

Result<Descriptor> dial(std::span<const SocketAddress> addresses, Moment deadline,
                        std::string_view named) {
    int failure = 0;
    for (std::size_t i = 0; i < addresses.size(); ++i) {
        const auto now = steady_clock::now();
        const auto share = (deadline - now) / static_cast<int>(addresses.size() - i);
        auto made = attempt(addresses[i], now + share);
        if (made.socket) return std::move(made.socket);
        if (made.failure != 0) failure = made.failure;
    }
    if (addresses.empty()) return unreachable(named, "it has no address");
    return failure == 0 ? timed_out(named) : unreachable(named, std::strerror(failure));
}

}  // namespace kolokol::http
