#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "newsstand.hpp"

using kolokol::Language;
using kolokol::edition::Builder;
using kolokol::serve::testing::html;
using kolokol::serve::testing::Newsstand;
using kolokol::serve::testing::put;
using kolokol::serve::testing::Wire;
using testing::HasSubstr;

namespace {

std::string frame(std::string_view language) {
    return "<!doctype html><html class=\"x\" lang=\"" + std::string(language) +
           "\"><form></form><!--kolokol:results--></html>";
}

void lay(Builder& builder) {
    put(builder, "/search", frame("en"));
    put(builder, "/ar/search", frame("ar"));
    put(builder, "/404.html", "nothing", html, 404);
}

std::string results(const Language& language, std::string_view query, int page) {
    return "<p>" + language.tag() + " " + std::string(query) + " " + std::to_string(page) + "</p>";
}

class Search : public ::testing::Test {
protected:
    Newsstand stand{lay, results};
};

TEST_F(Search, StandsInTheSignedFrame) {
    const auto reply = stand.get("/search?q=the+bases%21");
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.body,
              "<!doctype html><html class=\"x\" lang=\"en\"><form></form><p>en the bases! 1</p>"
              "</html>");
}

TEST(SearchField, KeepsWhatWasAskedAsText) {
    Newsstand stand{[](Builder& builder) {
                        put(builder, "/search",
                            "<html lang=\"en\"><input type=\"search\" id=\"q\" name=\"q\">"
                            "<!--kolokol:results--></html>");
                        put(builder, "/404.html", "nothing", html, 404);
                    },
                    results};
    EXPECT_THAT(stand.get("/search?q=a%22%3E%3Cb%3E%26").body,
                HasSubstr("<input value=\"a&quot;&gt;&lt;b&gt;&amp;\" type=\"search\" id=\"q\" "
                          "name=\"q\">"));
}

TEST_F(Search, IsInTheLanguageOfTheFrame) {
    EXPECT_THAT(stand.get("/ar/search?q=x&page=3").body, HasSubstr("<p>ar x 3</p>"));
}

TEST_F(Search, IsNeverKept) {
    const auto reply = stand.get("/search?q=x");
    EXPECT_EQ(reply.field("cache-control"), "no-store");
    EXPECT_EQ(reply.field("etag"), "");
}

TEST_F(Search, IsAsStrictAsPagesAre) {
    const auto reply = stand.get("/search?q=x");
    const auto page = stand.get("/search");
    EXPECT_EQ(reply.field("content-security-policy"), page.field("content-security-policy"));
    EXPECT_EQ(reply.field("referrer-policy"), "same-origin");
    EXPECT_EQ(reply.field("content-type"), html);
}

TEST_F(Search, WithoutWordsIsThePageItself) {
    const auto reply = stand.get("/search?q=");
    EXPECT_EQ(reply.body, frame("en"));
    EXPECT_NE(reply.field("etag"), "");
}

TEST_F(Search, HasNoPageBelowTheFirst) {
    EXPECT_THAT(stand.get("/search?q=x&page=-4").body, HasSubstr("<p>en x 1</p>"));
    EXPECT_THAT(stand.get("/search?q=x&page=junk").body, HasSubstr("<p>en x 1</p>"));
}

TEST_F(Search, IsNotFoundWhereTheEditionHasNoFrame) {
    EXPECT_EQ(stand.get("/de/search?q=x").status, 404);
}

TEST_F(Search, AnswersHead) {
    const auto reply = stand.head("/search?q=x");
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.body, "");
}

TEST_F(Search, TakesNoPost) {
    const auto reply =
        Wire(stand.port()).ask("POST /search HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
    EXPECT_EQ(reply.status, 405);
}

TEST(SearchThatFails, IsAnErrorWithoutItsReason) {
    Newsstand stand{lay, [](const Language&, std::string_view, int) -> std::string {
                        throw std::runtime_error("secret");
                    }};
    const auto reply = stand.get("/search?q=x");
    EXPECT_EQ(reply.status, 500);
    EXPECT_EQ(reply.body.find("secret"), std::string::npos);
    EXPECT_EQ(reply.field("x-content-type-options"), "nosniff");
}

TEST(NoSearch, LeavesTheFrameAsItIs) {
    Newsstand stand{lay};
    EXPECT_EQ(stand.get("/search?q=x").body, frame("en"));
}

TEST(LiveAddresses, AreAnsweredByTheirRoutes) {
    std::vector<kolokol::http::Route> live;
    live.push_back({kolokol::http::Method::post, "/webhooks/x",
                    [](const kolokol::http::Request& request) {
                        return kolokol::http::Response::text(202, request.body);
                    },
                    100});
    Newsstand stand{lay, {}, std::move(live)};
    const auto reply = Wire(stand.port())
                           .ask(
                               "POST /webhooks/x HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n"
                               "\r\nhi");
    EXPECT_EQ(reply.status, 202);
    EXPECT_EQ(reply.body, "hi");
    EXPECT_EQ(reply.field("cache-control"), "no-store");
    EXPECT_EQ(stand.get("/newsletter/subscribe").status, 404);
}

}  // namespace
