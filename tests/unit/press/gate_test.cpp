#include "press/gate.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kolokol::press {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

GateRules rules() {
    GateRules rules;
    rules.origin = "https://bell.example";
    rules.other_hosts = {"bell-mirror.example", "abc.onion"};
    rules.newsroom_host = "desk.bell.example";
    return rules;
}

Inspection look(std::string_view bytes, std::string_view type = "text/html; charset=utf-8",
                std::string_view address = "/world/") {
    Page page;
    page.media_type = type;
    page.bytes = bytes;
    return inspect(address, page, rules());
}

std::vector<std::string> links(const Inspection& found) {
    std::vector<std::string> addresses;
    for (const InnerLink& link : found.links)
        addresses.push_back(link.address);
    return addresses;
}

TEST(Gate, StopsAKeyFileWhateverItIsCalled) {
    constexpr std::string_view open =
        R"({"format":"kolokol-key-1","public":"00","role":"edition","secret":"11","type":"ed25519"})";
    constexpr std::string_view sealed =
        R"({"format":"kolokol-key-1","public":"00","role":"root","sealed":{},"type":"ed25519"})";
    for (const char* type : {"application/json", "text/css; charset=utf-8", "text/plain",
                             "font/woff2", "application/manifest+json"}) {
        SCOPED_TRACE(type);
        for (const std::string_view key : {open, sealed}) {
            const auto faults = look(key, type, "/k.json").faults;
            ASSERT_THAT(faults, ::testing::Not(IsEmpty()));
            EXPECT_THAT(faults.front().what, HasSubstr("key file"));
        }
    }
}

TEST(Gate, LetsPassRecordsThatAreNoKeys) {
    EXPECT_THAT(look(R"({"name":"Bell","role":"editor"})", "application/json").faults, IsEmpty());
    EXPECT_THAT(look("<p>A \"secret\" and a \"role\"</p>").faults, IsEmpty());
}

/// Every piece of HTML that has to be stopped, one a test.
class AGateStops : public ::testing::TestWithParam<const char*> {};
TEST_P(AGateStops, WhatMayNotLeave) {
    EXPECT_EQ(look(GetParam()).faults.size(), 1U) << GetParam();
}
INSTANTIATE_TEST_SUITE_P(
    Loads, AGateStops,
    ::testing::Values("<img src=\"https://evil.example/x.png\">", "<img src=//evil.example/x.png>",
                      "<img srcset=\"/a.png 1x, https://evil.example/b.png 2x\">",
                      "<video poster='https://evil.example/x.jpg'>",
                      "<iframe src=\"http://evil.example/\">",
                      "<object data=\"https://evil.example/\">",
                      "<link rel=\"stylesheet\" href=\"https://evil.example/a.css\">",
                      "<link rel=\"dns-prefetch\" href=\"//evil.example\">",
                      "<link rel=\"alternate stylesheet\" href=\"https://evil.example/a.css\">",
                      "<link href=\"https://evil.example/\">",
                      "<form action=\"https://evil.example/\">",
                      "<button formaction=\"https://evil.example/\">",
                      "<svg><image href=\"https://evil.example/x.png\"/></svg>",
                      "<svg><use xlink:href=\"https://evil.example/x.svg#a\"/></svg>",
                      "<svg><rect fill=\"url(https://evil.example/x.svg#a)\"/></svg>",
                      "<img src=\"/\\evil.example/x.png\">", "<img src=\"javascript:alert(1)\">",
                      "<img src=\"data:image/png;base64,AA==\">",
                      "<!--><img src=\"https://evil.example/x.png\">-->",
                      "<!-- a --!><img src=\"https://evil.example/x.png\"><!-- -->",
                      "<IMG\nSRC\n=\n'https://evil.example/x.png'>",
                      "<img src=\"&#104;ttps://evil.example/x.png\">"));
INSTANTIATE_TEST_SUITE_P(
    Runs, AGateStops,
    ::testing::Values("<script>alert(1)</script>", "<script src=\"/a.js\">alert(1)</script>",
                      "<script type=\"importmap\">{}</script>", "<p onclick=\"alert(1)\">",
                      "<p style=\"color:red\">", "<style>p{}</style>", "<base href=\"/\">",
                      "<meta http-equiv=\"Refresh\" content=\"0; url=/\">",
                      "<a href=\"javascript&colon;alert(1)\">x</a>",
                      "<a href=\"java\tscript:alert(1)\">x</a>", "<iframe srcdoc=\"x\">"));
INSTANTIATE_TEST_SUITE_P(
    Tells, AGateStops,
    ::testing::Values("<a href=\"https://other.example/\">x</a>",
                      "<a href=\"//other.example/\" rel=\"noopener\">x</a>",
                      "<a href=\"/\" ping=\"/x\">x</a>",
                      "<form method=\"POST\" action=\"/search\">", "<input type=\"email\">",
                      "<p>http://localhost:8080/</p>", "<p>See https://10.1.2.3/a.</p>",
                      "<p>http://[fd00::1]/</p>", "<p>http://2130706433/</p>",
                      "<p>http://intranet/</p>", "<p>https://desk.bell.example/newsroom/</p>",
                      "<p title='open>"));

/// What an honest page has.
class AGatePasses : public ::testing::TestWithParam<const char*> {};
TEST_P(AGatePasses, WhatIsOurs) {
    EXPECT_THAT(look(GetParam()).faults, IsEmpty()) << GetParam();
}
INSTANTIATE_TEST_SUITE_P(
    Pages, AGatePasses,
    ::testing::Values(
        "<a href=\"https://other.example/\" rel=\"noreferrer\">x</a>",
        "<a href=\"http://abc.onion/\">x</a>", "<a href=\"mailto:desk@bell.example\">x</a>",
        "<link rel=\"canonical\" href=\"https://bell.example/world/\">",
        "<link rel=\"alternate\" hreflang=\"ru\" href=\"https://bell.example/ru/world/\">",
        "<script type=\"application/ld+json\">{\"a\":\"https://schema.org\"}</script>",
        "<script src=\"/search.js\"></script>",
        "<form action=\"/search\"><input name=\"q\"></form>",
        "<form action=\"../newsletter/subscribe\">", "<p>1 < 2 and a & b</p>",
        "<p>It stood at https://bell.example/gone/.</p>",
        "<svg><rect fill=\"url(#a)\"/><use href=\"#b\"/></svg>",
        "<p>Read http://www.un.example/10.0.0.1/</p>"));

TEST(AGate, NamesTheLine) {
    const auto found = look("<p>\n<p>\n<img\nsrc=\"https://evil.example/x.png\">");
    ASSERT_EQ(found.faults.size(), 1U);
    EXPECT_EQ(found.faults[0].line, 3);
    EXPECT_EQ(found.faults[0].page, "/world/");
}

TEST(AGate, GathersLinksAsTheIndexHasThem) {
    const auto found = look(
        "<a href=\"../2026/01/28/talks/?a=b#c\">x</a>\n<a href=\"%D1%81/\">x</a><a href=\"#top\">x"
        "</a><img src=\"/pictures/a.jpg\"><a href=\"https://bell.example/by/anna/\">x</a>");
    EXPECT_THAT(links(found), ElementsAre("/2026/01/28/talks/", "/world/с/", "/world/",
                                          "/pictures/a.jpg", "/by/anna/"));
    EXPECT_EQ(found.links[1].line, 2);
}

TEST(AGate, LeavesLiveAddressesOutOfTheLinks) {
    const auto found = look(
        "<a href=\"/newsletter/subscribe?to=x\">x</a><a href=\"/support/checkout/a\">x</a>"
        "<a href=\"/newsletter/subscribers/\">x</a>");
    EXPECT_THAT(links(found), ElementsAre("/newsletter/subscribers/"));
}

TEST(AGate, FollowsAddressesInLinkedData) {
    const auto found = look(
        "<p>\n<script type=\"application/ld+json\">\n{\"url\": \"https://bell.example/gone/\"}"
        "</script>");
    ASSERT_THAT(links(found), ElementsAre("/gone/"));
    EXPECT_EQ(found.links[0].line, 3);
}

TEST(AGate, FollowsAddressesInFeedsAndSitemaps) {
    const auto found = look(
        "<loc>https://bell.example/a/</loc>\n<p>&lt;a href=&quot;https://bell.example/b/&quot;",
        "application/rss+xml");
    EXPECT_THAT(links(found), ElementsAre("/a/", "/b/"));
}

TEST(AGate, FollowsA301) {
    Page page;
    page.status = 301;
    page.target = "/new/";
    EXPECT_THAT(links(inspect("/old/", page, rules())), ElementsAre("/new/"));
}

TEST(AGate, StopsAStyleSheetThatLoadsFromElsewhere) {
    for (const auto* css :
         {"@import 'https://evil.example/a.css';", "@import url(//evil.example/a.css);",
          "a{background:URL( \"https://evil.example/x.png\" )}",
          "a{background:image-set('https://evil.example/x.png' 1x)}",
          "a{background:u\\72l(https://evil.example/x.png)}",
          "a{background:/* url(/ */url(https://evil.example/)}"})
        EXPECT_EQ(look(css, "text/css").faults.size(), 1U) << css;
}

TEST(AGate, LetsAStyleSheetLoadWhatIsInTheEdition) {
    const auto found = look(
        "/* url(https://evil.example/) */\na{background:url(paper.png)}"
        "b::after{content:' (' attr(href) ')'}c{content:\"\\201C\"}d{background:url(#a)}",
        "text/css", "/theme.css");
    EXPECT_THAT(found.faults, IsEmpty());
    EXPECT_THAT(links(found), ElementsAre("/paper.png"));
}

TEST(AGate, StopsAPictureThatTellsWhereItWasTaken) {
    const std::string exif(
        "\xff\xd8\xff\xe1\x00\x0c"
        "Exif\0\0abcd\xff\xd9",
        18);
    const auto found = look(exif, "image/jpeg");
    ASSERT_EQ(found.faults.size(), 1U);
    EXPECT_THAT(found.faults[0].what, HasSubstr("exif"));
}

TEST(AGate, StopsWhatIsNoPicture) {
    EXPECT_EQ(look("<html>", "image/png").faults.size(), 1U);
}

TEST(AGate, LooksIntoDrawings) {
    EXPECT_THAT(look("<svg><style>a{fill:url(#b)}</style></svg>", "image/svg+xml").faults,
                IsEmpty());
    EXPECT_EQ(look("<svg><script>x</script></svg>", "image/svg+xml").faults.size(), 1U);
    EXPECT_EQ(
        look("<svg><style>@import '//evil.example'</style></svg>", "image/svg+xml").faults.size(),
        1U);
}

TEST(Resolve, WalksAsBrowsersDo) {
    EXPECT_EQ(resolve("/2026/01/28/slug/", "../../../../world/?x#y"), "/world/");
    EXPECT_EQ(resolve("/a/b", "c"), "/a/c");
    EXPECT_EQ(resolve("/a/b/", "."), "/a/b/");
    EXPECT_EQ(resolve("/a/b/", ".."), "/a/");
    EXPECT_EQ(resolve("/a/b/", "/"), "/");
    EXPECT_EQ(resolve("/a/b/", ""), "/a/b/");
    EXPECT_EQ(resolve("/a/", "../../x"), "");
    EXPECT_EQ(resolve("/a/", "mailto:x"), "");
}

}  // namespace
}  // namespace kolokol::press
