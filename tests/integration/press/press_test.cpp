#include <functional>
#include <mutex>
#include <tuple>

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "content/article_rows.hpp"
#include "content/taxonomy_rows.hpp"
#include "paper.hpp"
#include "support/databases.hpp"

namespace kolokol::press::proof {
namespace {

using namespace std::chrono_literals;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsSupersetOf;
using ::testing::Not;

class APress : public support::EachEngine {
protected:
    void SetUp() override {
        EachEngine::SetUp();
        if (IsSkipped()) return;
        furnish(database());
        works_ = std::make_unique<Works>(folder_.path() / "editions");
    }
    Works& works() { return *works_; }

    Result<Pressed> try_to_press(Instant at = morning, bool full = false) {
        const PlainPrinter printer(paper_);
        return works().press(database(), printer, paper_, {full, at, {}});
    }
    Pressed press(Instant at = morning, bool full = false) {
        auto pressed = try_to_press(at, full);
        EXPECT_TRUE(pressed) << pressed.error().code << ": " << pressed.error().detail;
        return pressed ? *pressed : Pressed{};
    }
    content::Article published(const std::string& slug, Instant at = morning - 1h) {
        auto made = article(slug, at);
        save(database(), made);
        return made;
    }
    std::string page(std::string_view path) {
        return works().page(path).value_or("(no page at " + std::string(path) + ")");
    }

    content::Publication paper_ = bell();
    TemporaryFolder folder_;
    std::unique_ptr<Works> works_;
};
KOLOKOL_ON_EACH_ENGINE(APress);

const std::string what_to_do =
    "Mend the manuscript and import it again, or take the article off with kolokol withdraw; then "
    "press.";

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

TEST_P(APress, MakesTheSameEditionWhenNothingChanged) {
    published("talks");
    const auto first = press();
    const auto second = press(morning + 1h);
    EXPECT_FALSE(second.edition.pressed);
    EXPECT_EQ(first.edition.edition, second.edition.edition);
}

TEST_P(APress, PrintsThePageWhereAFormerAddressIsOneOfThePapersOwn) {
    const auto talks = published("talks");
    press();
    const auto claim = [&](const std::vector<std::string>& addresses) {
        auto tx = database().begin();
        content::add_former_addresses(tx, talks.summary.id, addresses);
        tx.commit();
    };
    claim({"/feed.xml", "/world/", "/404.html", "/old/talks"});
    for (const bool full : {false, true}) {
        SCOPED_TRACE(full);
        press(morning + 1h, full);
        EXPECT_EQ(works().status("/feed.xml"), 200);
        EXPECT_EQ(works().status("/world/"), 200);
        EXPECT_EQ(works().status("/404.html"), 404);
        EXPECT_EQ(works().status("/old/talks"), 301);
    }
    // A 301 that stood there first gives way as well.
    claim({"/by/boris/"});
    press(morning + 2h);
    auto second = article("second", morning + 2h);
    second.bylines = {"boris"};
    save(database(), second);
    press(morning + 3h);
    EXPECT_EQ(works().status("/by/boris/"), 200);
}

TEST_P(APress, KeepsAPageWhoseAddressAnArticleNoLongerClaims) {
    const auto talks = published("talks");
    {
        auto tx = database().begin();
        content::add_former_addresses(tx, talks.summary.id, {"/world/", "/old/talks"});
        tx.commit();
    }
    press();
    {
        auto tx = database().begin();
        content::drop_former_addresses(tx, talks.summary.id, {"/world/", "/old/talks"});
        tx.commit();
    }
    press(morning + 1h);
    EXPECT_EQ(works().status("/world/"), 200);
    EXPECT_EQ(works().status("/old/talks"), 0);
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

TEST_P(APress, LeadsFromAFormerAddressToTheNewOne) {
    auto talks = published("talks");
    press();
    const std::string old = talks.summary.address;
    talks.slug = "talks-at-the-kremlin";
    talks.status = content::Status::published;
    save(database(), talks);
    press();
    EXPECT_EQ(works().status(old), 301);
    EXPECT_EQ(works().status(talks.summary.address), 200);
}

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

TEST_P(APress, IsHeldBackByTheGateAndLeavesThePaperAsItWas) {
    const auto first = published("first", morning - 2h);
    const auto before = press();
    auto broken = article("broken", morning - 1h);
    broken.markdown = "<p>\n<img src=\"https://evil.example/x.png\">\n";
    save(database(), broken);
    const auto held = try_to_press();
    ASSERT_FALSE(held);
    EXPECT_EQ(held.error().code, "press.gate");
    EXPECT_THAT(held.error().detail,
                HasSubstr("(" + broken.summary.address + "), line 2 of its text: "));
    EXPECT_THAT(held.error().detail, HasSubstr("https://evil.example/x.png"));
    EXPECT_EQ(works().shelf().current()->facts().root, before.edition.root);

    broken.markdown = "Mended.\n";
    broken.status = content::Status::published;
    save(database(), broken);
    press();
    EXPECT_THAT(page(broken.summary.address), HasSubstr("Mended."));
    EXPECT_THAT(page("/world/"), HasSubstr("Headline of broken"));
}

TEST_P(APress, IsHeldBackWithTheManuscriptAndTheLineOfItsTextNamedOnce) {
    auto broken = article("broken", morning - 1h);
    broken.markdown = "<p>\n<img src=\"https://evil.example/x.png\">\n</p>\n";
    save(database(), broken);
    auto another = article("another", morning - 2h);
    another.markdown = broken.markdown;
    save(database(), another);
    auto linking = article("linking", morning - 3h);
    linking.markdown = "<a href=\"/2026/01/01/nowhere/\">x</a>\n";
    save(database(), linking);
    const auto held = try_to_press();
    ASSERT_FALSE(held);
    EXPECT_EQ(held.error().detail,
              "the gate holds this edition back:\n" + another.summary.id.text() +
                  ".md (/2026/01/28/another/), line 2 of its text and " + broken.summary.id.text() +
                  ".md (/2026/01/28/broken/), line 2 of its text: src loads "
                  "\"https://evil.example/x.png\", which is not in the edition\n" +
                  linking.summary.id.text() +
                  ".md (/2026/01/28/linking/), line 1 of its text: it links to "
                  "/2026/01/01/nowhere/, where there is no page\n" +
                  what_to_do);
}

TEST_P(APress, SaysOnHowManyMorePagesAFaultStands) {
    auto broken = article("broken", morning - 1h);
    broken.markdown = "It was seen at http://10.1.2.3/ first.\n";
    save(database(), broken);
    const auto held = try_to_press();
    ASSERT_FALSE(held);
    EXPECT_EQ(held.error().detail,
              "the gate holds this edition back:\n" + broken.summary.id.text() +
                  ".md (/2026/01/28/broken/), line 1 of its text: 10.1.2.3 is an address of a "
                  "private network, and on 4 more pages\n" +
                  what_to_do);
}

TEST_P(APress, IsHeldBackByALinkToAPageThatDoesNotExist) {
    auto broken = article("broken", morning - 1h);
    broken.markdown = "<a href=\"/2026/01/01/nowhere/\">x</a>\n";
    save(database(), broken);
    const auto held = try_to_press();
    ASSERT_FALSE(held);
    EXPECT_EQ(held.error().code, "press.gate");
    EXPECT_THAT(held.error().detail, HasSubstr("/2026/01/01/nowhere/, where there is no page"));
}

TEST_P(APress, NamesTheFirstOfThePagesThatLinkToNowhere) {
    std::string first;
    for (int number = 60; number > 0; --number) {
        auto broken = article(fmt::format("broken-{:02}", number), morning - 1h);
        broken.markdown = "<a href=\"/2026/01/01/nowhere/\">x</a>\n";
        save(database(), broken);
        first = broken.summary.address;
    }
    const auto held = try_to_press();
    ASSERT_FALSE(held);
    EXPECT_THAT(held.error().detail, HasSubstr("(" + first + "), line 1"));
}

TEST_P(APress, IsHeldBackByAnUnchangedPageThatLinksToOneThatGoes) {
    auto target = published("target", morning - 2h);
    auto linking = article("linking", morning - 1h);
    linking.topics = {};
    linking.bylines = {};
    linking.summary.section = "culture";
    linking.markdown = "<a href=\"" + target.summary.address + "\">x</a>\n";
    save(database(), linking);
    press();
    target.status = content::Status::draft;
    save(database(), target);
    const auto held = try_to_press();
    ASSERT_FALSE(held);
    EXPECT_THAT(held.error().detail,
                HasSubstr("(" + linking.summary.address + "), line 1 of its text: "));
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
