#pragma once
// A shelf, a watcher and a server in front of it, as `kolokol serve` has them.

#include <optional>

#include "integration/edition/workshop.hpp"
#include "serve/public_server.hpp"
#include "support/wire.hpp"

namespace kolokol::serve::testing {

using edition::testing::Workshop;
using kolokol::testing::get;
using kolokol::testing::Reply;
using kolokol::testing::Wire;

constexpr std::string_view html = "text/html; charset=utf-8";

/// Puts a page of these bytes; what is text and long enough is compressed too.
void put(edition::Builder& builder, std::string_view path, Bytes bytes,
         std::string_view media_type = html, int status = 200, std::uint32_t headers = 0);
/// A page of some kilobytes that says `marker` all over.
Bytes page_saying(std::string_view marker);

class Newsstand {
public:
    /// Presses what `lay` lays and serves it.
    explicit Newsstand(const std::function<void(edition::Builder&)>& lay, SearchResults search = {},
                       std::vector<http::Route> live = {}, PublicServerSettings settings = {});
    Workshop& workshop() { return workshop_; }
    const edition::Shelf& shelf() const { return shelf_; }
    EditionWatcher& watcher() { return *watcher_; }
    PublicServer& server() { return *server_; }
    std::uint16_t port() const { return server_->port(); }
    Reply get(std::string_view target, std::string_view fields = {}) const {
        return testing::get(port(), target, fields);
    }
    Reply head(std::string_view target, std::string_view fields = {}) const;
    /// Presses, and waits for nothing: the watcher has looked when this returns.
    void press(const std::function<void(edition::Builder&)>& lay);

private:
    Workshop workshop_;
    edition::Shelf shelf_;
    std::unique_ptr<EditionWatcher> watcher_;
    std::unique_ptr<PublicServer> server_;
};

}  // namespace kolokol::serve::testing
