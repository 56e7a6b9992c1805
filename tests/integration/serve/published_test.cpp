#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "edition/verify.hpp"
#include "http/client.hpp"
#include "newsstand.hpp"

// What stands below /.well-known/kolokol/.

using kolokol::edition::Builder;
using kolokol::serve::testing::Newsstand;
using kolokol::serve::testing::page_saying;
using kolokol::serve::testing::put;

namespace {

const std::string base = "/.well-known/kolokol/";

class PublishedFiles : public ::testing::Test {
protected:
    Newsstand stand{[](Builder& builder) {
        put(builder, "/", page_saying("front"));
        put(builder, "/world/", page_saying("world"));
    }};
};

TEST_F(PublishedFiles, AreSignedMetadata) {
    const auto reply = stand.get(base + "metadata/timestamp.json");
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.field("content-type"), "application/json");
    EXPECT_EQ(reply.field("cache-control"), "no-cache");
    EXPECT_EQ(reply.field("access-control-allow-origin"), "*");
    EXPECT_EQ(reply.body, stand.shelf().published("metadata/timestamp.json")->bytes);
}

TEST_F(PublishedFiles, AreImmutableWhereTheyAreNumbered) {
    EXPECT_EQ(stand.get(base + "metadata/1.root.json").field("cache-control"),
              "public, max-age=31536000, immutable");
}

TEST_F(PublishedFiles, AreObjects) {
    const auto digest = stand.shelf().current()->find("/world/")->digest.hex();
    const auto reply = stand.get(base + "objects/" + digest);
    EXPECT_EQ(reply.body, page_saying("world"));
    const auto again =
        stand.get(base + "objects/" + digest, "If-None-Match: " + reply.field("etag") + "\r\n");
    EXPECT_EQ(again.status, 304);
    const auto part = stand.get(base + "objects/" + digest, "Range: bytes=0-14\r\n");
    EXPECT_EQ(part.status, 206);
    EXPECT_EQ(part.body, "<!doctype html>");
}

TEST_F(PublishedFiles, AreDeltas) {
    stand.press([](Builder& builder) { put(builder, "/world/", page_saying("world, changed")); });
    const auto reply = stand.get(base + "delta/1-2");
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.body, stand.shelf().published("delta/1-2")->bytes);
}

TEST_F(PublishedFiles, AreNotWhatNobodyPublished) {
    for (const char* path : {"metadata/7.root.json", "objects/zz", "delta/4-5", "", "packs/1"})
        EXPECT_EQ(stand.get(base + path).status, 404) << path;
}

TEST_F(PublishedFiles, AreEnoughToVerifyThePaper) {
    kolokol::http::Client client;
    const auto home =
        *kolokol::http::Url::parse("http://127.0.0.1:" + std::to_string(stand.port()) + "/");
    auto source = kolokol::edition::url_source(
        home.text(), [&](std::string_view path, std::size_t) -> kolokol::Result<kolokol::Bytes> {
            auto response = client.get(home.with_target(path));
            if (!response) return kolokol::refuse(response.error());
            if (response->status == 404)
                return kolokol::refuse(kolokol::Kind::not_found, "file.not_found", "");
            return std::move(response->body);
        });
    const auto verdict =
        kolokol::edition::verify(*source, kolokol::edition::SiteId(stand.shelf().site()), nullptr,
                                 kolokol::edition::testing::press_time);
    EXPECT_EQ(verdict.code, kolokol::edition::Verified::fresh)
        << (verdict.findings.empty() ? "" : verdict.findings.front().text);
    EXPECT_EQ(verdict.pages_checked, 2U);
}

}  // namespace
