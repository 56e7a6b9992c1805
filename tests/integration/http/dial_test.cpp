// Hosts with several addresses, some of which do not answer.

#include "http/dial.hpp"

#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>

using namespace kolokol;
using namespace kolokol::http;

namespace {

SocketAddress loopback(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    SocketAddress made;
    std::copy_n(reinterpret_cast<const char*>(&address), sizeof address,
                reinterpret_cast<char*>(&made.bytes));
    made.length = sizeof address;
    return made;
}

/// Listens at a port of its own.
class Door {
public:
    explicit Door(int backlog = 8) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        address_ = loopback(0);
        auto* const address = reinterpret_cast<sockaddr*>(&address_.bytes);
        EXPECT_EQ(::bind(socket_.get(), address, address_.length), 0);
        EXPECT_EQ(::listen(socket_.get(), backlog), 0);
        EXPECT_EQ(::getsockname(socket_.get(), address, &address_.length), 0);
    }
    const SocketAddress& address() const { return address_; }
    /// Whether somebody has come through.
    bool opened() const {
        pollfd watched{socket_.get(), POLLIN, 0};
        return ::poll(&watched, 1, 0) == 1;
    }

private:
    Descriptor socket_;
    SocketAddress address_;
};

/// A door with so many before it that the next one who knocks hears nothing.
class CrowdedDoor {
public:
    CrowdedDoor() : door_(0) {
        bool silent = false;
        while (!silent) {
            Descriptor one(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
            ::connect(one.get(), reinterpret_cast<const sockaddr*>(&address().bytes),
                      address().length);
            pollfd watched{one.get(), POLLOUT, 0};
            silent = ::poll(&watched, 1, 50) == 0;
            crowd_.push_back(std::move(one));
        }
    }
    const SocketAddress& address() const { return door_.address(); }

private:
    Door door_;
    std::vector<Descriptor> crowd_;
};

Moment within(int milliseconds) {
    return std::chrono::steady_clock::now() + std::chrono::milliseconds(milliseconds);
}

TEST(Dialling, GoesOnToTheNextAddressWhereOneDoesNotAnswer) {
    const CrowdedDoor silent;
    const Door open;
    const std::vector<SocketAddress> addresses{silent.address(), open.address()};
    const auto connected = dial(addresses, within(600), "paper.example");
    ASSERT_TRUE(connected) << connected.error().detail;
    EXPECT_TRUE(open.opened());
}

TEST(Dialling, GoesOnToTheNextAddressWhereNobodyListens) {
    const SocketAddress closed = Door().address();
    const Door open;
    EXPECT_TRUE(dial(std::vector{closed, open.address()}, within(10'000), "paper.example"));
}

TEST(Dialling, TakesTheFirstThatAnswers) {
    const Door first;
    const Door second;
    EXPECT_TRUE(dial(std::vector{first.address(), second.address()}, within(10'000), "paper"));
    EXPECT_FALSE(second.opened());
}

TEST(Dialling, SaysThatNobodyAnsweredInTime) {
    const CrowdedDoor silent;
    const auto refused = dial(std::vector{silent.address()}, within(50), "paper.example");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "http.timed_out");
}

TEST(Dialling, SaysThatNobodyListensAnywhere) {
    const SocketAddress closed = Door().address();
    EXPECT_EQ(dial(std::vector{closed, closed}, within(10'000), "paper").error().code,
              "http.unreachable");
    EXPECT_EQ(dial({}, within(10'000), "paper").error().code, "http.unreachable");
}

}  // namespace
