#pragma once
// A socket that never waits, with or without TLS.

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include <sys/uio.h>

#include "base/file.hpp"
#include "http/tls.hpp"

using SSL = struct ssl_st;

namespace kolokol::http {

class Stream {
public:
    enum class State {
        moved,
        /// Call again when the socket can be read, or written, again.
        wants_read,
        wants_write,
        /// The other side has gone, or broke the rules of TLS.
        closed
    };
    struct Moved {
        State state = State::closed;
        std::size_t size = 0;
    };

    explicit Stream(Descriptor socket) : socket_(std::move(socket)) {}
    /// As the server of a TLS connection.
    Stream(Descriptor socket, std::shared_ptr<SSL_CTX> context);
    /// As its client: checks the certificate for `host` (a name, or an address).
    static Stream client(Descriptor socket, std::shared_ptr<SSL_CTX> context,
                         const std::string& host);

    int descriptor() const { return socket_.get(); }
    bool secure() const { return tls_ != nullptr; }
    /// More was read from the socket than handed out: the kernel will not tell of it again.
    bool holds_back() const;
    State handshake();
    /// Of a client's handshake that failed: what was wrong with the certificate.
    std::string handshake_fault() const;
    Moved receive(std::span<char> into);
    /// One system call for all parts, or under TLS one record at a time.
    Moved send(std::span<const iovec> parts);
    /// Says that no more will be sent.
    void finish();

private:
    struct Free {
        void operator()(SSL* tls) const;
    };
    Moved from_tls(int outcome) const;

    // Freed in the opposite order: the session, its context, the socket.
    Descriptor socket_;
    std::shared_ptr<SSL_CTX> context_;
    std::unique_ptr<SSL, Free> tls_;
};

}  // namespace kolokol::http
