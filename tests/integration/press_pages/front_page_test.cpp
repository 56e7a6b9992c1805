#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "content/article_rows.hpp"
#include "content/taxonomy_rows.hpp"
#include "gazette.hpp"
#include "support/databases.hpp"

namespace kolokol::press::proof {
namespace {

using content::FrontBlock;
using content::FrontPage;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr const char* ends = "/2026/01/28/strike-ends/";
constexpr const char* begins = "/2026/01/26/ferrymen-of-lakeland-lay-down-their-oars/";

/// The last parts of the addresses that teasers lead to, from the top down.
std::vector<std::string> teasers(const std::string& page) {
    constexpr std::string_view start = "<h3 class=\"headline\"><a href=\"";
    std::vector<std::string> found;
    for (auto at = page.find(start); at != std::string::npos; at = page.find(start, at + 1)) {
        const auto from = at + start.size();
        const auto href = page.substr(from, page.find('"', from) - from);
        const auto slug = href.substr(0, href.size() - 1);
        found.push_back(slug.substr(slug.rfind('/') + 1));
    }
    return found;
}

class FrontPages : public testing::Test {
protected:
    std::string with(const FrontPage& front, Instant at = evening) {
        auto tx = database_->begin();
        content::save_front_page(tx, in("en"), front);
        tx.commit();
        return gazette_.text(gazette_.key(PageKind::front), at);
    }
    void make(const char* address, content::ArticleKind kind) {
        const auto key = gazette_.article(address);
        auto tx = database_->begin();
        auto article = content::find_article(tx, content::ArticleId(key.subject)).value();
        article.summary.kind = kind;
        content::save_article(tx, article, content::manuscript_of(tx, article.summary.id), "d");
        tx.commit();
    }
    static FrontBlock block(FrontBlock::Kind kind, int count, std::vector<content::Pin> pins = {}) {
        return {kind, {}, count, std::move(pins), {}};
    }

    support::FreshDatabase database_{"sqlite"};
    Gazette gazette_{*database_};
};

TEST_F(FrontPages, PutPinnedArticlesFirstAndThenTheNewest) {
    const auto page = with({{block(FrontBlock::Kind::seconds, 3, {{begins, {}, {}}})}});
    EXPECT_THAT(teasers(page), ElementsAre("ferrymen-of-lakeland-lay-down-their-oars",
                                           "strike-ends", "why-i-never-learnt-to-swim"));
}

TEST_F(FrontPages, ShowNoArticleTwice) {
    const auto page = with({{block(FrontBlock::Kind::lead, 1),
                             block(FrontBlock::Kind::seconds, 9),
                             {FrontBlock::Kind::section, "culture", 9, {}, {}}}});
    auto all = teasers(page);
    const auto count = all.size();
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    EXPECT_EQ(all.size(), count);
    EXPECT_EQ(count, 4U);
}

TEST_F(FrontPages, LeaveAPinnedArticleWhereItWasPinned) {
    const auto page = with({{block(FrontBlock::Kind::lead, 1),
                             block(FrontBlock::Kind::seconds, 1, {{ends, {}, {}}})}});
    EXPECT_THAT(teasers(page),
                ElementsAre("ferrymen-of-lakeland-lay-down-their-oars", "strike-ends"));
}

TEST_F(FrontPages, HoldAPinOnlyInItsTime) {
    const FrontPage front{
        {block(FrontBlock::Kind::lead, 1, {{begins, evening, evening + std::chrono::hours(2)}})}};
    using std::chrono::hours;
    EXPECT_THAT(teasers(with(front, evening - hours(1))), ElementsAre("strike-ends"));
    EXPECT_THAT(teasers(with(front, evening)),
                ElementsAre("ferrymen-of-lakeland-lay-down-their-oars"));
    EXPECT_THAT(teasers(with(front, evening + hours(2))), ElementsAre("strike-ends"));
}

TEST_F(FrontPages, FollowAPinToTheNewAddressOfItsArticle) {
    const auto page = with({{block(FrontBlock::Kind::lead, 1, {{"/blog/never-swim", {}, {}}})}});
    EXPECT_THAT(teasers(page), ElementsAre("why-i-never-learnt-to-swim"));
}

TEST_F(FrontPages, BreakNewsWithTheWordsOfAHand) {
    const auto page = gazette_.text(gazette_.key(PageKind::front));
    EXPECT_THAT(page, HasSubstr("<a href=\"2026/01/28/strike-ends/\">The ferries run again</a>"));
    EXPECT_THAT(gazette_.text(gazette_.key(PageKind::front), evening + std::chrono::hours(24)),
                Not(HasSubstr("The ferries run again")));
}

TEST_F(FrontPages, TellWhatBreaksOnceUnlessAHandPinsItAgain) {
    const auto breaks = block(FrontBlock::Kind::breaking, 1, {{ends, {}, {}}});
    EXPECT_THAT(teasers(with({{breaks, block(FrontBlock::Kind::seconds, 9)}})),
                Not(testing::Contains("strike-ends")));
    EXPECT_EQ(teasers(with({{breaks, block(FrontBlock::Kind::lead, 1, {{ends, {}, {}}})}})).front(),
              "strike-ends");
}

TEST_F(FrontPages, BreakNothingThatIsOlderThanTheLeadUnlessSomebodySaysUntilWhen) {
    const auto line = HasSubstr("class=\"breaking\"");
    const auto lead = block(FrontBlock::Kind::lead, 1);
    const auto old = block(FrontBlock::Kind::breaking, 1, {{begins, {}, {}}});
    const auto page = with({{old, lead, block(FrontBlock::Kind::seconds, 9)}});
    EXPECT_THAT(page, Not(line));
    EXPECT_THAT(teasers(page), testing::Contains("ferrymen-of-lakeland-lay-down-their-oars"));
    const auto until =
        block(FrontBlock::Kind::breaking, 1, {{begins, {}, evening + std::chrono::hours(2)}});
    EXPECT_THAT(with({{until, lead}}), line);
}

TEST_F(FrontPages, KeepOpinionsInTheirBlock) {
    const auto page =
        with({{block(FrontBlock::Kind::seconds, 9), block(FrontBlock::Kind::opinion, 3)}});
    EXPECT_EQ(teasers(page).back(), "why-i-never-learnt-to-swim");
    EXPECT_THAT(page.substr(page.find("block-opinion")),
                HasSubstr("<span class=\"byline-line\">Omar Nasser</span>"));
}

TEST_F(FrontPages, AreNotLedByAnOpinionWhereThereIsAnythingElse) {
    make(ends, content::ArticleKind::opinion);
    EXPECT_THAT(teasers(with({{block(FrontBlock::Kind::lead, 1)}})),
                ElementsAre("ferrymen-of-lakeland-lay-down-their-oars"));
}

TEST_F(FrontPages, ShowWhatIsPaidForOnlyWhereAHandHasPutIt) {
    make(ends, content::ArticleKind::partner);
    EXPECT_THAT(teasers(with({{block(FrontBlock::Kind::seconds, 9)}})),
                Not(testing::Contains("strike-ends")));
    EXPECT_THAT(with({{block(FrontBlock::Kind::seconds, 1, {{ends, {}, {}}})}}),
                HasSubstr("<p class=\"label label-partner\">Partner content</p>"));
}

TEST_F(FrontPages, AreBuiltAsUsualWhereNobodyHasSaidElse) {
    const auto page = gazette_.text(gazette_.key(PageKind::front, "ru"));
    EXPECT_THAT(teasers(page), ElementsAre("paromy-snova-hodat", "ozera-pout"));
    EXPECT_THAT(page, HasSubstr("<html lang=\"ru\" dir=\"ltr\">"));
}

TEST_F(FrontPages, NameEveryLanguageToSearchEngines) {
    const auto page = gazette_.text(gazette_.key(PageKind::front, "ar"));
    for (const char* link : {"hreflang=\"en\" href=\"https://gazette.example/\">",
                             "hreflang=\"ru\" href=\"https://gazette.example/ru/\">",
                             "hreflang=\"ar\" href=\"https://gazette.example/ar/\">",
                             "hreflang=\"x-default\" href=\"https://gazette.example/\">"})
        EXPECT_THAT(page, HasSubstr(link));
}

TEST_F(FrontPages, ServeAPaperWithoutArticles) {
    auto tx = database_->begin();
    constexpr store::Query forget{"test.forget", "UPDATE article SET status = 'draft'"};
    tx.execute(forget);
    tx.commit();
    const auto page = gazette_.text(gazette_.key(PageKind::front));
    EXPECT_THAT(teasers(page), IsEmpty());
    EXPECT_THAT(page, HasSubstr("Nothing has been published yet."));
}

}  // namespace
}  // namespace kolokol::press::proof
