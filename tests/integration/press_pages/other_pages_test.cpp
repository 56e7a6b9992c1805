// What is gone, what the paper says of itself, the slot, feeds and sitemaps.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "content/article_rows.hpp"
#include "gazette.hpp"
#include "support/databases.hpp"

namespace kolokol::press::proof {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* ends = "/2026/01/28/strike-ends/";

class OtherPages : public testing::Test {
protected:
    std::string at(PageKind kind, const char* language = "en", std::string subject = {}) {
        return gazette_.text(gazette_.key(kind, language, std::move(subject)));
    }
    void withdraw(const PageKey& key) {
        auto tx = database_->begin();
        content::withdraw_article(tx, content::ArticleId(key.subject), "It was not so.", evening);
        tx.commit();
    }
    void make_partner(const char* address) {
        const auto key = gazette_.article(address);
        auto tx = database_->begin();
        auto article = content::find_article(tx, content::ArticleId(key.subject)).value();
        article.summary.kind = content::ArticleKind::partner;
        content::save_article(tx, article, content::manuscript_of(tx, article.summary.id), "d");
        tx.commit();
    }

    support::FreshDatabase database_{"sqlite"};
    Gazette gazette_{*database_};
};

TEST_F(OtherPages, SayOfAWithdrawnArticleThatItIsGoneAndWhy) {
    auto key = gazette_.article(ends);
    withdraw(key);
    EXPECT_FALSE(gazette_.page(key));
    key.kind = PageKind::withdrawn;
    const auto page = gazette_.page(key);
    ASSERT_TRUE(page);
    EXPECT_EQ(page->status, 410);
    EXPECT_THAT(page->bytes, HasSubstr("It was not so."));
    EXPECT_THAT(page->bytes, Not(HasSubstr("Ferries run again")));
}

TEST_F(OtherPages, LeadFromAFormerAddressToTheArticle) {
    auto key = gazette_.key(PageKind::moved, "en", "/blog/never-swim");
    key.path = key.subject;
    const auto page = gazette_.page(key);
    ASSERT_TRUE(page);
    EXPECT_EQ(page->status, 301);
    EXPECT_EQ(page->target, "/2026/01/27/why-i-never-learnt-to-swim/");
    EXPECT_EQ(page->bytes, "");
}

TEST_F(OtherPages, AnswerAnUnknownAddressWithLinksThatBeginAtTheRoot) {
    const auto page = gazette_.page(gazette_.key(PageKind::not_found, "ru"));
    EXPECT_EQ(page->status, 404);
    EXPECT_THAT(page->bytes, HasSubstr("<link rel=\"stylesheet\" href=\"/theme.css\">"));
    EXPECT_THAT(page->bytes, HasSubstr("<form class=\"search-form\" role=\"search\" "
                                       "action=\"/ru/search\""));
}

TEST_F(OtherPages, KeepEarlierVersionsOfAStandingPage) {
    const auto page = at(PageKind::standing, "en", "privacy");
    EXPECT_THAT(page, HasSubstr("In force since <time datetime=\"2026-01-01\">1 January 2026"));
    EXPECT_THAT(page, HasSubstr("<summary><time datetime=\"2025-05-25\">25 May 2025</time>"));
    EXPECT_EQ(at(PageKind::standing, "ar", "privacy"), "");
}

TEST_F(OtherPages, ListCorrectionsWithTheirArticles) {
    const auto page = at(PageKind::corrections);
    EXPECT_THAT(page, HasSubstr("<a href=\"../2026/01/28/strike-ends/\">Ferries run again"));
    EXPECT_THAT(page, HasSubstr("An earlier version named the wrong pier."));
    EXPECT_THAT(at(PageKind::corrections, "ru"), Not(HasSubstr("class=\"correction\"")));
}

TEST_F(OtherPages, InviteInTheSlotToFeedsAndOtherAddresses) {
    gazette_.publication().onions = {"http://" + std::string(56, 'b') + ".onion"};
    gazette_.publication().mirrors = {"https://one.example/gazette/", "https://two.example/",
                                      "https://three.example/"};
    const auto page = at(PageKind::appeal, "en", "world");
    EXPECT_LT(page.size(), 10'000U);
    EXPECT_THAT(page, HasSubstr("<a href=\"../../world/feed.xml\" type=\"application/rss+xml\" "
                                "target=\"_top\"><svg"));
    EXPECT_THAT(page, HasSubstr("<span>World</span> <span class=\"appeal-format\">RSS</span></a>"));
    EXPECT_THAT(page,
                HasSubstr("target=\"_top\" rel=\"noreferrer\" dir=\"ltr\">one.example/gazette"));
    EXPECT_THAT(page, HasSubstr(std::string(56, 'b') + ".onion</a>"));
    EXPECT_THAT(page, Not(HasSubstr("three.example")));
}

TEST_F(OtherPages, FeedWholeArticlesWithTheirPictures) {
    const auto feed = nlohmann::json::parse(at(PageKind::feed_json));
    ASSERT_EQ(feed["items"].size(), 4U);
    const auto& first = feed["items"][0];
    EXPECT_EQ(first["url"], "https://gazette.example/2026/01/28/strike-ends/");
    EXPECT_THAT(first["content_html"].get<std::string>(),
                HasSubstr("<a href=\"https://gazette.example/2026/01/26/ferrymen-of-lakeland-lay-"
                          "down-their-oars/\">It began on Monday</a>"));
    EXPECT_THAT(first["image"].get<std::string>(), HasSubstr("https://gazette.example/pictures/"));
    EXPECT_EQ(first["tags"], nlohmann::json({"World", "Ferry strike", "Lakeland"}));
}

TEST_F(OtherPages, KeepTheIdOfAFeedItemWhenItsAddressChanges) {
    const auto before = nlohmann::json::parse(at(PageKind::feed_json))["items"][0]["id"];
    const auto key = gazette_.article(ends);
    EXPECT_EQ(before, key.subject);
}

TEST_F(OtherPages, LeaveWhatIsPaidForOutOfFeedsAndTheNewsSitemap) {
    make_partner(ends);
    EXPECT_THAT(at(PageKind::feed_rss), Not(HasSubstr("strike-ends/</link>")));
    EXPECT_THAT(at(PageKind::news_sitemap), Not(HasSubstr("strike-ends")));
}

TEST_F(OtherPages, MapTheNewsOfTwoDaysBeforeTheNewestArticle) {
    const auto map = at(PageKind::news_sitemap);
    EXPECT_THAT(map, HasSubstr("/ar/2026/01/28/ferries-return/</loc>"));
    EXPECT_THAT(map, HasSubstr("/2026/01/27/why-i-never-learnt-to-swim/</loc>"));
    EXPECT_THAT(map, Not(HasSubstr("ferrymen-of-lakeland")));
}

TEST_F(OtherPages, MapOnlyAddressesThatAreTheArticlesOwn) {
    EXPECT_THAT(gazette_.text(gazette_.key(PageKind::sitemap_month, "en", {}, 2025, 11)),
                Not(HasSubstr("autumn-festival")));
}

TEST_F(OtherPages, GiveASecurityContactUntilAYearAfterTheNewestMonth) {
    EXPECT_EQ(at(PageKind::security_txt),
              "Contact: mailto:desk@gazette.example\n"
              "Expires: 2026-12-31T21:00:00Z\n"
              "Canonical: https://gazette.example/.well-known/security.txt\n"
              "Preferred-Languages: en, ru, ar\n");
}

TEST_F(OtherPages, GiveNoSecurityContactWhereThereIsNone) {
    gazette_.publication().contact.clear();
    EXPECT_FALSE(gazette_.page(gazette_.key(PageKind::security_txt)));
}

}  // namespace
}  // namespace kolokol::press::proof
