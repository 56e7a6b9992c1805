// What a press prints of what changed since the one before.
#include <mutex>

#include "content/taxonomy_rows.hpp"
#include "press_fixture.hpp"

namespace kolokol::press::proof {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsSupersetOf;
using ::testing::Not;

TEST_P(APress, TakesAnArticleOffTheListsThatItLeaves) {
    auto talks = published("talks");
    press();
    talks.summary.section = "culture";
    talks.topics = {"oil"};
    talks.bylines = {"boris"};
    talks.status = content::Status::published;
    save(database(), talks);
    press();
    for (const auto* path : {"/world/", "/world/feed.xml"})
        EXPECT_THAT(page(path), Not(HasSubstr("Headline of talks"))) << path;
    for (const auto* path : {"/world/2026/01/", "/topics/russia/", "/by/anna/2026/"})
        EXPECT_EQ(works().status(path), 0) << path;
    for (const auto* path : {"/culture/", "/topics/oil/2026/", "/by/boris/"})
        EXPECT_THAT(page(path), HasSubstr("Headline of talks")) << path;
}

TEST_P(APress, TellsOfANewArticleOnThePagesOfOlderOnes) {
    const auto older = published("older", morning - 2h);
    press();
    EXPECT_THAT(page(older.summary.address), Not(HasSubstr("Headline of newer")));
    const auto newer = published("newer", morning - 1h);
    press();
    EXPECT_THAT(page(older.summary.address), HasSubstr("Headline of newer"));
    EXPECT_THAT(page(newer.summary.address), HasSubstr("Headline of older"));
}

TEST_P(APress, PrintsTensOfPagesForOneNewArticleAmongMany) {
    {
        auto tx = database().begin();
        for (int number = 0; number < 300; ++number) {
            auto made = article("old-" + std::to_string(number), morning - 60 * 24h + 4h * number);
            save_into(tx, made);
        }
        tx.commit();
    }
    EXPECT_GT(press().pages_printed, 300U);
    published("new");
    EXPECT_LT(press().pages_printed, 40U);
}

TEST_P(APress, PrintsTensOfPagesForTheFirstArticleOfAMonthHoweverOldThePaper) {
    {
        auto tx = database().begin();
        for (int month = 0; month < 120; ++month) {
            auto made = article("old-" + std::to_string(month), morning - 30 * 24h * month);
            save_into(tx, made);
        }
        tx.commit();
    }
    EXPECT_GT(press().pages_printed, 300U);
    published("new", morning + 7 * 24h);
    EXPECT_LT(press(morning + 8 * 24h).pages_printed, 40U);
    EXPECT_THAT(page("/world/2026/01/"), HasSubstr("href=\"../02/\""));
}

TEST_P(APress, PrintsEverythingAnewWhenItIsAskedTo) {
    published("talks");
    const auto first = press();
    const auto again = press(morning, true);
    EXPECT_EQ(again.pages_printed, first.pages_printed);
    EXPECT_EQ(again.edition.root, first.edition.root);
    EXPECT_FALSE(again.edition.pressed);
}

TEST_P(APress, PrintsEverythingWhenThePrinterIsNotWhatItWas) {
    published("talks");
    const auto first = press();
    const PlainPrinter changed(paper_, "plain 2");
    const auto again = works().press(database(), changed, paper_, {false, morning, {}});
    ASSERT_TRUE(again);
    EXPECT_EQ(again->pages_printed, first.pages_printed);
}

TEST_P(APress, PrintsEverythingWhenASectionHasAnotherName) {
    const auto talks = published("talks");
    press();
    {
        auto tx = database().begin();
        auto section = content::find_section(tx, "culture").value();
        section.words[Language()].name = "Arts";
        content::save_section(tx, section);
        tx.commit();
    }
    press();
    EXPECT_THAT(page(talks.summary.address), HasSubstr("Arts"));
}

TEST_P(APress, PrintsEverythingOntoAnotherShelf) {
    published("talks");
    const auto first = press();
    Works other(folder_.path() / "other");
    const PlainPrinter printer(paper_);
    const auto anew = other.press(database(), printer, paper_, {false, morning, {}});
    ASSERT_TRUE(anew);
    EXPECT_EQ(anew->edition.root, first.edition.root);
    EXPECT_EQ(other.status("/world/"), 200);
}

TEST_P(APress, PrintsASectionWhenItsDescriptionChanges) {
    published("talks");
    press();
    {
        auto tx = database().begin();
        auto section = *content::find_section(tx, "world");
        section.words[Language()].description = "What happens far away.";
        content::save_section(tx, section);
        tx.commit();
    }
    EXPECT_LT(press(morning + 1h).pages_printed, 40U);
    EXPECT_THAT(page("/world/"), HasSubstr("What happens far away."));
}

TEST_P(APress, PrintsAStandingPageWhenItsTextChanges) {
    const auto write = [&](const char* text) {
        auto tx = database().begin();
        content::save_standing_page(tx, {"about", Language(), "", "About us", text});
        tx.commit();
    };
    write("Who we are.");
    press();
    write("Who we have become.");
    press(morning + 1h);
    EXPECT_THAT(page("/about/"), HasSubstr("Who we have become."));
}

/// Notes what it is asked to print.
class Noting final : public Printer {
public:
    explicit Noting(const Printer& printer) : printer_(printer) {}
    Result<std::optional<Page>> print(store::Transaction& tx, const PageKey& key) const override {
        {
            const std::lock_guard lock(mutex_);
            printed_.push_back(address(key, Language()));
        }
        return printer_.print(tx, key);
    }
    std::vector<PageKey> fixed_pages(store::Transaction& tx) const override {
        return printer_.fixed_pages(tx);
    }
    std::vector<PageKey> sizes_of(const std::string& picture) const override {
        return printer_.sizes_of(picture);
    }
    std::string inputs() const override { return printer_.inputs(); }
    const std::vector<std::string>& printed() const { return printed_; }

private:
    const Printer& printer_;
    mutable std::mutex mutex_;
    mutable std::vector<std::string> printed_;
};

TEST_P(APress, PrintsTheFrontPagesAtEveryPressBecausePinsComeAndGo) {
    published("talks");
    press();
    const PlainPrinter plain(paper_);
    const Noting noting(plain);
    ASSERT_TRUE(works().press(database(), noting, paper_, {false, morning + 1h, {}}));
    EXPECT_THAT(noting.printed(), IsSupersetOf({"/", "/ru/", "/ar/"}));
}

TEST_P(APress, PrintsTheYearsOfATopicThatHasANewName) {
    published("talks");
    press();
    {
        auto tx = database().begin();
        auto topic = *content::find_topic(tx, "russia");
        topic.words[Language()].name = "The Russian Federation";
        content::save_topic(tx, topic);
        tx.commit();
    }
    const PlainPrinter plain(paper_);
    const Noting noting(plain);
    ASSERT_TRUE(works().press(database(), noting, paper_, {false, morning + 1h, {}}));
    EXPECT_THAT(noting.printed(), Contains("/topics/russia/2026/"));
}

TEST_P(APress, LeadsFromAYearAndAMonthToTheArchiveAsLongAsTheyHaveArticles) {
    auto talks = published("talks");
    press();
    EXPECT_EQ(works().target("/2026/01/"), "/archive/2026/01/");
    EXPECT_EQ(works().target("/2026/"), "/search");
    EXPECT_EQ(works().target("/archive/2026/"), "/search");
    talks.status = content::Status::withdrawn;
    talks.withdrawn_at = morning;
    save(database(), talks);
    press();
    for (const auto* path : {"/2026/01/", "/2026/", "/archive/2026/"})
        EXPECT_EQ(works().status(path), 0) << path;
}

TEST_P(APress, NamesATopicAmongAllAsLongAsItHasArticles) {
    auto talks = published("talks");
    press();
    EXPECT_THAT(page("/topics/"), HasSubstr("href=\"russia/\""));
    EXPECT_THAT(page("/by/"), HasSubstr("href=\"anna/\""));
    EXPECT_THAT(page("/ru/topics/"), Not(HasSubstr("russia")));
    talks.topics = {"oil"};
    talks.bylines = {"boris"};
    save(database(), talks);
    press();
    EXPECT_THAT(page("/topics/"), Not(HasSubstr("href=\"russia/\"")));
    EXPECT_THAT(page("/by/"), HasSubstr("href=\"boris/\""));
}

TEST_P(APress, PrintsNeitherShortcutsNorAllTopicsForASecondArticleOfAMonth) {
    published("one");
    press();
    published("two");
    const PlainPrinter plain(paper_);
    const Noting noting(plain);
    ASSERT_TRUE(works().press(database(), noting, paper_, {false, morning + 1h, {}}));
    for (const auto* path : {"/2026/01/", "/2026/", "/archive/2026/", "/topics/", "/by/"})
        EXPECT_THAT(noting.printed(), Not(Contains(path)));
}

}  // namespace
}  // namespace kolokol::press::proof
