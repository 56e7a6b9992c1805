// The gate holds back what would break the paper, and says whose fault it is.
#include <fmt/format.h>

#include "press_fixture.hpp"

namespace kolokol::press::proof {
namespace {

using ::testing::HasSubstr;

const std::string what_to_do =
    "Mend the manuscript and import it again, or take the article off with kolokol withdraw; then "
    "press.";

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

}  // namespace
}  // namespace kolokol::press::proof
