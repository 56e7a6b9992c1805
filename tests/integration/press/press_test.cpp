#include "content/article_rows.hpp"
#include "content/taxonomy_rows.hpp"
#include "press_fixture.hpp"

namespace kolokol::press::proof {
KOLOKOL_ON_EACH_ENGINE(APress);

namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST_P(APress, PrintsAnArticleThatIsDueOnItsPageAndItsLists) {
    const auto talks = published("talks");
    EXPECT_EQ(press().articles_published, 1U);
    for (const auto* path :
         {"/", "/world/", "/world/2026/01/", "/topics/russia/", "/topics/russia/2026/", "/by/anna/",
          "/by/anna/2026/", "/archive/2026/01/", "/feed.xml", "/world/feed.json",
          "/sitemap-2026-01.xml", "/news-sitemap.xml"})
        EXPECT_THAT(page(path), HasSubstr("Headline of talks")) << path;
    EXPECT_THAT(page(talks.summary.address), HasSubstr("The text of talks."));
}

TEST_P(APress, LeavesAnArticleOutUntilItsTime) {
    const auto talks = published("talks", morning + 1h);
    EXPECT_EQ(press().articles_published, 0U);
    EXPECT_EQ(works().status(talks.summary.address), 0);
    EXPECT_EQ(press(morning + 1h).articles_published, 1U);
    EXPECT_EQ(works().status(talks.summary.address), 200);
}

TEST_P(APress, NeverPrintsADraft) {
    auto draft = article("draft", morning - 1h);
    draft.status = content::Status::draft;
    save(database(), draft);
    press();
    EXPECT_EQ(works().status(draft.summary.address), 0);
}

TEST_P(APress, AnswersAWithdrawnArticleWith410AndTakesItOutOfLists) {
    const auto talks = published("talks");
    press();
    {
        auto tx = database().begin();
        content::withdraw_article(tx, talks.summary.id, "It was wrong.", morning);
        tx.commit();
    }
    press();
    EXPECT_EQ(works().status(talks.summary.address), 410);
    EXPECT_THAT(page(talks.summary.address), HasSubstr("It was wrong."));
    EXPECT_THAT(page("/world/"), Not(HasSubstr("Headline of talks")));
    EXPECT_EQ(works().status("/world/2026/01/"), 0);
}

TEST_P(APress, KeepsThePicturesSizesAsLongAsAPageShowsThem) {
    const std::string picture(64, 'a');
    const std::string size = "/pictures/" + picture + "-640.webp";
    content::PictureUse use;
    use.picture = picture;
    auto one = article("one", morning - 2h);
    auto two = article("two", morning - 1h);
    one.pictures = two.pictures = {{"inside.jpg", use}};
    save(database(), one);
    save(database(), two);
    press();
    EXPECT_EQ(works().status(size), 200);
    for (auto* article : {&one, &two}) {
        EXPECT_EQ(works().status(size), 200);
        article->pictures.clear();
        article->status = content::Status::published;
        save(database(), *article);
        press();
    }
    EXPECT_EQ(works().status(size), 0);
}

TEST_P(APress, LetsOnlyOnePressAtATime) {
    const auto under_way =
        edition::Builder::start(works().shelf(), edition::Builder::From::current);
    ASSERT_TRUE(under_way);
    const auto refused = try_to_press();
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "edition.press_under_way");
}

TEST_P(APress, KnowsWhenTheNextArticleOrPinIsDue) {
    const auto due = [&] {
        auto tx = database().read();
        return next_due(tx, morning);
    };
    EXPECT_EQ(due(), std::nullopt);
    published("talks", morning + 5h);
    EXPECT_EQ(due(), morning + 5h);
    content::FrontBlock block;
    block.pins = {{"/2026/01/28/a/", morning - 1h, morning + 2h}};
    {
        auto tx = database().begin();
        content::save_front_page(tx, Language(), {{block}});
        tx.commit();
    }
    EXPECT_EQ(due(), morning + 2h);
}

}  // namespace
}  // namespace kolokol::press::proof
