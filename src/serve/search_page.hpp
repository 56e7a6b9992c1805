#pragma once
// Answers …/search?q= with the edition's own search page around the results. For this room's
// sources.

#include "http/router.hpp"
#include "serve/public_server.hpp"

namespace kolokol::serve {

/// Threads share it.
class SearchPage {
public:
    /// The watcher must outlive it. `tls`: the server's own.
    SearchPage(const EditionWatcher& watcher, SearchResults results, bool tls)
        : watcher_(watcher), results_(std::move(results)), tls_(tls) {}
    /// 404 where the edition has no search page at that path, or its theme left no place for
    /// results.
    http::Response operator()(const http::Request& request) const;

private:
    std::vector<http::Field> fields(const edition::Edition& edition,
                                    const edition::Entry& entry) const;

    const EditionWatcher& watcher_;
    SearchResults results_;
    bool tls_;
};

}  // namespace kolokol::serve
