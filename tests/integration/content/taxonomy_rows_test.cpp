#include <gmock/gmock.h>

#include "integration/content/newsroom.hpp"
#include "support/databases.hpp"  // here too: ctest looks for it to start PostgreSQL

namespace kolokol::content {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class Taxonomy : public Newsroom {
protected:
    std::int64_t withdraw(const char* slug) {
        auto tx = database().begin();
        const auto articles = withdraw_byline(tx, slug, at("2026-02-01T00:00:00Z"));
        tx.commit();
        return articles;
    }
    void bear(const char* name, std::vector<std::string> bylines) {
        Article made = article(name, "2026-01-28T11:05:00Z");
        made.bylines = std::move(bylines);
        save(made);
    }
};
KOLOKOL_ON_EACH_ENGINE(Taxonomy);

TEST_P(Taxonomy, GivesSectionsInTheirOrder) {
    auto tx = database().begin();
    save_section(tx, {"first", 0, {{in("ru"), {"Первый", "О первом"}}}});
    std::vector<std::string> order;
    for (const Section& one : sections(tx))
        order.push_back(one.slug);
    EXPECT_THAT(order, ElementsAre("first", "world", "culture"));
    EXPECT_EQ(find_section(tx, "first")->words[in("ru")].description, "О первом");
}

TEST_P(Taxonomy, ForgetsWordsThatAreNoLongerThere) {
    auto tx = database().begin();
    const Topic topic{"syria", TopicType::event, {{in("ru"), {"Сирия", ""}}}};
    save_topic(tx, topic);
    EXPECT_EQ(find_topic(tx, "syria"), topic);
    EXPECT_THAT(topic_slugs(tx), ElementsAre("syria"));
}

TEST_P(Taxonomy, NotesNothingWhereNothingChanges) {
    {
        auto tx = database().begin();
        save_section(tx, {"world", 1, {{in("en"), {"World", ""}}}});
        save_topic(tx, {"syria", TopicType::place, {{in("en"), {"Syria", ""}}}});
        save_byline(tx, {"anna", {}, {}, {{in("en"), {"Anna Belova", ""}}}});
        tx.commit();
    }
    EXPECT_THAT(changes(), IsEmpty());
}

TEST_P(Taxonomy, KeepsEveryVersionOfAStandingPage) {
    auto tx = database().begin();
    const StandingPage old{"privacy", in("en"), "2025-01-01", "Privacy", "Old."};
    const StandingPage current{"privacy", in("en"), "2026-01-01", "Privacy", "New."};
    const StandingPage about{"about", in("en"), "", "About", "Us."};
    for (const StandingPage& one : {current, about, old})
        save_standing_page(tx, one);
    EXPECT_THAT(standing_versions(tx, "privacy", in("en")), ElementsAre(current, old));
    EXPECT_THAT(standing_pages(tx, in("en")), ElementsAre(about, current));
    EXPECT_THAT(standing_pages(tx, in("ru")), IsEmpty());
}

TEST_P(Taxonomy, NotesAStandingPageOnceForOneText) {
    const StandingPage page{"about", in("en"), "", "About", "Us."};
    for (int time = 0; time < 2; ++time) {
        auto tx = database().begin();
        save_standing_page(tx, page);
        tx.commit();
    }
    EXPECT_THAT(changes(), ElementsAre("standing about"));
}

TEST_P(Taxonomy, KeepsTheFrontPageOfALanguage) {
    FrontPage front = FrontPage::usual({"world"});
    front.blocks[0].pins = {{"/2026/01/28/a/", at("2026-01-28T00:00:00Z"), std::nullopt}};
    {
        auto tx = database().begin();
        save_front_page(tx, in("ar"), front);
        save_front_page(tx, in("ar"), front);
        EXPECT_EQ(find_front_page(tx, in("ar")), front);
        EXPECT_EQ(find_front_page(tx, in("en")), std::nullopt);
        tx.commit();
    }
    EXPECT_THAT(changes(), ElementsAre("front ar"));
}

TEST_P(Taxonomy, FindsBylinesByTheirName) {
    auto tx = database().read();
    EXPECT_THAT(bylines_named(tx, "Борис Чернов"), ElementsAre("boris"));
    EXPECT_THAT(bylines_named(tx, "Nobody"), IsEmpty());
}

TEST_P(Taxonomy, CountsTheArticlesOfABylineBeforeItIsWithdrawn) {
    bear("a", {"anna"});
    bear("b", {"anna", "boris"});
    bear("c", {"boris"});
    auto tx = database().read();
    EXPECT_EQ(articles_with_byline(tx, "anna"), 2);
}

TEST_P(Taxonomy, TakesANameOffEveryArticle) {
    bear("a", {"anna"});
    bear("b", {"anna", "boris"});
    EXPECT_EQ(withdraw("anna"), 2);
    auto tx = database().read();
    EXPECT_THAT(find_article(tx, id("a"))->bylines, IsEmpty());
    EXPECT_THAT(find_article(tx, id("b"))->bylines, ElementsAre("boris"));
    EXPECT_EQ(articles_with_byline(tx, "anna"), 0);
    EXPECT_THAT(slugs(newest(tx, {in("en"), Scope::By::byline, "anna"}, 9)), IsEmpty());
}

TEST_P(Taxonomy, ErasesTheWordsOfAWithdrawnByline) {
    {
        auto tx = database().begin();
        save_byline(tx, {"anna",
                         PictureUse{std::string(64, 'a'), 1, 1, "", {}, "Her face"},
                         {},
                         {{in("en"), {"Anna Belova", "Writes."}}}});
        remember_manuscript(tx, "bylines/anna.md", "byline", "anna", "digest");
        tx.commit();
    }
    withdraw("anna");
    auto tx = database().read();
    EXPECT_EQ(find_byline(tx, "anna"), (Byline{"anna", {}, at("2026-02-01T00:00:00Z"), {}}));
    EXPECT_THAT(bylines_named(tx, "Anna Belova"), IsEmpty());
    EXPECT_EQ(manuscript_digest(tx, "bylines/anna.md"), std::nullopt);
    EXPECT_THAT(pictures_in_use(tx), IsEmpty());
}

TEST_P(Taxonomy, NotesEveryArticleThatLostAName) {
    bear("a", {"anna"});
    bear("b", {"anna"});
    changes();
    withdraw("anna");
    EXPECT_THAT(changes(), ElementsAre("article article-a", "article article-b", "byline anna"));
}

TEST_P(Taxonomy, WithdrawsANameOnce) {
    bear("a", {"anna"});
    withdraw("anna");
    changes();
    EXPECT_EQ(withdraw("anna"), 0);
    EXPECT_EQ(withdraw("nobody"), 0);
    EXPECT_THAT(changes(), IsEmpty());
}

TEST_P(Taxonomy, RemembersWhatAManuscriptWas) {
    auto tx = database().begin();
    remember_manuscript(tx, "topics/syria.md", "topic", "syria", "one");
    remember_manuscript(tx, "topics/syria.md", "topic", "syria", "two");
    EXPECT_EQ(manuscript_digest(tx, "topics/syria.md"), "two");
    EXPECT_EQ(manuscript_digest(tx, "topics/else.md"), std::nullopt);
}

}  // namespace
}  // namespace kolokol::content
