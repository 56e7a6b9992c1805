#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "newsstand.hpp"

using kolokol::Bytes;
using kolokol::edition::Builder;
using kolokol::edition::redirect;
using kolokol::serve::testing::html;
using kolokol::serve::testing::Newsstand;
using kolokol::serve::testing::page_saying;
using kolokol::serve::testing::put;
using kolokol::serve::testing::Wire;
using testing::HasSubstr;
using testing::Not;

namespace {

const std::string picture_name = std::string(64, 'a') + "-640.webp";

/// Bytes in which every part differs from every other.
Bytes numbers(std::size_t size) {
    Bytes bytes(size, '\0');
    for (std::size_t i = 0; i < size; ++i)
        bytes[i] = static_cast<char>(i * 2654435761U >> 13U);
    return bytes;
}

void lay_paper(Builder& builder) {
    put(builder, "/", page_saying("front"));
    put(builder, "/world/", page_saying("world"));
    put(builder, "/ru/", page_saying("front in Russian"));
    put(builder, "/search", page_saying("search"));
    put(builder, "/topics/чай/", page_saying("tea"));
    put(builder, "/theme.css", "body{margin:0}", "text/css");
    put(builder, "/feed.xml", "<feed/>", "application/atom+xml");
    put(builder, "/pictures/" + picture_name, numbers(50'000), "image/webp");
    put(builder, "/report.pdf", numbers(3'500'000), "application/pdf");
    put(builder, "/404.html", page_saying("nothing here"), html, 404);
    put(builder, "/ru/404.html", page_saying("nothing here in Russian"), html, 404);
    put(builder, "/2025/01/01/gone/", page_saying("withdrawn"), html, 410);
    EXPECT_TRUE(builder.put("/old/", redirect("/world/")));
    EXPECT_TRUE(builder.put("/old-tea/", redirect("/topics/чай/")));
    EXPECT_TRUE(builder.put("/elsewhere/", redirect("https://agency.example/a%20b")));
}

class Pages : public ::testing::Test {
protected:
    Newsstand stand{lay_paper};
};

TEST_F(Pages, AreAnsweredWithTheirBytes) {
    const auto reply = stand.get("/world/");
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.body, page_saying("world"));
    EXPECT_EQ(reply.field("content-type"), html);
    EXPECT_EQ(reply.field("content-encoding"), "");
}

TEST_F(Pages, ComeAsBrotliWhereABrowserTakesIt) {
    const auto reply = stand.get("/world/", "Accept-Encoding: gzip, deflate, br\r\n");
    EXPECT_EQ(reply.field("content-encoding"), "br");
    EXPECT_EQ(reply.field("vary"), "Accept-Encoding");
    const auto entry = stand.shelf().current()->find("/world/");
    EXPECT_EQ(reply.body, stand.shelf().current()->content(*entry)->whole.br);
}

TEST_F(Pages, ComeAsGzipWhereNothingBetterIsTaken) {
    const auto reply = stand.get("/world/", "Accept-Encoding: gzip\r\n");
    EXPECT_EQ(reply.field("content-encoding"), "gzip");
    const auto entry = stand.shelf().current()->find("/world/");
    EXPECT_EQ(reply.body, stand.shelf().current()->content(*entry)->whole.gzip);
}

TEST_F(Pages, HaveAnEntityTagForEachEncoding) {
    const auto plain = stand.get("/world/").field("etag");
    const auto gzip = stand.get("/world/", "Accept-Encoding: gzip\r\n").field("etag");
    const auto br = stand.get("/world/", "Accept-Encoding: br\r\n").field("etag");
    EXPECT_TRUE(plain.starts_with('"') && plain.ends_with('"')) << plain;
    EXPECT_NE(plain, gzip);
    EXPECT_NE(plain, br);
    EXPECT_NE(gzip, br);
}

TEST_F(Pages, AreNotSentAgainToWhoHasThem) {
    const std::string br = "Accept-Encoding: br\r\n";
    const auto first = stand.get("/world/", br);
    const auto again = stand.get("/world/", br + "If-None-Match: " + first.field("etag") + "\r\n");
    EXPECT_EQ(again.status, 304);
    EXPECT_EQ(again.field("etag"), first.field("etag"));
    EXPECT_EQ(again.field("vary"), first.field("vary"));
    EXPECT_EQ(again.field("cache-control"), first.field("cache-control"));
    EXPECT_EQ(again.field("content-length"), "");
}

TEST_F(Pages, AreSentAgainInAnotherEncoding) {
    const auto plain = stand.get("/world/");
    const auto reply = stand.get(
        "/world/", "Accept-Encoding: br\r\nIf-None-Match: " + plain.field("etag") + "\r\n");
    EXPECT_EQ(reply.status, 200);
}

TEST_F(Pages, TellTheirSizeToHead) {
    const auto reply = stand.head("/world/");
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.field("content-length"), std::to_string(page_saying("world").size()));
    EXPECT_EQ(reply.field("etag"), stand.get("/world/").field("etag"));
}

TEST_F(Pages, KeepTheConnectionInStepAfterHead) {
    Wire wire(stand.port());
    wire.ask("HEAD /world/ HTTP/1.1\r\nHost: a\r\n\r\n", true);
    EXPECT_EQ(wire.ask("GET / HTTP/1.1\r\nHost: a\r\n\r\n").body, page_saying("front"));
}

TEST_F(Pages, AreSentInPart) {
    const auto reply = stand.get("/world/", "Range: bytes=10-19\r\nAccept-Encoding: br\r\n");
    EXPECT_EQ(reply.status, 206);
    EXPECT_EQ(reply.body, page_saying("world").substr(10, 10));
    EXPECT_EQ(reply.field("content-encoding"), "");
    EXPECT_EQ(reply.field("content-range"),
              "bytes 10-19/" + std::to_string(page_saying("world").size()));
}

TEST_F(Pages, AreSentInPartAcrossChunks) {
    const auto reply = stand.get("/report.pdf", "Range: bytes=1000000-2200000\r\n");
    EXPECT_EQ(reply.status, 206);
    EXPECT_EQ(reply.body, numbers(3'500'000).substr(1'000'000, 1'200'001));
}

TEST_F(Pages, LongerThanAChunkAreWhole) {
    EXPECT_EQ(stand.get("/report.pdf").body, numbers(3'500'000));
}

TEST_F(Pages, HaveNoPartBeyondTheirEnd) {
    const auto reply = stand.get("/theme.css", "Range: bytes=100-\r\n");
    EXPECT_EQ(reply.status, 416);
    EXPECT_EQ(reply.field("content-range"), "bytes */14");
    EXPECT_EQ(reply.body, "");
}

TEST_F(Pages, GoOnInPartWhileTheyAreTheSame) {
    const auto etag = stand.get("/world/").field("etag");
    EXPECT_EQ(stand.get("/world/", "Range: bytes=5-\r\nIf-Range: " + etag + "\r\n").status, 206);
}

TEST_F(Pages, StartAgainWhereTheyHaveChanged) {
    const auto reply = stand.get("/world/", "Range: bytes=5-\r\nIf-Range: \"other\"\r\n");
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.body, page_saying("world"));
}

TEST_F(Pages, StartAgainWhereADateIsAskedFor) {
    const auto reply =
        stand.get("/world/", "Range: bytes=5-\r\nIf-Range: Wed, 28 Jan 2026 11:05:00 GMT\r\n");
    EXPECT_EQ(reply.status, 200);
}

TEST_F(Pages, AnswerTheConditionBeforeTheRange) {
    const auto etag = stand.get("/world/").field("etag");
    const auto reply = stand.get(
        "/world/", "Range: bytes=5-\r\nAccept-Encoding: br\r\nIf-None-Match: " + etag + "\r\n");
    EXPECT_EQ(reply.status, 304);
}

TEST_F(Pages, MayBeKeptAMinute) {
    const auto expected = "public, max-age=60, must-revalidate";
    EXPECT_EQ(stand.get("/world/").field("cache-control"), expected);
    EXPECT_EQ(stand.get("/feed.xml").field("cache-control"), expected);
}

TEST_F(Pages, MayBeKeptFiveMinutesWhereTheyAreTheTheme) {
    EXPECT_EQ(stand.get("/theme.css").field("cache-control"), "public, max-age=300");
}

TEST_F(Pages, MayBeKeptForEverWhereTheyAreNamedByTheirContent) {
    EXPECT_EQ(stand.get("/pictures/" + picture_name).field("cache-control"),
              "public, max-age=31536000, immutable");
}

TEST_F(Pages, MayBeReadFromOtherSites) {
    EXPECT_EQ(stand.get("/world/").field("access-control-allow-origin"), "*");
    EXPECT_EQ(stand.get("/pictures/" + picture_name).field("access-control-allow-origin"), "*");
}

TEST_F(Pages, CarryStrictFields) {
    const auto reply = stand.get("/world/");
    EXPECT_EQ(reply.field("x-content-type-options"), "nosniff");
    EXPECT_EQ(reply.field("referrer-policy"), "same-origin");
    EXPECT_EQ(reply.field("cross-origin-opener-policy"), "same-origin");
    EXPECT_EQ(reply.field("cross-origin-resource-policy"), "cross-origin");
    EXPECT_THAT(reply.field("permissions-policy"), HasSubstr("geolocation=()"));
    EXPECT_THAT(reply.field("content-security-policy"), HasSubstr("default-src 'self'"));
    EXPECT_EQ(reply.field("set-cookie"), "");
    EXPECT_EQ(reply.field("server"), "");
    EXPECT_EQ(reply.field("strict-transport-security"), "");
}

TEST_F(Pages, AreFoundUnderAnEscapedAddress) {
    EXPECT_EQ(stand.get("/topics/%D1%87%D0%B0%D0%B9/").body, page_saying("tea"));
    EXPECT_EQ(stand.get("/w%6Frld/").body, page_saying("world"));
}

TEST_F(Pages, AreFoundWhateverIsAsked) {
    EXPECT_EQ(stand.get("/world/?utm_source=x").body, page_saying("world"));
}

TEST_F(Pages, AreNotFoundUnderWhatIsNoAddress) {
    for (const char* target :
         {"/%", "/%0", "/%zz", "/world/%00", "/%0d%0aX:y", "/world%2f", "/world/../world/",
          "/../etc/passwd", "/%2e%2e/etc/passwd", "/.well-known/kolokol/../../etc/passwd",
          "/.well-known/kolokol/delta/../../keys", "//world/"})
        EXPECT_EQ(stand.get(target).status, 404) << target;
}

TEST_F(Pages, LeadToTheirAddressWithItsSlash) {
    const auto reply = stand.get("/world?page=2");
    EXPECT_EQ(reply.status, 301);
    EXPECT_EQ(reply.field("location"), "/world/?page=2");
    EXPECT_EQ(reply.field("content-length"), "0");
}

TEST_F(Pages, LeadToTheirAddressWithoutASlash) {
    EXPECT_EQ(stand.get("/feed.xml/").field("location"), "/feed.xml");
}

TEST_F(Pages, LeadFromFormerAddresses) {
    EXPECT_EQ(stand.get("/old/").status, 301);
    EXPECT_EQ(stand.get("/old/").field("location"), "/world/");
    EXPECT_EQ(stand.get("/old-tea/").field("location"), "/topics/%D1%87%D0%B0%D0%B9/");
    EXPECT_EQ(stand.get("/elsewhere/").field("location"), "https://agency.example/a%20b");
}

TEST_F(Pages, ThatAreUnknownAreTheLanguagesNotFoundPage) {
    const auto reply = stand.get("/ru/nowhere/");
    EXPECT_EQ(reply.status, 404);
    EXPECT_EQ(reply.body, page_saying("nothing here in Russian"));
    EXPECT_EQ(stand.get("/de/nowhere/").body, page_saying("nothing here"));
    EXPECT_EQ(stand.get("/nowhere").body, page_saying("nothing here"));
}

TEST_F(Pages, ThatAreUnknownAreNeverNotModified) {
    const auto reply = stand.get("/nowhere/", "If-None-Match: *\r\n");
    EXPECT_EQ(reply.status, 404);
    EXPECT_EQ(reply.field("etag"), "");
}

TEST_F(Pages, ThatAreWithdrawnSayThatTheyAreGone) {
    const auto reply = stand.get("/2025/01/01/gone/");
    EXPECT_EQ(reply.status, 410);
    EXPECT_EQ(reply.body, page_saying("withdrawn"));
}

TEST_F(Pages, TakeNoPost) {
    const auto reply =
        Wire(stand.port()).ask("POST /world/ HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\na=b");
    EXPECT_EQ(reply.status, 405);
    EXPECT_THAT(reply.field("allow"), HasSubstr("GET"));
}

TEST_F(Pages, AnswerPipelinedRequestsInOrder) {
    Wire wire(stand.port());
    wire.send(
        "GET /world/ HTTP/1.1\r\nHost: a\r\n\r\nGET /old/ HTTP/1.1\r\nHost: a\r\n\r\n"
        "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(wire.receive().body, page_saying("world"));
    EXPECT_EQ(wire.receive().status, 301);
    EXPECT_EQ(wire.receive().body, page_saying("front"));
}

TEST(OwnFields, OfAHeaderSetStandInPlaceOfTheUsualOnes) {
    auto facts = kolokol::serve::testing::Workshop::paper();
    facts.headers[1] = {{"cache-control", "public, max-age=5"},
                        {"content-security-policy", "default-src 'none'"},
                        {"set-cookie", "a=b"}};
    Newsstand stand{{}};
    stand.workshop().press([](Builder& builder) { put(builder, "/", "short", html, 200, 1); },
                           Builder::From::current, kolokol::edition::testing::press_time, facts);
    stand.watcher().look();
    const auto reply = stand.get("/");
    EXPECT_EQ(reply.field("cache-control"), "public, max-age=5");
    EXPECT_EQ(reply.field("content-security-policy"), "default-src 'none'");
    EXPECT_EQ(reply.field("set-cookie"), "");
}

TEST(NoEdition, IsSaidUntilThereIsOne) {
    Newsstand stand{{}};
    EXPECT_EQ(stand.get("/").status, 503);
    EXPECT_EQ(stand.get("/").field("retry-after"), "10");
    stand.press(lay_paper);
    EXPECT_EQ(stand.get("/").status, 200);
}

TEST(Cache, IsNoLimitToTheNumberOfPages) {
    constexpr int pages = 5000;
    Newsstand stand{[](Builder& builder) {
        for (int i = 0; i < pages; ++i)
            put(builder, "/" + std::to_string(i) + "/", "page " + std::to_string(i));
    }};
    Wire wire(stand.port());
    for (int i = 0; i < pages; ++i) {
        const auto reply = wire.ask("GET /" + std::to_string(i) + "/ HTTP/1.1\r\nHost: a\r\n\r\n");
        ASSERT_EQ(reply.body, "page " + std::to_string(i));
    }
}

}  // namespace
