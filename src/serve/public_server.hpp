#pragma once
// The server that readers meet: pages of the current edition, search in a signed frame, and the
// live addresses that other rooms bring.

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/language.hpp"
#include "http/server.hpp"
#include "serve/edition_watcher.hpp"

namespace kolokol::serve {

/// The results of a search as HTML, to stand in the signed frame of the edition's search page.
/// `page` counts from 1. Called on worker threads, several at a time.
using SearchResults =
    std::function<std::string(const Language& language, std::string_view query, int page)>;

struct PublicServerSettings {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;
    int threads = 1;
    http::Limits limits;
    std::optional<http::TlsFiles> tls;
};

/// Served from when start() returns until it is stopped or destroyed.
class PublicServer {
public:
    /// The watcher must outlive the server. `search` may be empty, `live` are further routes:
    /// forms, webhooks. Refuses what http::Server::start refuses.
    static Result<std::unique_ptr<PublicServer>> start(const PublicServerSettings& settings,
                                                       const EditionWatcher& watcher,
                                                       SearchResults search = {},
                                                       std::vector<http::Route> live = {});
    std::uint16_t port() const { return server_->port(); }
    http::Counters counters() const { return server_->counters(); }
    void stop(std::chrono::milliseconds grace) { server_->stop(grace); }

private:
    PublicServer() = default;
    http::Router router_;
    std::unique_ptr<http::Server> server_;
};

}  // namespace kolokol::serve
