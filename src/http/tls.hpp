#pragma once
// TLS with OpenSSL for the server: contexts made from files, remade when the files change.

#include <chrono>
#include <filesystem>
#include <memory>
#include <mutex>

#include "base/result.hpp"
#include "http/server.hpp"

using SSL_CTX = struct ssl_ctx_st;

namespace kolokol::http {

/// TLS 1.2 and 1.3, ALPN http/1.1. Threads share it.
class TlsContexts {
public:
    /// Refuses "http.certificate_unusable".
    static Result<std::unique_ptr<TlsContexts>> load(const TlsFiles& files);
    /// For a new connection; a context lives as long as connections that began with it.
    std::shared_ptr<SSL_CTX> current() const;
    /// Loads again where the files are others than before, or where the keys of session tickets
    /// have been in use for half a day: who takes the machine later should not read today.
    void refresh(std::chrono::steady_clock::time_point now);

private:
    struct Stamp {
        std::filesystem::file_time_type certificate;
        std::filesystem::file_time_type key;
        bool operator==(const Stamp&) const = default;
    };
    explicit TlsContexts(TlsFiles files) : files_(std::move(files)) {}
    Stamp stamp() const;
    Result<std::shared_ptr<SSL_CTX>> make() const;

    TlsFiles files_;
    mutable std::mutex mutex_;
    std::shared_ptr<SSL_CTX> context_;
    Stamp stamp_;
    std::chrono::steady_clock::time_point loaded_;
};

}  // namespace kolokol::http
