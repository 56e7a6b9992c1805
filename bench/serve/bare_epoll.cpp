// The limit: what a server costs that does nothing but take a request and send bytes that lie
// ready. It knows no addresses, fields, conditions, encodings, dates or times.
//
//     serve_bench_bare FILE      FILE holds a whole answer, head and body; says the port

#include <array>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

int listen_somewhere() {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    const int yes = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    ::bind(socket, reinterpret_cast<sockaddr*>(&address), size);
    ::listen(socket, SOMAXCONN);
    ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size);
    std::printf("%d\n", ntohs(address.sin_port));
    std::fflush(stdout);
    return socket;
}

void watch(int epoll, int socket) {
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.fd = socket;
    ::epoll_ctl(epoll, EPOLL_CTL_ADD, socket, &event);
}

void answer(int socket, const std::string& bytes) {
    std::array<char, 16384> buffer;
    const ssize_t size = ::recv(socket, buffer.data(), buffer.size(), 0);
    if (size <= 0) {
        if (size == 0) ::close(socket);
        return;
    }
    const std::string_view request(buffer.data(), static_cast<std::size_t>(size));
    if (!request.ends_with("\r\n\r\n")) return;
    std::string_view rest = bytes;
    while (!rest.empty()) {  // it waits where a socket is full, which the load never lets happen
        const ssize_t sent = ::send(socket, rest.data(), rest.size(), MSG_NOSIGNAL);
        if (sent > 0) rest.remove_prefix(static_cast<std::size_t>(sent));
        if (sent < 0 && errno != EAGAIN) return;
    }
}

}  // namespace

int main(int count, char** words) {
    if (count != 2) return 2;
    std::ifstream file(words[1], std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    const int listener = listen_somewhere();
    const int epoll = ::epoll_create1(0);
    watch(epoll, listener);
    std::array<epoll_event, 256> events;
    while (true) {
        const int ready = ::epoll_wait(epoll, events.data(), events.size(), -1);
        for (int i = 0; i < ready; ++i) {
            const int socket = events[static_cast<std::size_t>(i)].data.fd;
            if (socket != listener) {
                answer(socket, bytes);
                continue;
            }
            const int taken = ::accept4(listener, nullptr, nullptr, SOCK_NONBLOCK);
            if (taken >= 0) watch(epoll, taken);
        }
    }
}
