// What the press remembers of the last time, and what becomes of it when that is lost.
#include <functional>
#include <mutex>
#include <tuple>

#include "content/article_rows.hpp"
#include "press_fixture.hpp"

namespace kolokol::press::proof {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST_P(APress, MakesTheSameEditionWhenNothingChanged) {
    published("talks");
    const auto first = press();
    const auto second = press(morning + 1h);
    EXPECT_FALSE(second.edition.pressed);
    EXPECT_EQ(first.edition.edition, second.edition.edition);
}

TEST_P(APress, MakesTheSameEditionAfterItsMemoryWasLost) {
    const auto talks = published("talks");
    press();
    published("newer", morning - 30min);
    {
        auto tx = database().begin();
        content::withdraw_article(tx, talks.summary.id, "It was wrong.", morning);
        for (const auto* table : {"press_memory", "press_page", "press_article", "press_picture",
                                  "press_name", "press_touched"})
            tx.run_script(std::string("DELETE FROM ") + table);
        tx.commit();
    }
    const auto mended = press();
    Works other(folder_.path() / "other");
    const PlainPrinter printer(paper_);
    EXPECT_EQ(other.press(database(), printer, paper_, {false, morning, {}})->edition.root,
              mended.edition.root);
}

/// While a page is printed, somebody at the newsroom saves an article.
class Busy final : public Printer {
public:
    Busy(const Printer& printer, std::function<void()> meanwhile)
        : printer_(printer), meanwhile_(std::move(meanwhile)) {}
    Result<std::optional<Page>> print(store::Transaction& tx, const PageKey& key) const override {
        std::call_once(once_, meanwhile_);
        return printer_.print(tx, key);
    }
    std::vector<PageKey> fixed_pages(store::Transaction& tx) const override {
        return printer_.fixed_pages(tx);
    }
    std::vector<PageKey> sizes_of(const std::string& picture) const override {
        return printer_.sizes_of(picture);
    }
    std::string inputs() const override { return printer_.inputs(); }

private:
    const Printer& printer_;
    std::function<void()> meanwhile_;
    mutable std::once_flag once_;
};

TEST_P(APress, PrintsOneMomentAndLeavesWhatIsSavedMeanwhileToTheNext) {
    auto talks = published("talks");
    const PlainPrinter plain(paper_);
    const Busy busy(plain, [&] {
        talks.summary.headline = "Said meanwhile";
        talks.status = content::Status::published;
        save(database(), talks);
    });
    ASSERT_TRUE(works().press(database(), busy, paper_, {false, morning, {}}));
    for (const std::string& path : {std::string("/world/"), talks.summary.address})
        EXPECT_THAT(page(path), Not(HasSubstr("Said meanwhile"))) << path;
    {
        auto tx = database().read();
        EXPECT_TRUE(has_changes(tx));
    }
    press();
    EXPECT_THAT(page("/world/"), HasSubstr("Said meanwhile"));
    auto tx = database().read();
    EXPECT_FALSE(has_changes(tx));
}

/// The edition stands, and the press ends before it has remembered what it printed.
void die_before_remembering(store::Database& database) {
    auto tx = database.begin();
    tx.run_script(
        "CREATE TRIGGER dies BEFORE DELETE ON content_change "
        "BEGIN SELECT RAISE(ABORT, 'died'); END");
    tx.commit();
}

TEST(APressThatDied, LeavesToTheNextWhatItPrintedEvenIfThatWasTakenBack) {
    support::FreshDatabase fresh("sqlite");
    store::Database& database = *fresh;
    furnish(database);
    const TemporaryFolder folder;
    Works works(folder.path() / "editions");
    const auto paper = bell();
    const PlainPrinter printer(paper);
    auto talks = article("talks", morning - 1h);
    save(database, talks);
    ASSERT_TRUE(works.press(database, printer, paper, {false, morning, {}}));

    const auto move_to = [&](const char* section) {
        auto tx = database.begin();
        auto moved = *content::find_article(tx, talks.summary.id);
        moved.summary.section = section;
        save_into(tx, moved);
        tx.commit();
    };
    move_to("culture");
    die_before_remembering(database);
    EXPECT_ANY_THROW(std::ignore = works.press(database, printer, paper, {false, morning, {}}));
    ASSERT_THAT(works.page("/culture/").value(), HasSubstr("Headline of talks"));
    {
        auto tx = database.begin();
        tx.run_script("DROP TRIGGER dies");
        tx.commit();
    }
    move_to("world");
    ASSERT_TRUE(works.press(database, printer, paper, {false, morning + 1h, {}}));
    EXPECT_THAT(works.page("/culture/").value(), Not(HasSubstr("Headline of talks")));
}

}  // namespace
}  // namespace kolokol::press::proof
