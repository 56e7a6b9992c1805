// Keys and settings that are changed in another terminal, while the paper is served.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/clock.hpp"
#include "e2e/paper.hpp"

namespace kolokol::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class ChangeWhileServing : public ::testing::Test {
protected:
    ChangeWhileServing() {
        paper.print_gazette();
        paper.json({"press"});
        std::filesystem::create_directories(manuscripts());
        edit(toml(), "# [alarm]", alarm());
        served = std::make_unique<ServedPaper>(paper);
    }
    std::filesystem::path toml() const { return paper.folder() / "kolokol.toml"; }
    std::filesystem::path alarms() const { return paper.home() / "alarms.txt"; }
    std::string alarm() const {
        return "[alarm]\ncommand = [\"/bin/sh\", \"-c\", \"echo $KOLOKOL_ALARM_EVENT "
               "$KOLOKOL_ALARM_DETAIL >> " +
               alarms().string() + "\"]\n#";
    }
    /// An article whose time comes in some seconds.
    void import_an_article_of_soon() const {
        const Instant due = SystemClock().now() + std::chrono::seconds(5);
        write_file(manuscripts() / "late.md",
                   "---\nheadline: The late edition\nstandfirst: It came when its time had come.\n"
                   "section: world\nbylines: [anna-belova]\nslug: the-late-edition\npublished: " +
                       format_rfc3339(due) + "\n---\nIt came.\n");
        const auto report = paper.json({"import", "markdown", manuscripts().string()});
        ASSERT_TRUE(report.at("refused").empty()) << report.dump(2);
    }
    /// What serve says of its next press.
    std::string next_press() { return served->program().wait_for(" press."); }
    std::filesystem::path manuscripts() const { return paper.home() / "more"; }
    std::uint64_t sequence() const { return paper.json({"edition", "show"}).at("sequence"); }

    Paper paper;
    std::unique_ptr<ServedPaper> served;
};

TEST_F(ChangeWhileServing, SignsTheNextScheduledPressWithTheKeysThatWereRotatedIn) {
    for (const char* role : {"edition", "heartbeat"})
        ASSERT_EQ(paper.run({"keys", "rotate", role}).exit_code, 0);
    const auto before = sequence();
    import_an_article_of_soon();
    EXPECT_THAT(next_press(), HasSubstr("press.scheduled"));
    EXPECT_EQ(sequence(), before + 1);
    EXPECT_EQ(paper.json({"edition", "verify"}).at("code"), 0);
}

TEST_F(ChangeWhileServing, PrintsTheNextScheduledPressByTheSettingsThatWereWritten) {
    edit(toml(), "name = \"The Gazette\"", "name = \"The Evening Gazette\"");
    import_an_article_of_soon();
    EXPECT_THAT(next_press(), HasSubstr("press.scheduled"));
    EXPECT_THAT(served->get("/").body, HasSubstr("The Evening Gazette"));
}

TEST_F(ChangeWhileServing, GoesOnByItsFormerSettingsWhereKolokolTomlIsBroken) {
    import_an_article_of_soon();
    edit(toml(), "name = \"The Gazette\"", "name = The Evening Gazette");
    EXPECT_THAT(next_press(), HasSubstr("press.scheduled"));
    EXPECT_THAT(served->get("/").body, HasSubstr("<title>The Gazette"));
    EXPECT_THAT(served->get("/").body, HasSubstr("The late edition"));
}

TEST_F(ChangeWhileServing, CallsTheOperatorWhereKolokolTomlIsBroken) {
    import_an_article_of_soon();
    edit(toml(), "name = \"The Gazette\"", "name = The Evening Gazette");
    EXPECT_THAT(served->program().wait_for("settings.broken"), HasSubstr("kolokol.toml:"));
    next_press();
    served.reset();
    EXPECT_THAT(read_file(alarms()).value(), HasSubstr("settings"));
}

}  // namespace
}  // namespace kolokol::testing
