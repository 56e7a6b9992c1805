#include "manuscripts/stage.hpp"

#include <gmock/gmock.h>

#include "manuscripts/version.hpp"

namespace kolokol::manuscripts {
namespace {

using staff::Account;
using staff::AccountId;
using staff::Role;

Account account(const std::string& id, const staff::Roles& roles) {
    Account made;
    made.id = AccountId(id);
    made.roles = roles;
    return made;
}

class Stages : public testing::Test {
protected:
    Stages() { manuscript.writer = reporter.id; }
    const Account reporter = account("heron", {Role::reporter});
    const Account other = account("curlew", {Role::reporter});
    const Account editor = account("osprey", {Role::editor});
    Manuscript manuscript;
};

TEST_F(Stages, LeadFromTheWriterToTheDeskAndBack) {
    const auto ready = after(manuscript, Move::hand_to_desk, reporter);
    ASSERT_TRUE(ready);
    EXPECT_EQ(ready->stage, Stage::ready);
    EXPECT_FALSE(ready->assigned);
    manuscript.stage = Stage::ready;
    const auto taken = after(manuscript, Move::take_in_edit, editor);
    ASSERT_TRUE(taken);
    EXPECT_EQ(taken->assigned, editor.id);
    manuscript.stage = Stage::editing;
    const auto back = after(manuscript, Move::send_back, editor);
    ASSERT_TRUE(back);
    EXPECT_EQ(back->stage, Stage::draft);
    EXPECT_EQ(back->assigned, reporter.id);
}

TEST_F(Stages, LetReportersMoveTheirOwnOnlyAndNotIntoEdit) {
    EXPECT_FALSE(after(manuscript, Move::hand_to_desk, other));
    manuscript.stage = Stage::ready;
    EXPECT_FALSE(after(manuscript, Move::take_in_edit, reporter));
    EXPECT_FALSE(after(manuscript, Move::send_back, reporter));
    EXPECT_TRUE(after(manuscript, Move::take_back, reporter));
}

TEST_F(Stages, CloseATextToItsWriterWhileAnEditorHasIt) {
    EXPECT_TRUE(may_write(manuscript, reporter));
    manuscript.stage = Stage::editing;
    EXPECT_FALSE(may_write(manuscript, reporter));
    EXPECT_TRUE(may_see(manuscript, reporter));
    EXPECT_FALSE(may_see(manuscript, other));
    EXPECT_TRUE(may_write(manuscript, editor));
}

TEST_F(Stages, BelongToNobodyWhoWasRemoved) {
    Account removed = reporter;
    removed.removed_at = Instant{};
    EXPECT_FALSE(may_see(manuscript, removed));
}

TEST_F(Stages, OpenAgainWhatWasSettledOnceItIsWrittenOn) {
    manuscript.stage = Stage::settled;
    EXPECT_EQ(after_save(manuscript, reporter).stage, Stage::draft);
    EXPECT_EQ(after_save(manuscript, editor).stage, Stage::editing);
}

TEST(Sittings, PutSavesOfOnePersonWithinAQuarterOfAnHourTogether) {
    const auto version = [](std::int64_t number, const char* author, int minute) {
        return Version{number, AccountId(author), Instant{std::chrono::minutes(minute)}, 0};
    };
    const auto sittings = in_sittings({version(4, "heron", 40), version(3, "heron", 30),
                                       version(2, "osprey", 29), version(1, "heron", 5)});
    ASSERT_EQ(sittings.size(), 3U);
    EXPECT_EQ(sittings[0].oldest, 3);
    EXPECT_EQ(sittings[0].saves, 2);
    EXPECT_EQ(sittings[2].newest.number, 1);
}

}  // namespace
}  // namespace kolokol::manuscripts
