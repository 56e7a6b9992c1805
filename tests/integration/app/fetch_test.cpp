// Verifying an edition at hosts that answer in their own ways.

#include "app/fetch.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../edition/static_host.hpp"
#include "../edition/workshop.hpp"
#include "edition/verify.hpp"
#include "http/server.hpp"

using namespace kolokol;
using edition::Verified;
using edition::testing::press_time;
using edition::testing::put_articles;

namespace {

constexpr std::string_view published = "/.well-known/kolokol/";

/// A static host: what it has not, or does not hand out, it answers with `status`.
class StaticHost : public ::testing::TestWithParam<int> {
protected:
    StaticHost() {
        workshop.press([](edition::Builder& builder) { put_articles(builder, 1, 5); });
        edition::testing::fill_static_host(workshop.shelf(), folder);
        router.add({http::Method::get, std::string(published) + "*",
                    [this](const http::Request& request) { return answer(request); }});
        server = std::move(*http::Server::start({}, router));
    }

    http::Response answer(const http::Request& request) const {
        const std::string path(request.path().substr(published.size()));
        const auto file = read_file(folder / path);
        if (!file || path == withheld) return http::Response::text(GetParam(), "not here\n");
        return {200, {}, *file};
    }

    edition::Verdict look() const {
        const auto address = fmt::format("http://127.0.0.1:{}", server->port());
        auto fetch = app::fetch_from(address);
        const auto source = edition::url_source(address, std::move(*fetch));
        edition::VerifyWish wish;
        wish.contents = false;
        return edition::verify(*source, *edition::site_of(workshop.shelf_folder()), nullptr,
                               press_time, wish);
    }

    edition::testing::Workshop workshop;
    std::filesystem::path folder = workshop.folder() / "host";
    std::string withheld;
    http::Router router;
    std::unique_ptr<http::Server> server;
};

using AnyHost = StaticHost;
TEST_P(AnyHost, HasNoNewerRootWhereItHandsOutNone) {
    const edition::Verdict verdict = look();
    EXPECT_EQ(verdict.code, Verified::fresh);
    EXPECT_THAT(verdict.findings, ::testing::IsEmpty());
}
INSTANTIATE_TEST_SUITE_P(Statuses, AnyHost, ::testing::Values(403, 404, 410));

using FailingHost = StaticHost;
TEST_P(FailingHost, CannotBeReadWhereItMayHaveANewerRoot) {
    EXPECT_EQ(look().code, Verified::unreadable);
}
INSTANTIATE_TEST_SUITE_P(Statuses, FailingHost, ::testing::Values(500, 503));

using SecretiveHost = StaticHost;
TEST_P(SecretiveHost, CannotBeReadWhereItWithholdsTheTimestamp) {
    withheld = "metadata/timestamp.json";
    const edition::Verdict verdict = look();
    EXPECT_EQ(verdict.code, Verified::unreadable);
}
INSTANTIATE_TEST_SUITE_P(Statuses, SecretiveHost, ::testing::Values(403));

}  // namespace
