#include "serve/public_server.hpp"

#include "serve/edition_pages.hpp"
#include "serve/search_page.hpp"
#include "serve/security_fields.hpp"

namespace kolokol::serve {

Result<std::unique_ptr<PublicServer>> PublicServer::start(const PublicServerSettings& settings,
                                                          const EditionWatcher& watcher,
                                                          SearchResults search,
                                                          std::vector<http::Route> live) {
    std::unique_ptr<PublicServer> made(new PublicServer);
    const bool tls = settings.tls.has_value();
    const bool live_search = search != nullptr;
    for (http::Route& route : live)
        made->router_.add(std::move(route));
    if (live_search)
        made->router_.add(
            {http::Method::get, "*/search", SearchPage(watcher, std::move(search), tls)});
    http::ServerSettings server;
    server.address = settings.address;
    server.port = settings.port;
    server.threads = settings.threads;
    server.limits = settings.limits;
    server.tls = settings.tls;
    server.fields = field_lines({tls, {}}) + "Cache-Control: no-store\r\n";
    auto started =
        http::Server::start(std::move(server), made->router_, [&watcher, tls, live_search] {
            EditionPagesSettings pages;
            pages.tls = tls;
            pages.live_search = live_search;
            return std::make_unique<EditionPages>(watcher, pages);
        });
    if (!started) return refuse(started.error());
    made->server_ = std::move(*started);
    return made;
}

}  // namespace kolokol::serve
