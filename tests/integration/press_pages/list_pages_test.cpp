#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "content/article_rows.hpp"
#include "content/taxonomy_rows.hpp"
#include "gazette.hpp"
#include "support/databases.hpp"

namespace kolokol::press::proof {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class ListPages : public testing::Test {
protected:
    std::string at(PageKind kind, const char* language, std::string subject = {}, int year = 0,
                   unsigned month = 0) {
        return gazette_.text(gazette_.key(kind, language, std::move(subject), year, month));
    }
    void publish_many(int count) {
        auto tx = database_->begin();
        for (int i = 0; i < count; ++i) {
            content::Article made;
            made.slug = "tide-" + std::to_string(100 + i);
            made.summary.id = content::ArticleId("tide" + std::to_string(100 + i));
            made.summary.language = in("en");
            made.summary.section = "world";
            made.summary.headline = "Tide table " + std::to_string(100 + i);
            made.summary.published = evening - std::chrono::hours(24 * 40) - std::chrono::hours(i);
            made.summary.address = content::article_address(gazette_.publication(), in("en"),
                                                            made.summary.published, made.slug);
            made.status = content::Status::published;
            made.markdown = "High and low.";
            content::save_article(tx, made, made.slug + ".md", "digest");
        }
        tx.commit();
    }

    support::FreshDatabase database_{"sqlite"};
    Gazette gazette_{*database_};
};

std::size_t count(const std::string& page, std::string_view what) {
    std::size_t found = 0;
    for (auto at = page.find(what); at != std::string::npos; at = page.find(what, at + 1))
        ++found;
    return found;
}

TEST_F(ListPages, ShowTheNewestThirtyAndLeadToMonths) {
    publish_many(40);
    const auto page = at(PageKind::section, "en", "world");
    EXPECT_EQ(count(page, "<h3 class=\"headline\">"), 30U);
    EXPECT_THAT(page, HasSubstr("<a href=\"2025/12/\">December</a>"));
}

TEST_F(ListPages, LeadToNoMonthsWhereTheyShowEverything) {
    publish_many(5);
    const auto page = at(PageKind::section, "en", "world");
    EXPECT_THAT(page, Not(HasSubstr("Earlier coverage")));
    EXPECT_THAT(page, HasSubstr("<div id=\"periods\">"));
    EXPECT_THAT(at(PageKind::search, "en"), HasSubstr("<a href=\"archive/2025/12/\">December</a>"));
}

TEST_F(ListPages, OfAMonthHaveAllOfIt) {
    publish_many(40);
    const auto page = at(PageKind::section_month, "en", "world", 2025, 12);
    EXPECT_EQ(count(page, "<h3 class=\"headline\">"), 40U);
    EXPECT_THAT(page, HasSubstr("<p class=\"page-about\">40 articles</p>"));
    EXPECT_THAT(page, HasSubstr("<a href=\"../../2026/01/\" rel=\"next\">January 2026</a>"));
}

TEST_F(ListPages, OfAMonthAreNotThereWhereNothingWasPublished) {
    EXPECT_EQ(at(PageKind::section_month, "en", "world", 2025, 12), "");
    EXPECT_EQ(at(PageKind::archive_month, "ru", {}, 2025, 10), "");
    EXPECT_EQ(at(PageKind::topic_year, "en", "lakeland", 2024), "");
}

TEST_F(ListPages, GoByTheDaysOfThePapersOwnWall) {
    const auto page = at(PageKind::archive_month, "en", {}, 2025, 11);
    EXPECT_THAT(page, HasSubstr("Lakes sing at the autumn festival"));
    EXPECT_THAT(page, HasSubstr("1 November 2025"));
}

TEST_F(ListPages, OfASectionStandWithoutArticles) {
    EXPECT_THAT(at(PageKind::section, "ar", "culture"),
                HasSubstr("<h1>\xD8\xAB\xD9\x82\xD8\xA7\xD9\x81\xD8\xA9</h1>"));
}

TEST_F(ListPages, OfATopicSayWhatItIs) {
    const auto page = at(PageKind::topic, "ru", "lakeland");
    EXPECT_THAT(page, HasSubstr("<p class=\"kicker\">Место</p>\n<h1>Озёрный край</h1>"));
    EXPECT_THAT(page, HasSubstr("Страна четырёхсот озёр и одной дороги."));
    EXPECT_THAT(page, HasSubstr("id=\"m2026-01\">Январь 2026"));
}

TEST_F(ListPages, OfATopicAreThereWhereItHasANameOrArticles) {
    EXPECT_NE(at(PageKind::topic, "ru", "ferry-strike"), "");
    EXPECT_EQ(at(PageKind::topic, "ar", "ferry-strike"), "");
}

TEST_F(ListPages, LinkATopicToTheSameInOtherLanguages) {
    const auto page = at(PageKind::topic, "en", "lakeland");
    EXPECT_THAT(page, HasSubstr("<a href=\"../../ar/topics/lakeland/\" lang=\"ar\""));
    EXPECT_THAT(at(PageKind::topic, "en", "ferry-strike"),
                HasSubstr("<a href=\"../../ar/\" lang=\"ar\""));
}

TEST_F(ListPages, OfABylineHaveItsLifeInTheLanguageOfThePage) {
    const auto page = at(PageKind::byline, "ru", "anna-belova");
    EXPECT_THAT(page, HasSubstr("<h1>Анна Белова</h1>"));
    EXPECT_THAT(page, HasSubstr("<p>Пишет об озёрах.</p>"));
    EXPECT_THAT(page, HasSubstr("alt=\"A lake in place of a face\""));
}

TEST_F(ListPages, OfAWithdrawnBylineSayThatItIsGone) {
    auto tx = database_->begin();
    content::withdraw_byline(tx, "anna-belova", evening);
    tx.commit();
    const auto page = gazette_.page(gazette_.key(PageKind::byline, "ru", "anna-belova"));
    ASSERT_TRUE(page);
    EXPECT_EQ(page->status, 410);
    EXPECT_THAT(page->bytes, Not(HasSubstr("Белова")));
    EXPECT_THAT(page->bytes, HasSubstr("<meta name=\"robots\" content=\"noindex\">"));
    EXPECT_EQ(at(PageKind::byline_year, "ru", "anna-belova", 2026), "");
}

TEST_F(ListPages, MarkTheSectionInTheMenu) {
    EXPECT_THAT(at(PageKind::section, "en", "world"),
                HasSubstr("<li><a href=\"./\" aria-current=\"true\">World</a></li>"));
}

TEST_F(ListPages, LeadFromTheSearchToTheArchive) {
    const auto page = at(PageKind::search, "en");
    EXPECT_THAT(page, HasSubstr("<a href=\"archive/2025/11/\">November</a>"));
    EXPECT_THAT(page, HasSubstr("<!--kolokol:results-->"));
}

}  // namespace
}  // namespace kolokol::press::proof
