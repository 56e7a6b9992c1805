#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "press/feeds.hpp"
#include "press/sitemaps.hpp"
#include "press/xml.hpp"

namespace kolokol::press {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Instant at(std::string_view text) {
    return parse_rfc3339(text).value();
}

Feed gazette() {
    FeedItem item;
    item.id = "01J";
    item.href = "https://gazette.example/2026/01/28/talks/";
    item.headline = "Talks & <silence>";
    item.standfirst = "Neither spoke.";
    item.html = "<p>Body with “quotes” & more</p>";
    item.bylines = {"Anna Belova", "Karim Haddad"};
    item.categories = {"World", "Syria"};
    item.published = at("2026-01-28T14:05:00+03:00");
    item.updated = at("2026-01-28T18:40:00+03:00");
    item.picture = FeedPicture{"https://gazette.example/pictures/ab-1280.jpg",
                               "image/jpeg",
                               1280,
                               853,
                               "Two men",
                               "Sergei Bobylev / POOL / TASS"};
    Feed feed;
    feed.title = "The Gazette";
    feed.language = "en";
    feed.home = "https://gazette.example/";
    feed.rss = "https://gazette.example/feed.xml";
    feed.json = "https://gazette.example/feed.json";
    feed.items = {item};
    return feed;
}

TEST(Rss, EscapesWhatItCarries) {
    const auto text = rss(gazette());
    EXPECT_THAT(text, HasSubstr("<title>Talks &amp; &lt;silence&gt;</title>"));
    EXPECT_THAT(text,
                HasSubstr("<content:encoded>&lt;p&gt;Body with “quotes” &amp; more&lt;/p&gt;"));
}

TEST(Rss, NamesEveryByline) {
    const auto text = rss(gazette());
    EXPECT_THAT(text, HasSubstr("<dc:creator>Anna Belova</dc:creator>\n"
                                "<dc:creator>Karim Haddad</dc:creator>"));
}

TEST(Rss, GivesThePictureItsCredit) {
    EXPECT_THAT(rss(gazette()),
                HasSubstr("<media:credit>Sergei Bobylev / POOL / TASS</media:credit>"));
}

TEST(Rss, IsAsOldAsItsNewestChangeAndKnowsNoOtherTime) {
    EXPECT_THAT(rss(gazette()),
                HasSubstr("<lastBuildDate>Wed, 28 Jan 2026 15:40:00 GMT</lastBuildDate>"));
    auto empty = gazette();
    empty.items.clear();
    EXPECT_THAT(rss(empty), Not(HasSubstr("lastBuildDate")));
}

TEST(JsonFeed, SaysWhatTheArticleIs) {
    const auto feed = nlohmann::json::parse(json_feed(gazette()));
    EXPECT_EQ(feed["version"], "https://jsonfeed.org/version/1.1");
    const auto& item = feed["items"][0];
    EXPECT_EQ(item["title"], "Talks & <silence>");
    EXPECT_EQ(item["authors"][1]["name"], "Karim Haddad");
    EXPECT_EQ(item["date_published"], "2026-01-28T11:05:00Z");
    EXPECT_EQ(item["date_modified"], "2026-01-28T15:40:00Z");
}

TEST(JsonFeed, HasAnEmptyListBeforeTheFirstArticle) {
    auto empty = gazette();
    empty.items.clear();
    EXPECT_TRUE(nlohmann::json::parse(json_feed(empty))["items"].is_array());
}

TEST(Xml, LeavesOutWhatXmlForbids) {
    std::string out;
    append_xml(out, std::string_view("a\0b\x1f\tc", 6));
    EXPECT_EQ(out, "ab\tc");
}

TEST(Sitemap, NamesEveryLanguage) {
    const auto text =
        sitemap({{"https://g.example/a/",
                  at("2026-01-28T11:05:00Z"),
                  {{"en", "https://g.example/a/"}, {"ru", "https://g.example/ru/b/"}}}});
    EXPECT_THAT(text, HasSubstr("<lastmod>2026-01-28T11:05:00Z</lastmod>"));
    EXPECT_THAT(text, HasSubstr("<xhtml:link rel=\"alternate\" hreflang=\"ru\""
                                " href=\"https://g.example/ru/b/\"/>"));
}

TEST(NewsSitemap, CarriesTheTitle) {
    EXPECT_THAT(news_sitemap({{"https://g.example/a/", "The Gazette", "en", "A & B",
                               at("2026-01-28T11:05:00Z")}}),
                HasSubstr("<news:title>A &amp; B</news:title>"));
}

TEST(SecurityTxt, CarriesWhatRfc9116Asks) {
    EXPECT_EQ(security_txt("mailto:security@gazette.example", at("2027-01-01T00:00:00Z"),
                           "https://gazette.example/.well-known/security.txt", {"en", "ru"}),
              "Contact: mailto:security@gazette.example\n"
              "Expires: 2027-01-01T00:00:00Z\n"
              "Canonical: https://gazette.example/.well-known/security.txt\n"
              "Preferred-Languages: en, ru\n");
}

TEST(RobotsTxt, NamesTheSitemaps) {
    EXPECT_EQ(robots_txt("https://g.example/sitemap.xml", "https://g.example/news-sitemap.xml"),
              "User-agent: *\nDisallow: /search?\nAllow: /\n\n"
              "Sitemap: https://g.example/sitemap.xml\n"
              "Sitemap: https://g.example/news-sitemap.xml\n");
}

}  // namespace
}  // namespace kolokol::press
