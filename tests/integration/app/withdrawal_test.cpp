// A withdrawal that was broken off, and given again.

#include "app/withdrawal.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/new_publication.hpp"
#include "base/file.hpp"
#include "content/article_rows.hpp"
#include "importers/markdown.hpp"

namespace kolokol::app {
namespace {

using ::testing::Contains;

const Instant noon = from_millis(1'769'594'400'000);  // 2026-01-28T10:00:00Z
constexpr std::string_view address = "/2026/01/28/one/";

class Withdrawal : public ::testing::Test {
protected:
    Withdrawal() {
        NewPublication wish;
        wish.folder = home.path() / "paper";
        EXPECT_TRUE(make_publication(wish, noon));
        house = std::make_unique<House>(House::open(wish.folder, noon).value());
        keys = open_press_keys(*house).value();
        import_one();
        press();
    }
    void import_one() {
        importers::MarkdownWish wish;
        wish.folder = home.path() / "manuscripts";
        wish.create = true;
        wish.now = noon;
        std::filesystem::create_directories(wish.folder);
        write_file(wish.folder / "one.md",
                   "---\nheadline: Of one\nslug: one\nsection: world\n"
                   "published: 2026-01-28T09:00:00Z\n---\nText.\n");
        const auto report = importers::import_markdown(house->database(), house->pictures(),
                                                       house->publication(), wish);
        EXPECT_TRUE(report && report->refused.empty());
    }
    void press() { EXPECT_TRUE(press_paper(*house, keys, {false, noon, {}}, noon)); }
    /// As far as a withdrawal comes that is killed before its press.
    void begin_to_withdraw() {
        auto tx = house->database().begin();
        content::withdraw_article(tx, content::article_at(tx, address).value(), "", noon);
        tx.commit();
    }

    TemporaryFolder home;
    std::unique_ptr<House> house;
    PressKeys keys;
};

TEST_F(Withdrawal, TellsThePublicSideAlsoWhereAnotherPressCameBetween) {
    const auto printed = house->editions().current()->find(address).value().digest;
    begin_to_withdraw();
    press();
    ASSERT_TRUE(is_withdrawn(*house, address));
    const auto done = withdraw_article(*house, keys, address, "", noon);
    ASSERT_TRUE(done) << done.error().detail;
    EXPECT_THAT(house->editions().current()->facts().facts.withdrawn, Contains(printed));
}

TEST_F(Withdrawal, IsNotPressedASecondTime) {
    ASSERT_TRUE(withdraw_article(*house, keys, address, "", noon));
    const auto again = withdraw_article(*house, keys, address, "", noon);
    ASSERT_TRUE(again) << again.error().detail;
    EXPECT_TRUE(again->already);
}

}  // namespace
}  // namespace kolokol::app
