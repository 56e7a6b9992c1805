// How long the pictures of a paper lie in its media/ folder.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "app/house.hpp"
#include "app/new_publication.hpp"
#include "app/pressing.hpp"
#include "app/withdrawal.hpp"
#include "base/file.hpp"
#include "importers/markdown.hpp"

namespace kolokol::app {
namespace {

namespace fs = std::filesystem;

const Instant noon = from_millis(1'769'594'400'000);  // 2026-01-28T10:00:00Z

class Pictures : public ::testing::Test {
protected:
    Pictures() {
        NewPublication wish;
        wish.folder = home.path() / "paper";
        EXPECT_TRUE(make_publication(wish, noon));
        house = std::make_unique<House>(House::open(wish.folder, noon).value());
        keys = open_press_keys(*house).value();
        const fs::path gazette = fs::path(KOLOKOL_TEST_SOURCE_DIR) / "tests/fixtures/gazette";
        fs::create_directories(manuscripts());
        fs::copy(gazette / "pictures/lake.jpg", manuscripts());
        fs::copy(gazette / "2026/pictures/ferry.jpg", manuscripts());
    }
    fs::path manuscripts() const { return home.path() / "manuscripts"; }

    /// Imports an article that leads with this picture.
    void write(std::string_view name, std::string_view picture, bool published = true) {
        write_file(
            manuscripts() / fmt::format("{}.md", name),
            fmt::format("---\nheadline: Of {0}\nslug: {0}\nsection: world\n{1}lead: {{picture: "
                        "{2}.jpg, photographer: A Name, licence: own, alt: Water}}\n---\nText.\n",
                        name, published ? "published: 2026-01-28T09:00:00Z\n" : "", picture));
        importers::MarkdownWish wish;
        wish.folder = manuscripts();
        wish.create = true;
        wish.now = noon;
        const auto report = importers::import_markdown(house->database(), house->pictures(),
                                                       house->publication(), wish);
        ASSERT_TRUE(report) << report.error().detail;
        ASSERT_TRUE(report->refused.empty()) << report->refused.front().sentence;
    }
    void press() {
        const auto pressed = press_paper(*house, keys, {false, noon, {}}, noon);
        ASSERT_TRUE(pressed) << pressed.error().detail;
    }
    std::string withdraw(std::string_view name) {
        const auto done = withdraw_article(*house, keys, fmt::format("/2026/01/28/{}/", name),
                                           "It was not so.", noon);
        return done ? "done" : done.error().code;
    }
    std::size_t kept(const char* kind) const {
        std::size_t files = 0;
        for (const auto& entry : fs::recursive_directory_iterator(house->folder() / "media" / kind))
            files += entry.is_regular_file() ? 1 : 0;
        return files;
    }
    std::size_t originals() const { return kept("originals"); }

    TemporaryFolder home;
    std::unique_ptr<House> house;
    PressKeys keys;
};

TEST_F(Pictures, GoWithTheArticleThatIsWithdrawn) {
    write("one", "lake");
    write("two", "ferry");
    press();
    ASSERT_EQ(originals(), 2U);
    const std::size_t sizes = kept("sizes");
    EXPECT_EQ(withdraw("one"), "done");
    EXPECT_EQ(originals(), 1U);
    EXPECT_LT(kept("sizes"), sizes);
}

TEST_F(Pictures, StayWhereAnotherArticleShowsThem) {
    write("one", "lake");
    write("two", "lake");
    press();
    EXPECT_EQ(withdraw("one"), "done");
    EXPECT_EQ(originals(), 1U);
    press();
}

TEST_F(Pictures, GoWithThePressAfterTheyWereReplaced) {
    write("one", "lake");
    press();
    write("one", "ferry");
    ASSERT_EQ(originals(), 2U);
    press();
    EXPECT_EQ(originals(), 1U);
}

TEST_F(Pictures, StayUntilTheEditionThatShowsThemIsReplaced) {
    write("one", "lake");
    press();
    const std::uint64_t pages = house->editions().current()->facts().entries;
    write("one", "ferry");
    EXPECT_EQ(forget_unused_pictures(*house), 0U);
    press();
    EXPECT_EQ(house->editions().current()->facts().entries, pages) << "no size of it is left";
}

TEST_F(Pictures, OfADraftStay) {
    write("one", "lake");
    write("two", "ferry", false);
    press();
    EXPECT_EQ(withdraw("one"), "done");
    EXPECT_EQ(originals(), 1U);
    EXPECT_EQ(forget_unused_pictures(*house), 0U);
}

TEST_F(Pictures, AreStillThereWhereAnImportIsUnderWay) {
    write("one", "lake");
    press();
    {
        const auto hold = house->pictures().hold();
        EXPECT_EQ(withdraw("one"), "media.in_use");
        EXPECT_EQ(originals(), 1U);
    }
    EXPECT_EQ(withdraw("one"), "done");
    EXPECT_EQ(originals(), 0U);
}

}  // namespace
}  // namespace kolokol::app
