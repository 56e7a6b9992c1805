#pragma once
// A plain HTTP/1.1 client for verifying and handing over editions: one request at a time over a
// connection that is kept; with limits and without surprises (redirects only on the same host).

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "http/message.hpp"

namespace kolokol::http {

struct Url {
    bool secure = false;
    std::string host;  // without the brackets of an IPv6 address
    std::uint16_t port = 80;
    /// Path and query, beginning with '/'.
    std::string target = "/";

    /// "http://…" or "https://…"; a fragment is dropped. Refuses "http.not_a_url": other schemes,
    /// user names, control characters.
    static Result<Url> parse(std::string_view text);
    /// What stands in the Host field.
    std::string authority() const;
    std::string text() const;
    /// This URL's host with another target: an absolute path, or one relative to this one.
    Url with_target(std::string_view path) const;
};

struct ClientSettings {
    /// For all addresses of the host, which are tried in turn.
    std::chrono::milliseconds connect_time{10'000};
    /// For one whole request and its answer.
    std::chrono::milliseconds total_time{60'000};
    std::size_t body_limit = 64U << 20;
    int redirects = 5;
    /// PEM file of certificates to trust instead of the system's.
    std::string trusted_certificates;
};

/// Not shared between threads.
class Client {
public:
    explicit Client(ClientSettings settings = {});
    ~Client();
    Client(Client&&) noexcept;
    Client& operator=(Client&&) noexcept;

    /// In place of the settings' body_limit, for what follows.
    void limit_body(std::size_t bytes);
    /// Any status is an answer. Refuses "http.unreachable", "http.timed_out", "http.too_large",
    /// "http.bad_answer", "http.certificate_not_trusted", "http.redirected_elsewhere".
    Result<Response> get(const Url& url, const std::vector<Field>& fields = {});
    /// As get(), but never follows a redirect.
    Result<Response> send(Method method, const Url& url, const std::vector<Field>& fields,
                          std::string_view body);

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace kolokol::http
