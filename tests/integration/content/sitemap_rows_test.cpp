#include "content/sitemap_rows.hpp"

#include <gmock/gmock.h>

#include "newsroom.hpp"

namespace kolokol::content {
namespace {

using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::SizeIs;

class Sitemaps : public Newsroom {
protected:
    void SetUp() override {
        Newsroom::SetUp();
        if (IsSkipped()) return;
        save(article("winter", "2025-12-31T22:30:00Z"));  // in Moscow it is January already
        auto spring = article("spring", "2026-03-01T10:00:00Z", "ru");
        spring.summary.updated = at("2026-05-09T10:00:00Z");
        save(spring);
        auto copy = article("copy", "2026-03-02T10:00:00Z");
        copy.source = TextSource{"Agency", "https://agency.example/copy"};
        save(copy);
        auto draft = article("draft", "2026-04-01T10:00:00Z");
        draft.status = Status::draft;
        save(draft);
    }
    const Zone moscow_ = Zone::named("Europe/Moscow").value();
};
KOLOKOL_ON_EACH_ENGINE(Sitemaps);

TEST_P(Sitemaps, KnowWhenEachMonthWasLastChanged) {
    auto tx = database().read();
    const auto months = mapped_months(tx, moscow_);
    ASSERT_THAT(months, SizeIs(2));
    EXPECT_EQ(months[0].year, 2026);
    EXPECT_EQ(months[0].month, 1U);
    EXPECT_EQ(months[0].changed, at("2025-12-31T22:30:00Z"));
    EXPECT_EQ(months[1].month, 3U);
    EXPECT_EQ(months[1].changed, at("2026-05-09T10:00:00Z"));
}

TEST_P(Sitemaps, HaveArticlesOfEveryLanguageOldestFirst) {
    auto tx = database().read();
    const auto articles =
        mapped_between(tx, at("2026-03-01T00:00:00Z"), at("2026-04-01T00:00:00Z"));
    EXPECT_THAT(articles, ElementsAre(Field(&MappedArticle::address, "/ru/spring/"),
                                      Field(&MappedArticle::address, "/en/copy/")));
}

TEST_P(Sitemaps, TellWhichArticlesHaveTheirOriginElsewhere) {
    auto tx = database().read();
    const auto articles =
        mapped_between(tx, at("2026-03-01T00:00:00Z"), at("2026-04-01T00:00:00Z"));
    EXPECT_THAT(articles, ElementsAre(Field(&MappedArticle::elsewhere, false),
                                      Field(&MappedArticle::elsewhere, true)));
}

TEST_P(Sitemaps, KnowTheNewestArticle) {
    auto tx = database().read();
    EXPECT_EQ(newest_published(tx), at("2026-03-02T10:00:00Z"));
}

}  // namespace
}  // namespace kolokol::content
