#include "http/tls.hpp"

#include <array>

#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/ssl.h>

#include "base/log.hpp"

namespace kolokol::http {
namespace {

constexpr auto ticket_life = std::chrono::hours(12);

std::string last_error() {
    std::array<char, 256> text{};
    ERR_error_string_n(ERR_get_error(), text.data(), text.size());
    ERR_clear_error();
    return text.data();
}

int choose_protocol(SSL*, const unsigned char** chosen, unsigned char* size,
                    const unsigned char* offered, unsigned offered_size, void*) {
    static constexpr unsigned char ours[] = "\x08http/1.1";
    unsigned char* found = nullptr;
    const int outcome =
        SSL_select_next_proto(&found, size, ours, sizeof ours - 1, offered, offered_size);
    *chosen = found;
    return outcome == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_NOACK;
}

void set_up(SSL_CTX* context) {
    SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
    SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION |
                                     SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_PRIORITIZE_CHACHA |
                                     SSL_OP_IGNORE_UNEXPECTED_EOF);
    SSL_CTX_set_cipher_list(context, "ECDHE+AESGCM:ECDHE+CHACHA20");
    SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_RELEASE_BUFFERS |
                                  SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_alpn_select_cb(context, choose_protocol, nullptr);
}

}  // namespace

Result<std::unique_ptr<TlsContexts>> TlsContexts::load(const TlsFiles& files) {
    std::unique_ptr<TlsContexts> contexts(new TlsContexts(files));
    contexts->stamp_ = contexts->stamp();
    auto made = contexts->make();
    if (!made) return refuse(made.error());
    contexts->context_ = std::move(*made);
    contexts->loaded_ = std::chrono::steady_clock::now();
    return contexts;
}

std::shared_ptr<SSL_CTX> TlsContexts::current() const {
    const std::lock_guard lock(mutex_);
    return context_;
}

void TlsContexts::refresh(std::chrono::steady_clock::time_point now) {
    const Stamp found = stamp();
    {
        const std::lock_guard lock(mutex_);
        if (found == stamp_ && now - loaded_ < ticket_life) return;
        stamp_ = found;
        loaded_ = now;
    }
    auto made = make();
    if (!made) {
        log::error("http.certificate_unusable", {{"detail", made.error().detail}});
        return;
    }
    const std::lock_guard lock(mutex_);
    context_ = std::move(*made);
    log::info("http.certificate_taken_up");
}

TlsContexts::Stamp TlsContexts::stamp() const {
    std::error_code ignored;  // a file that is missing for a moment has the earliest time
    return {std::filesystem::last_write_time(files_.certificate, ignored),
            std::filesystem::last_write_time(files_.key, ignored)};
}

Result<std::shared_ptr<SSL_CTX>> TlsContexts::make() const {
    std::shared_ptr<SSL_CTX> context(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
    if (!context) throw std::bad_alloc();
    set_up(context.get());
    const auto unusable = [](const std::filesystem::path& file) {
        return refuse(Kind::invalid, "http.certificate_unusable",
                      fmt::format("{} cannot be used for TLS: {}", file.string(), last_error()));
    };
    if (SSL_CTX_use_certificate_chain_file(context.get(), files_.certificate.c_str()) != 1)
        return unusable(files_.certificate);
    if (SSL_CTX_use_PrivateKey_file(context.get(), files_.key.c_str(), SSL_FILETYPE_PEM) != 1 ||
        SSL_CTX_check_private_key(context.get()) != 1)
        return unusable(files_.key);
    return context;
}

}  // namespace kolokol::http
