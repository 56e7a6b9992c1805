// Addresses at which an article stood, beside the pages of the paper.
#include "content/article_rows.hpp"
#include "press_fixture.hpp"

namespace kolokol::press::proof {
namespace {

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

}  // namespace
}  // namespace kolokol::press::proof
