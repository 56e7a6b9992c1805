#include "press/related.hpp"

#include <array>
#include <random>

#include <gmock/gmock.h>

#include "editors.hpp"
#include "paper.hpp"
#include "press/publishing.hpp"
#include "support/databases.hpp"

namespace kolokol::press::proof {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class RelatedArticles : public support::EachEngine {
protected:
    void SetUp() override {
        EachEngine::SetUp();
        if (!IsSkipped()) furnish(database());
    }

    content::ArticleId due(const std::string& slug, Instant at, std::vector<std::string> topics,
                           const char* language = "en") {
        auto made = article(slug, at);
        made.summary.id = content::ArticleId(slug);
        made.summary.language = Language::parse(language).value();
        made.topics = std::move(topics);
        save(database(), made);
        return made.summary.id;
    }
    void publish(Instant at = morning) {
        auto tx = database().begin();
        publish_due(tx, at);
        tx.commit();
    }
    std::vector<std::string> related(const char* slug) {
        auto tx = database().read();
        return slugs(content::related_to(tx, content::ArticleId(slug)));
    }
    std::vector<std::string> later(const char* slug) {
        auto tx = database().read();
        return slugs(content::later_than(tx, content::ArticleId(slug)));
    }
    static std::vector<std::string> slugs(const std::vector<content::Summary>& summaries) {
        std::vector<std::string> slugs;
        for (const auto& summary : summaries)
            slugs.push_back(summary.id.text());
        return slugs;
    }
};
KOLOKOL_ON_EACH_ENGINE(RelatedArticles);

TEST_P(RelatedArticles, AreTheNewestOlderOnesOfTheRarestTopicFirst) {
    due("oil-1", morning - 50h, {"oil"});
    due("oil-2", morning - 40h, {"oil"});
    due("russia-1", morning - 30h, {"russia"});
    due("russia-2", morning - 20h, {"russia"});
    due("russia-3", morning - 10h, {"russia"});
    due("talks", morning - 1h, {"russia", "oil"});
    due("next", morning, {"russia", "oil"});
    publish();
    EXPECT_THAT(related("talks"),
                ElementsAre("oil-2", "oil-1", "russia-3", "russia-2", "russia-1"));
}

TEST_P(RelatedArticles, AreAtMostSixWithThosePickedByHand) {
    for (int number = 0; number < 9; ++number)
        due("n" + std::to_string(number), morning - 20h + std::chrono::hours(number), {"oil"});
    due("talks", morning, {"oil"});
    {
        auto tx = database().begin();
        content::set_related_by_hand(tx, content::ArticleId("talks"),
                                     {content::ArticleId("n8"), content::ArticleId("n0")});
        tx.commit();
    }
    publish();
    EXPECT_THAT(related("talks"), ElementsAre("n8", "n0", "n7", "n6", "n5", "n4"));
    EXPECT_THAT(later("n8"), ElementsAre("talks"));
    EXPECT_THAT(later("n3"), ElementsAre("n8", "n7", "n6"));
}

TEST_P(RelatedArticles, OfOneTimeAreLaterInOneOrderAlone) {
    for (const char* slug : {"a", "b", "c"})
        due(slug, morning, {"oil"});
    publish();
    EXPECT_THAT(later("a"), ElementsAre("c", "b"));
    EXPECT_THAT(later("b"), ElementsAre("c"));
    EXPECT_THAT(later("c"), IsEmpty());
}

TEST_P(RelatedArticles, AreNotLaterOfEachOtherWhenTheirTimesBecomeTheSame) {
    due("b", morning - 2h, {"oil"});
    due("a", morning - 1h, {"oil"});
    publish();
    EXPECT_THAT(later("b"), ElementsAre("a"));
    {
        auto tx = database().begin();
        content::record_related(tx, std::array{content::RelatedChoice{
                                        content::ArticleId("b"), {}, {content::ArticleId("a")}}});
        tx.execute(store::Query{"test.same_time", "UPDATE article SET published_at = $1"},
                   {morning});
        tx.commit();
    }
    EXPECT_THAT(later("a"), ElementsAre("b"));
    EXPECT_THAT(later("b"), IsEmpty());
}

TEST_P(RelatedArticles, AreInTheSameLanguage) {
    due("ru", morning - 2h, {"oil"}, "ru");
    due("en", morning - 1h, {"oil"});
    publish();
    EXPECT_THAT(related("en"), IsEmpty());
}

TEST_P(RelatedArticles, StayAsTheyWereChosen) {
    due("first", morning - 3h, {"oil"});
    const auto second = due("second", morning - 2h, {"oil"});
    publish();
    due("between", morning - 150min, {"oil"});
    publish();
    EXPECT_THAT(related("second"), ElementsAre("first"));
    EXPECT_THAT(related("between"), ElementsAre("first"));
}

TEST_P(RelatedArticles, AreTheSameInBothWaysOfChoosing) {
    Editors editors(database(), 5, unseen_pictures());
    for (int act = 0; act < 150; ++act) {
        editors.act(morning);
        if (act % 40 == 0) publish(morning - 10h);
    }
    auto tx = database().begin();
    constexpr store::Query find{"test.new", R"sql(
        SELECT id, language, published_at FROM article
        WHERE status = 'scheduled' AND published_at <= $1 ORDER BY published_at, id)sql"};
    const auto articles = tx.all(find, {morning}, [](const store::Row& row) {
        return NewArticle{content::ArticleId(std::string(row.text(0))), std::string(row.text(1)),
                          row.instant(2)};
    });
    ASSERT_GT(articles.size(), 10U);
    content::publish_due(tx, morning);
    const auto lines = [](auto choose, auto& transaction, const auto& of) {
        std::vector<std::string> all;
        choose(transaction, of, [&](const content::RelatedChoice& choice) {
            all.push_back(choice.article.text() + ":");
            for (const auto& id : choice.related)
                all.back() += " " + id.text();
            all.back() += ";";
            for (const auto& id : choice.older)
                all.back() += " " + id.text();
        });
        return all;
    };
    EXPECT_EQ(lines(choose_by_questions, tx, articles), lines(choose_in_one_walk, tx, articles));
}

}  // namespace
}  // namespace kolokol::press::proof
