#include "support/wire.hpp"

#include <cerrno>
#include <stdexcept>
#include <system_error>

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>

#include "base/text.hpp"

namespace kolokol::testing {
namespace {

void read_fields(Reply& reply) {
    for (const std::string_view line : split(reply.head, '\n')) {
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos) continue;
        std::string& value = reply.fields[ascii_lower(line.substr(0, colon))];
        if (!value.empty()) value += ", ";
        value += trim(line.substr(colon + 1));
    }
}

}  // namespace

std::string Reply::field(const std::string& lower_name) const {
    const auto found = fields.find(lower_name);
    return found == fields.end() ? "" : found->second;
}

Wire::Wire(std::uint16_t port, std::chrono::milliseconds patience)
    : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)), patience_(patience) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
        throw std::system_error(errno, std::generic_category(), "connect");
    const int yes = 1;
    ::setsockopt(socket_.get(), IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
}

void Wire::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t sent = ::send(socket_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return;  // the answer, or its absence, tells
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

void Wire::finish_sending() {
    ::shutdown(socket_.get(), SHUT_WR);
}

bool Wire::read_more() {
    pollfd watched{socket_.get(), POLLIN, 0};
    if (::poll(&watched, 1, static_cast<int>(patience_.count())) != 1)
        throw std::runtime_error("the server said nothing");
    char buffer[65536];
    const ssize_t size = ::recv(socket_.get(), buffer, sizeof buffer, 0);
    if (size <= 0) return false;
    buffered_.append(buffer, static_cast<std::size_t>(size));
    return true;
}

Reply Wire::receive(bool head) {
    Reply reply;
    while (buffered_.find("\r\n\r\n") == std::string::npos) {
        if (!read_more()) return reply;
    }
    const std::size_t head_size = buffered_.find("\r\n\r\n") + 4;
    reply.head = buffered_.substr(0, head_size);
    reply.status = std::stoi(reply.head.substr(9, 3));
    read_fields(reply);
    const std::string length = reply.field("content-length");
    const bool bodiless = head || length.empty() || reply.status == 304;
    const std::size_t size = bodiless ? 0 : std::stoul(length);
    while (buffered_.size() < head_size + size) {
        if (!read_more()) throw std::runtime_error("the answer was cut short");
    }
    reply.body = buffered_.substr(head_size, size);
    buffered_.erase(0, head_size + size);
    return reply;
}

Reply Wire::ask(std::string_view request, bool head) {
    send(request);
    return receive(head);
}

bool Wire::ends() {
    return buffered_.empty() && !read_more();
}

Reply get(std::uint16_t port, std::string_view target, std::string_view fields) {
    Wire wire(port);
    return wire.ask(
        fmt::format("GET {} HTTP/1.1\r\nHost: paper.example\r\n{}\r\n", target, fields));
}

}  // namespace kolokol::testing
