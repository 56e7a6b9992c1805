#include "http/client.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <poll.h>

#include "http/dial.hpp"
#include "http/response_reader.hpp"
#include "http/stream.hpp"

namespace kolokol::http {
namespace {

short events_for(Stream::State state) {
    return state == Stream::State::wants_write ? POLLOUT : POLLIN;
}

Result<std::shared_ptr<SSL_CTX>> make_context(const std::string& trusted) {
    std::shared_ptr<SSL_CTX> context(SSL_CTX_new(TLS_client_method()), SSL_CTX_free);
    SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION);
    SSL_CTX_set_mode(context.get(), SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    const int loaded = trusted.empty()
                           ? SSL_CTX_set_default_verify_paths(context.get())
                           : SSL_CTX_load_verify_locations(context.get(), trusted.c_str(), nullptr);
    if (loaded == 1) return context;
    return refuse(Kind::invalid, "http.certificate_not_trusted",
                  fmt::format("The certificates to trust in {} cannot be read.", trusted));
}

std::string head_of(Method method, const Url& url, const std::vector<Field>& fields,
                    std::string_view body) {
    std::string head = fmt::format("{} {} HTTP/1.1\r\nHost: {}\r\n", to_string(method), url.target,
                                   url.authority());
    for (const Field& field : fields)
        head += fmt::format("{}: {}\r\n", field.name, field.value);
    if (!body.empty() || method == Method::post || method == Method::put)
        head += fmt::format("Content-Length: {}\r\n", body.size());
    return head + "\r\n";
}

}  // namespace

struct Client::Inside {
    ClientSettings settings;
    std::shared_ptr<SSL_CTX> context;
    std::optional<Stream> stream;
    std::string connected_to;

    Outcome connect(const Url& url, Moment deadline);
    Outcome shake_hands(const Url& url, Moment deadline);
    Outcome send_all(std::string_view bytes, const Url& url, Moment deadline);
    Result<Response> receive(const Url& url, bool head_only, Moment deadline);
    Result<Response> exchange(Method method, const Url& url, const std::vector<Field>& fields,
                              std::string_view body);
};

Outcome Client::Inside::connect(const Url& url, Moment deadline) {
    stream.reset();
    const std::string named = url.authority();
    const auto addresses = addresses_of(url.host, url.port, named);
    if (!addresses) return refuse(addresses.error());
    auto socket =
        dial(*addresses,
             std::min(deadline, std::chrono::steady_clock::now() + settings.connect_time), named);
    if (!socket) return refuse(socket.error());
    const int yes = 1;
    ::setsockopt(socket->get(), IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    if (!url.secure) {
        stream.emplace(std::move(*socket));
        return done();
    }
    if (!context) {
        auto made = make_context(settings.trusted_certificates);
        if (!made) return refuse(made.error());
        context = std::move(*made);
    }
    stream.emplace(Stream::client(std::move(*socket), context, url.host));
    return shake_hands(url, deadline);
}

Outcome Client::Inside::shake_hands(const Url& url, Moment deadline) {
    while (true) {
        const Stream::State state = stream->handshake();
        if (state == Stream::State::moved) return done();
        if (state == Stream::State::closed)
            return refuse(Kind::forbidden, "http.certificate_not_trusted",
                          fmt::format("{} did not prove who it is: {}.", url.authority(),
                                      stream->handshake_fault()));
        if (!wait_for(stream->descriptor(), events_for(state), deadline))
            return timed_out(url.authority());
    }
}

Outcome Client::Inside::send_all(std::string_view bytes, const Url& url, Moment deadline) {
    while (!bytes.empty()) {
        const std::array<iovec, 1> parts{
            {{const_cast<char*>(bytes.data()), bytes.size()}}};  // only read from
        const Stream::Moved moved = stream->send(parts);
        if (moved.state == Stream::State::closed) return unreachable(url.authority(), "it hung up");
        bytes.remove_prefix(moved.size);
        if (moved.state != Stream::State::moved &&
            !wait_for(stream->descriptor(), events_for(moved.state), deadline))
            return timed_out(url.authority());
    }
    return done();
}

Result<Response> Client::Inside::receive(const Url& url, bool head_only, Moment deadline) {
    ResponseReader reader(settings.body_limit, head_only);
    std::array<char, 64 * 1024> buffer;
    Result<bool> whole = false;
    while (whole && !*whole) {
        const Stream::Moved moved = stream->receive(buffer);
        if (moved.state == Stream::State::moved) {
            whole = reader.feed({buffer.data(), moved.size});
        } else if (moved.state == Stream::State::closed) {
            whole = reader.feed_end();
            if (!whole) return unreachable(url.authority(), "it hung up");
        } else if (!wait_for(stream->descriptor(), events_for(moved.state), deadline)) {
            return timed_out(url.authority());
        }
    }
    if (!whole) return refuse(whole.error());
    if (!reader.keep_alive()) stream.reset();
    return reader.take();
}

Result<Response> Client::Inside::exchange(Method method, const Url& url,
                                          const std::vector<Field>& fields, std::string_view body) {
    const Moment deadline = std::chrono::steady_clock::now() + settings.total_time;
    const std::string to = fmt::format("{}{}", url.secure ? "tls " : "", url.authority());
    const bool kept = stream && connected_to == to;
    if (!kept) {
        if (auto connected = connect(url, deadline); !connected) return refuse(connected.error());
        connected_to = to;
    }
    const std::string head = head_of(method, url, fields, body);
    Outcome sent = send_all(head, url, deadline);
    // A server that refuses the body says so and hangs up: its answer is worth reading.
    if (sent) (void)send_all(body, url, deadline);
    Result<Response> response =
        sent ? receive(url, method == Method::head, deadline) : refuse(sent.error());
    if (response) return response;
    stream.reset();
    // A kept connection may have been closed while it idled; a new one decides.
    const bool try_again =
        kept && method != Method::post && response.error().code == "http.unreachable";
    return try_again ? exchange(method, url, fields, body) : response;
}

Client::Client(ClientSettings settings) : inside_(std::make_unique<Inside>()) {
    inside_->settings = std::move(settings);
}
Client::~Client() = default;
Client::Client(Client&&) noexcept = default;
Client& Client::operator=(Client&&) noexcept = default;

void Client::limit_body(std::size_t bytes) {
    inside_->settings.body_limit = bytes;
}

Result<Response> Client::send(Method method, const Url& url, const std::vector<Field>& fields,
                              std::string_view body) {
    return inside_->exchange(method, url, fields, body);
}

Result<Response> Client::get(const Url& url, const std::vector<Field>& fields) {
    Url at = url;
    for (int followed = 0;; ++followed) {
        auto response = send(Method::get, at, fields, {});
        if (!response || response->status / 100 != 3 || response->status == 304) return response;
        const auto location = find_field(response->fields, "location");
        if (!location) return response;
        Result<Url> next = location->find("://") == std::string_view::npos
                               ? Result<Url>(at.with_target(*location))
                               : Url::parse(*location);
        if (!next) return refuse(next.error());
        if (location->starts_with("//") || next->authority() != at.authority() ||
            next->secure != at.secure || followed >= inside_->settings.redirects)
            return refuse(
                Kind::invalid, "http.redirected_elsewhere",
                fmt::format("{} leads to another host, or in circles: {}.", at.text(), *location));
        at = std::move(*next);
    }
}

}  // namespace kolokol::http
