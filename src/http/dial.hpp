#pragma once
// From the name of a host to a connection with it: each of its addresses in turn, since one may be
// blocked where another answers. For this room's sources.

#include <chrono>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <sys/socket.h>

#include "base/file.hpp"
#include "base/result.hpp"

namespace kolokol::http {

using Moment = std::chrono::steady_clock::time_point;

struct SocketAddress {
    sockaddr_storage bytes{};
    socklen_t length = 0;
};

/// In the order in which the system would try them. `named` is for the refusal,
/// "http.unreachable".
Result<std::vector<SocketAddress>> addresses_of(const std::string& host, std::uint16_t port,
                                                std::string_view named);

/// To the first that answers; each gets an even share of the time that is left. Refuses
/// "http.unreachable", "http.timed_out".
Result<Descriptor> dial(std::span<const SocketAddress> addresses, Moment deadline,
                        std::string_view named);

/// Until one of poll(2)'s `events` is there. False: the time is over.
bool wait_for(int socket, short events, Moment deadline);

tl::unexpected<Problem> timed_out(std::string_view named);
tl::unexpected<Problem> unreachable(std::string_view named, std::string_view why);

}  // namespace kolokol::http
