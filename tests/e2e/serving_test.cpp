// What readers, operators and attackers meet when a paper is served.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/text.hpp"
#include "e2e/paper.hpp"

namespace kolokol::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class Serving : public ::testing::Test {
protected:
    Serving() {
        paper.print_gazette();
        served = std::make_unique<ServedPaper>(paper);
    }
    Paper paper;
    std::unique_ptr<ServedPaper> served;
};

TEST_F(Serving, LetsAPageLoadNothingFromElsewhere) {
    const Reply front = served->get("/");
    EXPECT_THAT(front.field("content-security-policy"), HasSubstr("default-src 'self'"));
    EXPECT_THAT(front.field("content-security-policy"), HasSubstr("frame-ancestors 'self'"));
    EXPECT_THAT(front.field("content-security-policy"), Not(HasSubstr("unsafe")));
    EXPECT_EQ(front.field("x-content-type-options"), "nosniff");
    EXPECT_EQ(front.field("access-control-allow-origin"), "*");
}

TEST_F(Serving, SetsNoCookie) {
    for (const char* address : {"/", "/search?q=a", "/no/such/page", "/feed.xml"})
        EXPECT_EQ(served->get(address).field("set-cookie"), "") << address;
}

TEST_F(Serving, AnswersInEveryLanguageOfThePaper) {
    EXPECT_THAT(served->get("/").body, HasSubstr("<html lang=\"en\" dir=\"ltr\">"));
    EXPECT_THAT(served->get("/ru/").body, HasSubstr("<html lang=\"ru\" dir=\"ltr\">"));
    EXPECT_THAT(served->get("/ar/").body, HasSubstr("<html lang=\"ar\" dir=\"rtl\">"));
}

TEST_F(Serving, LeadsAReaderWhoShortensAnAddressToWhatTheyMean) {
    EXPECT_EQ(served->get("/archive/").field("location"), "/search#periods");
    EXPECT_EQ(served->get("/ru/archive").field("location"), "/ru/search#periods");
    EXPECT_EQ(served->get("/2026/01/").field("location"), "/archive/2026/01/");
    EXPECT_EQ(served->get("/2026").field("location"), "/search#periods");
    EXPECT_EQ(served->get("/1926/01/").status, 404);
    EXPECT_THAT(served->get("/topics/").body, HasSubstr("<h1>Topics</h1>"));
    EXPECT_THAT(served->get("/ru/by/").body, HasSubstr("<h1>Авторы</h1>"));
}

TEST_F(Serving, TellsAReaderInTheirLanguageThatAPageIsNotThere) {
    const Reply russian = served->get("/ru/no-such-page/");
    EXPECT_EQ(russian.status, 404);
    EXPECT_THAT(russian.body, HasSubstr("<html lang=\"ru\""));
}

TEST_F(Serving, SendsNothingAgainToAReaderWhoHasIt) {
    const Reply first = served->get("/");
    const Reply again = served->get("/", "If-None-Match: " + first.field("etag") + "\r\n");
    EXPECT_EQ(again.status, 304);
    EXPECT_TRUE(again.body.empty());
}

TEST_F(Serving, SendsWhatWasCompressedAtThePress) {
    EXPECT_EQ(served->get("/", "Accept-Encoding: br\r\n").field("content-encoding"), "br");
    EXPECT_EQ(served->get("/", "Accept-Encoding: gzip\r\n").field("content-encoding"), "gzip");
    EXPECT_EQ(served->get("/").field("content-encoding"), "");
}

TEST_F(Serving, MarksWhatASearchFoundAndEscapesWhatWasTyped) {
    const auto show = paper.json({"search", "rebuild"});
    EXPECT_GT(show.at("articles").get<int>(), 0);
    const Reply found = served->get("/search?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E");
    EXPECT_EQ(found.status, 200);
    EXPECT_THAT(found.body, Not(HasSubstr("<script>alert")));
    EXPECT_THAT(found.field("cache-control"), HasSubstr("no-store"));
}

TEST_F(Serving, AsksTheSameOfThePapersOtherLanguages) {
    const Reply found = served->get("/ru/search?q=%D0%BF%D0%B0%D1%80%D0%BE%D0%BC%20%26");
    EXPECT_THAT(found.body,
                HasSubstr("<a href=\"../search?q=%D0%BF%D0%B0%D1%80%D0%BE%D0%BC%20%26\" "
                          "lang=\"en\" hreflang=\"en\" dir=\"ltr\">"));
    EXPECT_THAT(found.body, HasSubstr("<a href=\"../ar/search?q=%D0%BF"));
}

TEST_F(Serving, WritesNoBrokenTextIntoAPage) {
    const Reply found = served->get("/search?q=war%ff%fe");
    EXPECT_EQ(found.status, 200);
    EXPECT_TRUE(is_utf8(found.body));
}

TEST_F(Serving, TellsItsHealthOnAPortOfItsOwn) {
    EXPECT_EQ(testing::get(served->health(), "/healthz").status, 200);
    EXPECT_EQ(testing::get(served->health(), "/readyz").status, 200);
    const Reply metrics = testing::get(served->health(), "/metrics");
    EXPECT_THAT(metrics.body, HasSubstr("kolokol_edition_sequence 1"));
    EXPECT_EQ(served->get("/metrics").status, 404);
    EXPECT_EQ(served->get("/healthz").status, 404);
}

TEST_F(Serving, StopsWithoutAComplaintWhenToldTo) {
    served->program().signal(SIGTERM);
    EXPECT_EQ(served->program().wait(), 0);
}

TEST_F(Serving, KeepsKeysAndDatabaseOutOfReach) {
    for (const char* address :
         {"/keys/", "/kolokol.db", "/kolokol.toml", "/../kolokol.toml", "/%2e%2e/kolokol.toml",
          "/editions/current", "/.well-known/kolokol/../../kolokol.toml"})
        EXPECT_THAT(served->get(address).status, ::testing::AnyOf(400, 404)) << address;
}

TEST(ServingNothing, SaysThatNothingWasPressedYet) {
    const Paper paper;
    const ServedPaper served(paper);
    EXPECT_EQ(testing::get(served.health(), "/readyz").status, 503);
    EXPECT_THAT(served.get("/").status, ::testing::AnyOf(404, 503));
}

}  // namespace
}  // namespace kolokol::testing
