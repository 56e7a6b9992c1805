#include "newsstand.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace kolokol::serve::testing {

void put(edition::Builder& builder, std::string_view path, Bytes bytes, std::string_view media_type,
         int status, std::uint32_t headers) {
    const auto outcome =
        builder.put(path, edition::prepare(std::move(bytes), media_type, status), headers);
    EXPECT_TRUE(outcome) << outcome.error().detail;
}

Bytes page_saying(std::string_view marker) {
    Bytes page("<!doctype html><html lang=\"en\"><title>Paper</title>\n");
    for (int line = 0; line < 100; ++line)
        page += fmt::format("<p>Line {} says {}.</p>\n", line, marker);
    return page;
}

Newsstand::Newsstand(const std::function<void(edition::Builder&)>& lay, SearchResults search,
                     std::vector<http::Route> live, PublicServerSettings settings)
    : shelf_(workshop_.shelf()) {
    if (lay) workshop_.press(lay);
    watcher_ = std::make_unique<EditionWatcher>(shelf_);
    settings.port = 0;
    auto server = PublicServer::start(settings, *watcher_, std::move(search), std::move(live));
    EXPECT_TRUE(server) << server.error().detail;
    server_ = std::move(*server);
}

Reply Newsstand::head(std::string_view target, std::string_view fields) const {
    Wire wire(port());
    return wire.ask(
        fmt::format("HEAD {} HTTP/1.1\r\nHost: paper.example\r\n{}\r\n", target, fields), true);
}

void Newsstand::press(const std::function<void(edition::Builder&)>& lay) {
    workshop_.press(lay);
    watcher_->look();
}

}  // namespace kolokol::serve::testing
