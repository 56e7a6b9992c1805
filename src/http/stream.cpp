#include "http/stream.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include <arpa/inet.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/socket.h>

namespace kolokol::http {
namespace {

constexpr std::size_t record_size = 16 * 1024;

Stream::Moved from_socket(ssize_t outcome, Stream::State when_full) {
    if (outcome > 0) return {Stream::State::moved, static_cast<std::size_t>(outcome)};
    if (outcome < 0 && (errno == EAGAIN || errno == EINTR)) return {when_full, 0};
    return {Stream::State::closed, 0};
}

bool is_address(const std::string& host) {
    std::array<unsigned char, 16> ignored{};
    return inet_pton(AF_INET, host.c_str(), ignored.data()) == 1 ||
           inet_pton(AF_INET6, host.c_str(), ignored.data()) == 1;
}

}  // namespace

void Stream::Free::operator()(SSL* tls) const {
    SSL_free(tls);
}

Stream::Stream(Descriptor socket, std::shared_ptr<SSL_CTX> context)
    : socket_(std::move(socket)), context_(std::move(context)), tls_(SSL_new(context_.get())) {
    if (!tls_) throw std::bad_alloc();
    SSL_set_fd(tls_.get(), socket_.get());
    SSL_set_accept_state(tls_.get());
}

Stream Stream::client(Descriptor socket, std::shared_ptr<SSL_CTX> context,
                      const std::string& host) {
    Stream stream(std::move(socket), std::move(context));
    SSL_set_connect_state(stream.tls_.get());
    SSL_set_verify(stream.tls_.get(), SSL_VERIFY_PEER, nullptr);
    X509_VERIFY_PARAM* wanted = SSL_get0_param(stream.tls_.get());
    if (is_address(host)) {
        X509_VERIFY_PARAM_set1_ip_asc(wanted, host.c_str());
    } else {
        X509_VERIFY_PARAM_set1_host(wanted, host.c_str(), host.size());
        SSL_set_tlsext_host_name(stream.tls_.get(), host.c_str());
    }
    return stream;
}

bool Stream::holds_back() const {
    return tls_ && SSL_pending(tls_.get()) > 0;
}

Stream::Moved Stream::from_tls(int outcome) const {
    if (outcome > 0) return {State::moved, static_cast<std::size_t>(outcome)};
    const int error = SSL_get_error(tls_.get(), outcome);
    ERR_clear_error();
    if (error == SSL_ERROR_WANT_READ) return {State::wants_read, 0};
    if (error == SSL_ERROR_WANT_WRITE) return {State::wants_write, 0};
    return {State::closed, 0};
}

Stream::State Stream::handshake() {
    return from_tls(SSL_do_handshake(tls_.get())).state;
}

std::string Stream::handshake_fault() const {
    const long verdict = SSL_get_verify_result(tls_.get());
    return verdict == X509_V_OK ? "no TLS" : X509_verify_cert_error_string(verdict);
}

Stream::Moved Stream::receive(std::span<char> into) {
    if (tls_) return from_tls(SSL_read(tls_.get(), into.data(), static_cast<int>(into.size())));
    return from_socket(::recv(socket_.get(), into.data(), into.size(), 0), State::wants_read);
}

Stream::Moved Stream::send(std::span<const iovec> parts) {
    if (!tls_) {
        msghdr message{};
        message.msg_iov = const_cast<iovec*>(parts.data());  // sendmsg does not write to it
        message.msg_iovlen = parts.size();
        return from_socket(::sendmsg(socket_.get(), &message, MSG_NOSIGNAL), State::wants_write);
    }
    std::array<char, record_size> record;
    std::size_t filled = 0;
    for (const iovec& part : parts) {
        const std::size_t taken = std::min(part.iov_len, record.size() - filled);
        std::memcpy(record.data() + filled, part.iov_base, taken);
        filled += taken;
    }
    return from_tls(SSL_write(tls_.get(), record.data(), static_cast<int>(filled)));
}

void Stream::finish() {
    if (tls_) SSL_shutdown(tls_.get());
    ERR_clear_error();
    ::shutdown(socket_.get(), SHUT_WR);
}

}  // namespace kolokol::http
