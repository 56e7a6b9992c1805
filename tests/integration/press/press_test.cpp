#include <gmock/gmock.h>

#include "content/article_rows.hpp"
#include "content/taxonomy_rows.hpp"
#include "paper.hpp"
#include "support/databases.hpp"

namespace kolokol::press::proof {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
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

}  // namespace
}  // namespace kolokol::press::proof
