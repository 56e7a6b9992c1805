#include "press/dependencies.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kolokol::press {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

Language tongue(std::string_view tag) {
    return Language::parse(tag).value();
}

/// English and Russian, thirteen hours before UTC in January.
content::Publication paper() {
    content::Publication paper;
    paper.languages = {tongue("en"), tongue("ru")};
    paper.zone = Zone::named("Pacific/Auckland").value();
    return paper;
}

Placement talks() {
    Placement article;
    article.id = content::ArticleId("talks");
    article.language = tongue("ru");
    article.section = "world";
    article.topics = {"syria"};
    article.bylines = {"anna", "boris"};
    article.published = parse_rfc3339("2025-12-31T12:00:00Z").value();
    return article;
}

std::vector<std::string> addresses(const PageSet& pages) {
    std::vector<std::string> all;
    for (const PageKey* key : pages.in_order())
        all.push_back(address(*key, paper().standard()));
    return all;
}

std::vector<std::string> lists(const Placement& article) {
    PageSet pages;
    add_lists(pages, article, paper());
    return addresses(pages);
}

TEST(Dependencies, NameEveryListOfAnArticle) {
    EXPECT_THAT(lists(talks()),
                UnorderedElementsAre("/ru/", "/ru/world/", "/ru/world/2026/01/",
                                     "/ru/topics/syria/", "/ru/topics/syria/2026/", "/ru/by/anna/",
                                     "/ru/by/boris/", "/ru/by/anna/2026/", "/ru/by/boris/2026/",
                                     "/ru/archive/2026/01/", "/ru/corrections/", "/ru/feed.xml",
                                     "/ru/feed.json", "/ru/world/feed.xml", "/ru/world/feed.json",
                                     "/sitemap.xml", "/sitemap-2026-01.xml", "/news-sitemap.xml"));
}

TEST(Dependencies, CountMonthsOnTheWallOfThePaper) {
    auto article = talks();
    article.published = parse_rfc3339("2025-12-31T10:59:59Z").value();
    EXPECT_THAT(lists(article), Contains("/ru/archive/2025/12/"));
}

TEST(Dependencies, LeaveAWithdrawnArticleOutOfLists) {
    auto article = talks();
    article.listed = false;
    EXPECT_THAT(lists(article), IsEmpty());
}

TEST(Dependencies, NameWhatReadersTypeOfAMonth) {
    PageSet pages;
    add_shortcuts(pages, tongue("ru"), 2026, 1);
    EXPECT_THAT(addresses(pages),
                UnorderedElementsAre("/ru/2026/01/", "/ru/2026/", "/ru/archive/2026/"));
}

TEST(Dependencies, NameThePagesOfASectionInEveryLanguage) {
    PageSet pages;
    add_section(pages, "world", paper());
    EXPECT_THAT(addresses(pages),
                UnorderedElementsAre("/world/", "/ru/world/", "/appeal/world/", "/ru/appeal/world/",
                                     "/world/feed.xml", "/ru/world/feed.xml", "/world/feed.json",
                                     "/ru/world/feed.json"));
}

TEST(Dependencies, NameTheSamePageInOtherLanguages) {
    PageSet pages;
    PageKey key;
    key.kind = PageKind::topic_year;
    key.subject = "syria";
    key.year = 2026;
    add_other_languages(pages, key, paper());
    EXPECT_THAT(addresses(pages),
                UnorderedElementsAre("/topics/syria/2026/", "/ru/topics/syria/2026/"));
}

TEST(Dependencies, NameNoOtherLanguagesOfAnArticle) {
    PageSet pages;
    PageKey key;
    key.kind = PageKind::article;
    key.path = "/2026/01/28/talks/";
    add_other_languages(pages, key, paper());
    EXPECT_THAT(addresses(pages), IsEmpty());
}

TEST(Dependencies, NameTheMonthsOfAYearAndTheNearestOnEitherSide) {
    const std::vector<content::Month> months{{2026, 2}, {2026, 1}, {2024, 7}, {2024, 3},
                                             {2023, 9}, {2023, 5}, {2021, 1}};
    EXPECT_THAT(near_months(months, {2024, 3}),
                ElementsAre(content::Month{2026, 1}, content::Month{2024, 7},
                            content::Month{2024, 3}, content::Month{2023, 9}));
    EXPECT_THAT(
        near_months(months, {2026, 1}),
        ElementsAre(content::Month{2026, 2}, content::Month{2026, 1}, content::Month{2024, 7}));
    EXPECT_THAT(near_months(months, {2021, 1}),
                ElementsAre(content::Month{2023, 5}, content::Month{2021, 1}));
}

TEST(Dependencies, KnowWhosePeriodAPageIs) {
    EXPECT_EQ(period_of(PageKind::section_month), Articles::section);
    EXPECT_EQ(period_of(PageKind::topic_year), Articles::topic);
    EXPECT_EQ(period_of(PageKind::archive_month), Articles::language);
    EXPECT_EQ(period_of(PageKind::sitemap_month), Articles::everything);
    EXPECT_EQ(period_of(PageKind::section), Articles::none);
    EXPECT_EQ(period_of(PageKind::article), Articles::none);
}

TEST(PageKey, SaysItsKindInWordsThatCanBeReadBack) {
    for (int kind = 0; kind <= static_cast<int>(PageKind::picture); ++kind)
        EXPECT_EQ(parse_page_kind(to_string(static_cast<PageKind>(kind))),
                  static_cast<PageKind>(kind));
    EXPECT_EQ(parse_page_kind("poster"), std::nullopt);
}

TEST(PageSet, HoldsEachPageOnceInTheOrderOfItsComing) {
    PageSet pages;
    PageKey front;
    PageKey search;
    search.kind = PageKind::search;
    EXPECT_TRUE(pages.add(search));
    EXPECT_TRUE(pages.add(front));
    EXPECT_FALSE(pages.add(search));
    EXPECT_THAT(addresses(pages), ::testing::ElementsAre("/search", "/"));
}

}  // namespace
}  // namespace kolokol::press
