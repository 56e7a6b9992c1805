#include <gmock/gmock.h>

#include "integration/content/newsroom.hpp"
#include "support/databases.hpp"  // here too: ctest looks for it to start PostgreSQL

namespace kolokol::content {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

class Articles : public Newsroom {};
KOLOKOL_ON_EACH_ENGINE(Articles);

Article full() {
    Article made = article("talks", "2026-01-28T11:05:00Z");
    made.summary.kind = ArticleKind::analysis;
    made.summary.standfirst = "Why it matters.";
    made.summary.dateline = "MOSCOW";
    made.summary.updated = at("2026-01-28T15:40:00Z");
    made.summary.lead = PictureUse{std::string(64, 'a'),
                                   1600,
                                   900,
                                   "The two presidents",
                                   {"S. Bobylev", {"POOL", "TASS"}, "press"},
                                   "Two men shake hands"};
    made.bylines = {"boris", "anna"};
    made.topics = {"syria"};
    made.source = TextSource{"AFP", "https://afp.example/1"};
    made.corrections = {{at("2026-01-29T09:00:00Z"), "The wrong airport."}};
    made.pictures = {{"map.png", PictureUse{std::string(64, 'b'), 640, 480, {}, {}, {}}}};
    made.translation_group = "article-talks";
    return made;
}

TEST_P(Articles, ComeBackAsTheyWereSaved) {
    save(full());
    auto tx = database().read();
    EXPECT_EQ(find_article(tx, id("talks")), full());
}

TEST_P(Articles, AreReplacedAsAWhole) {
    save(full());
    Article plain = article("talks", "2026-01-28T11:05:00Z");
    save(plain);
    auto tx = database().read();
    EXPECT_EQ(find_article(tx, id("talks")), plain);
}

TEST_P(Articles, HaveASummaryWithoutTheirText) {
    save(full());
    auto tx = database().read();
    EXPECT_EQ(find_summary(tx, id("talks")), full().summary);
}

TEST_P(Articles, KeepAnAddressThatReadersHaveSeen) {
    Article made = article("talks", "2026-01-28T11:05:00Z");
    save(made);
    made.summary.address = "/en/new/";
    save(made);
    auto tx = database().read();
    EXPECT_THAT(former_addresses(tx, id("talks")), ElementsAre("/en/talks/"));
    EXPECT_EQ(article_at(tx, "/en/talks/"), id("talks"));
    EXPECT_EQ(article_at(tx, "/en/new/"), id("talks"));
}

TEST_P(Articles, KeepNoAddressThatNobodyHasSeen) {
    Article made = article("talks", "2026-01-28T11:05:00Z");
    made.status = Status::scheduled;
    save(made);
    made.summary.address = "/en/new/";
    save(made);
    auto tx = database().read();
    EXPECT_THAT(former_addresses(tx, id("talks")), IsEmpty());
}

TEST_P(Articles, TakeAFormerAddressBack) {
    Article made = article("talks", "2026-01-28T11:05:00Z");
    save(made);
    made.summary.address = "/en/new/";
    save(made);
    made.summary.address = "/en/talks/";
    save(made);
    auto tx = database().read();
    EXPECT_THAT(former_addresses(tx, id("talks")), ElementsAre("/en/new/"));
}

TEST_P(Articles, WithoutADayHaveNoAddress) {
    Article made = article("talks", "2026-01-28T11:05:00Z");
    made.status = Status::draft;
    made.summary.address.clear();
    save(made);
    Article other = made;
    other.slug = "other";
    other.summary.id = id("other");
    save(other);
    auto tx = database().read();
    EXPECT_EQ(find_article(tx, id("other"))->summary.address, "");
}

TEST_P(Articles, AreFoundByTheirManuscript) {
    save(full());
    auto tx = database().read();
    const auto found = find_manuscript(tx, "talks.md");
    ASSERT_TRUE(found);
    EXPECT_EQ(found->id, id("talks"));
    EXPECT_EQ(found->sha256, "digest of talks");
    EXPECT_TRUE(found->seen);
    EXPECT_FALSE(find_manuscript(tx, "other.md"));
}

TEST_P(Articles, NoteThatTheyChanged) {
    save(full());
    EXPECT_THAT(changes(), ElementsAre("article article-talks"));
}

TEST_P(Articles, NameOthersByHandBeforeThoseThatWereChosen) {
    for (const char* name : {"a", "b", "c", "d"})
        save(article(name, "2026-01-28T11:05:00Z"));
    {
        auto tx = database().begin();
        record_related(tx, std::vector{RelatedChoice{id("a"), {id("c"), id("b")}, {}}});
        set_related_by_hand(tx, id("a"), {id("d"), id("c")});
        tx.commit();
    }
    auto tx = database().read();
    EXPECT_THAT(slugs(related_to(tx, id("a"))), ElementsAre("d", "c", "b"));
}

TEST_P(Articles, DoNotNameWhatReadersCannotRead) {
    save(article("a", "2026-01-28T11:05:00Z"));
    Article later = article("b", "2027-01-28T11:05:00Z");
    later.status = Status::scheduled;
    save(later);
    {
        auto tx = database().begin();
        set_related_by_hand(tx, id("a"), {id("b")});
        record_related(tx, std::vector{RelatedChoice{id("b"), {}, {id("a")}}});
        tx.commit();
    }
    auto tx = database().read();
    EXPECT_THAT(related_to(tx, id("a")), IsEmpty());
    EXPECT_THAT(later_than(tx, id("a")), IsEmpty());
}

TEST_P(Articles, NameTheThreeNewestOfWhatCameLater) {
    for (const auto& [name, day] : {std::pair("old", "2026-01-01T00:00:00Z"),
                                    {"n1", "2026-01-02T00:00:00Z"},
                                    {"n2", "2026-01-03T00:00:00Z"},
                                    {"n3", "2026-01-04T00:00:00Z"},
                                    {"n4", "2026-01-05T00:00:00Z"}})
        save(article(name, day));
    {
        auto tx = database().begin();
        for (const char* name : {"n3", "n1", "n4", "n2"})
            record_related(tx, std::vector{RelatedChoice{id(name), {}, {id("old")}}});
        tx.commit();
    }
    auto tx = database().read();
    EXPECT_THAT(slugs(later_than(tx, id("old"))), ElementsAre("n4", "n3", "n2"));
}

TEST_P(Articles, AreTranslationsOfEachOther) {
    Article english = article("en", "2026-01-28T11:05:00Z", "en");
    Article russian = article("ru", "2026-01-28T11:05:00Z", "ru");
    Article alone = article("alone", "2026-01-28T11:05:00Z", "ru");
    english.translation_group = russian.translation_group = "article-en";
    for (const Article& one : {english, russian, alone})
        save(one);
    auto tx = database().read();
    EXPECT_THAT(slugs(translations_of(tx, english)), ElementsAre("ru"));
    EXPECT_THAT(translations_of(tx, alone), IsEmpty());
}

TEST_P(Articles, HangTogetherByWhatTheirManuscriptsTranslate) {
    for (const auto& [name, language] : {std::pair("a", "en"), {"b", "ru"}, {"c", "ar"}})
        save(article(name, "2026-01-28T11:05:00Z", language));
    const auto translations = [&](const char* name) {
        auto tx = database().read();
        return slugs(translations_of(tx, *find_article(tx, id(name))));
    };
    const auto set = [&](const char* one, std::optional<ArticleId> other) {
        auto tx = database().begin();
        set_translation_of(tx, id(one), other);
        tx.commit();
    };
    set("b", id("a"));
    set("c", id("b"));
    EXPECT_THAT(translations("a"), ElementsAre("c", "b"));
    EXPECT_THAT(translations("c"), ElementsAre("a", "b"));
    changes();
    set("b", std::nullopt);
    EXPECT_THAT(translations("a"), IsEmpty());
    EXPECT_THAT(translations("c"), ElementsAre("b"));
    EXPECT_THAT(changes(),
                ElementsAre("article article-a", "article article-b", "article article-c"));
    set("b", std::nullopt);
    EXPECT_THAT(changes(), IsEmpty());
}

TEST_P(Articles, AreFoundByTheBytesOfTheirManuscript) {
    save(full());
    auto tx = database().begin();
    EXPECT_THAT(manuscripts_with(tx, "digest of talks"), ElementsAre("talks.md"));
    move_manuscript(tx, id("talks"), "2026/talks.md");
    EXPECT_EQ(manuscript_of(tx, id("talks")), "2026/talks.md");
}

TEST_P(Articles, BecomePublishedWhenTheyAreDue) {
    Article due = article("due", "2026-01-28T11:05:00Z");
    Article not_yet = article("not-yet", "2026-01-28T11:05:01Z");
    due.status = not_yet.status = Status::scheduled;
    save(not_yet);
    save(due);
    auto tx = database().begin();
    EXPECT_EQ(publish_due(tx, at("2026-01-28T11:05:00Z")), 1);
    EXPECT_EQ(find_article(tx, id("due"))->status, Status::published);
    EXPECT_EQ(find_article(tx, id("not-yet"))->status, Status::scheduled);
    EXPECT_EQ(publish_due(tx, at("2026-01-28T11:05:00Z")), 0);
}

TEST_P(Articles, SayWhenAndWhyTheyWereWithdrawn) {
    save(article("talks", "2026-01-28T11:05:00Z"));
    changes();
    {
        auto tx = database().begin();
        withdraw_article(tx, id("talks"), "It was not true.", at("2026-02-01T00:00:00Z"));
        tx.commit();
    }
    auto tx = database().read();
    const auto found = find_article(tx, id("talks"));
    EXPECT_EQ(found->status, Status::withdrawn);
    EXPECT_EQ(found->withdrawal, "It was not true.");
    EXPECT_EQ(found->withdrawn_at, at("2026-02-01T00:00:00Z"));
    EXPECT_EQ(found->summary.address, "/en/talks/");
}

TEST_P(Articles, AndBylinesTellWhichPicturesTheyUse) {
    save(full());
    auto tx = database().begin();
    save_byline(tx, {"anna", PictureUse{std::string(64, 'c'), 9, 9, {}, {}, {}}, {}, {}});
    EXPECT_THAT(pictures_in_use(tx),
                ElementsAre(std::string(64, 'a'), std::string(64, 'b'), std::string(64, 'c')));
}

TEST_P(Articles, CountTheirChangesOn) {
    save(article("a", "2026-01-28T11:05:00Z"));
    save(article("b", "2026-01-28T11:05:00Z"));
    save(article("a", "2026-01-28T11:05:00Z"));
    EXPECT_THAT(changes(),
                ElementsAre("article article-a", "article article-b", "article article-a"));
}

}  // namespace
}  // namespace kolokol::content
