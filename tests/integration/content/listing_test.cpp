#include <gmock/gmock.h>

#include "integration/content/newsroom.hpp"
#include "support/databases.hpp"  // here too: ctest looks for it to start PostgreSQL

namespace kolokol::content {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class Listing : public Newsroom {
protected:
    void SetUp() override {
        Newsroom::SetUp();
        if (IsSkipped()) return;
        put("january", "2026-01-15T12:00:00Z", "world", {"syria"}, {"anna"});
        put("new-year", "2025-12-31T21:30:00Z", "world", {"syria"}, {});
        put("march", "2025-03-10T12:00:00Z", "culture", {}, {"anna"});
        put("same-time", "2026-01-15T12:00:00Z", "culture", {"syria"}, {"anna"});
        Article scheduled = article("scheduled", "2027-01-15T12:00:00Z");
        scheduled.status = Status::scheduled;
        scheduled.topics = {"syria"};
        scheduled.bylines = {"anna"};
        save(scheduled);
        Article draft = article("draft", "2026-01-15T12:00:00Z");
        draft.status = Status::draft;
        draft.topics = {"syria"};
        save(draft);
        save(article("russian", "2026-01-15T12:00:00Z", "ru"));
    }
    void put(const char* name, const char* day, const char* section,
             std::vector<std::string> topics, std::vector<std::string> bylines) {
        Article made = article(name, day);
        made.summary.section = section;
        made.topics = std::move(topics);
        made.bylines = std::move(bylines);
        save(made);
    }
    const Scope all{in("en"), Scope::By::all, ""};
    const Scope world{in("en"), Scope::By::section, "world"};
    const Scope syria{in("en"), Scope::By::topic, "syria"};
    const Scope anna{in("en"), Scope::By::byline, "anna"};
};
KOLOKOL_ON_EACH_ENGINE(Listing);

TEST_P(Listing, HasTheNewestFirstAndEqualTimesById) {
    auto tx = database().read();
    EXPECT_THAT(slugs(newest(tx, all, 9)),
                ElementsAre("same-time", "january", "new-year", "march"));
    EXPECT_THAT(slugs(newest(tx, all, 2)), ElementsAre("same-time", "january"));
}

TEST_P(Listing, IsOfASectionATopicOrAByline) {
    auto tx = database().read();
    EXPECT_THAT(slugs(newest(tx, world, 9)), ElementsAre("january", "new-year"));
    EXPECT_THAT(slugs(newest(tx, syria, 9)), ElementsAre("same-time", "january", "new-year"));
    EXPECT_THAT(slugs(newest(tx, anna, 9)), ElementsAre("same-time", "january", "march"));
}

TEST_P(Listing, TakesTheBeginningOfATimeAndNotItsEnd) {
    auto tx = database().read();
    const Instant from = at("2025-12-31T21:30:00Z");
    const Instant to = at("2026-01-15T12:00:00Z");
    EXPECT_THAT(slugs(between(tx, all, from, to)), ElementsAre("new-year"));
    EXPECT_THAT(slugs(between(tx, syria, from, to + std::chrono::milliseconds(1))),
                ElementsAre("same-time", "january", "new-year"));
    EXPECT_THAT(between(tx, anna, from, to), IsEmpty());
}

TEST_P(Listing, KnowsTheMonthsOnTheWallOfTheZone) {
    auto tx = database().read();
    EXPECT_THAT(covered_months(tx, all, Zone::named("Europe/Moscow").value()),
                ElementsAre(Month{2026, 1}, Month{2025, 3}));
}

TEST_P(Listing, KnowsTheMonthsOfATopic) {
    auto tx = database().read();
    EXPECT_THAT(covered_months(tx, syria, Zone()), ElementsAre(Month{2026, 1}, Month{2025, 12}));
}

TEST_P(Listing, HasNoWithdrawnArticle) {
    {
        auto tx = database().begin();
        withdraw_article(tx, id("january"), "Not true.", at("2026-02-01T00:00:00Z"));
        tx.commit();
    }
    auto tx = database().read();
    EXPECT_THAT(slugs(newest(tx, syria, 9)), ElementsAre("same-time", "new-year"));
}

TEST_P(Listing, TellsTheNewestCorrections) {
    Article made = article("january", "2026-01-15T12:00:00Z");
    made.corrections = {{at("2026-01-16T00:00:00Z"), "First."},
                        {at("2026-01-18T00:00:00Z"), "Third."}};
    save(made);
    Article other = article("march", "2025-03-10T12:00:00Z");
    other.corrections = {{at("2026-01-17T00:00:00Z"), "Second."}};
    save(other);
    auto tx = database().read();
    std::vector<std::string> found;
    for (const CorrectedArticle& one : corrections(tx, in("en"), 2))
        found.push_back(one.article.headline + ": " + one.correction.text);
    EXPECT_THAT(found, ElementsAre("Headline of january: Third.", "Headline of march: Second."));
    EXPECT_THAT(corrections(tx, in("ru"), 9), IsEmpty());
}

TEST_P(Listing, NamesBylinesInTheArticlesLanguageOrWhichThereIs) {
    {
        auto tx = database().begin();
        save_byline(
            tx,
            {"anna", {}, {}, {{in("en"), {"Anna Belova", ""}}, {in("ru"), {"Анна Белова", ""}}}});
        tx.commit();
    }
    Article made = article("russian", "2026-01-15T12:00:00Z", "ru");
    made.bylines = {"boris", "anna"};
    save(made);
    put("english", "2026-01-15T12:00:00Z", "world", {}, {"boris", "anna"});
    const auto names = [&](const char* name) {
        auto tx = database().read();
        std::vector<std::string> found;
        for (const BylineName& one : bylines_of(tx, *find_summary(tx, id(name))))
            found.push_back(one.slug + " " + one.name);
        return found;
    };
    EXPECT_THAT(names("russian"), ElementsAre("boris Борис Чернов", "anna Анна Белова"));
    EXPECT_THAT(names("english"), ElementsAre("boris Борис Чернов", "anna Anna Belova"));
}

}  // namespace
}  // namespace kolokol::content
