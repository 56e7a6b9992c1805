// The disk is full from one of a command's writes on (support/faults): the command says so, and
// nothing is lost.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "e2e/paper.hpp"

namespace kolokol::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

class FullDisk : public ::testing::Test {
protected:
    FullDisk() { paper.print_gazette(); }
    /// From the command's call `number` on there is no room.
    Ended without_room(long number, std::vector<std::string> words) const {
        Environment environment = paper.environment();
        environment["LD_PRELOAD"] = KOLOKOL_FAULTS;
        environment["KOLOKOL_FULL_AT"] = std::to_string(number);
        environment["ASAN_OPTIONS"] = "verify_asan_link_order=0";
        words.insert(words.end(), {"--site", paper.folder().string()});
        return kolokol(words, environment);
    }
    /// Wherever it shows itself: 1, 2, 4, 8… until there was room enough.
    void expect_named(const std::vector<std::string>& words) const {
        long number = 1;
        for (Ended ended = without_room(number, words); ended.exit_code != 0;
             ended = without_room(number *= 2, words)) {
            EXPECT_EQ(ended.exit_code, 1) << number;
            EXPECT_THAT(ended.err, AllOf(HasSubstr("is full"), HasSubstr("MB are free"),
                                         HasSubstr("Nothing is lost")))
                << number;
            EXPECT_EQ(paper.run({"edition", "verify"}).exit_code, 0) << number;
        }
        EXPECT_GT(number, 1) << "it wrote nothing";
    }
    Paper paper;
};

TEST_F(FullDisk, IsNamedByAPress) {
    edit(paper.folder() / "kolokol.toml", "name = \"The Gazette\"",
         "name = \"The Evening Gazette\"");
    expect_named({"press"});
}

TEST_F(FullDisk, IsNamedByAnImport) {
    const auto manuscripts = paper.home() / "more";
    std::filesystem::copy(Paper::gazette(), manuscripts, std::filesystem::copy_options::recursive);
    edit(manuscripts / "2026" / "strike-ends.md", "---\n", "---\nkind: analysis\n");
    expect_named({"import", "markdown", manuscripts.string()});
}

TEST_F(FullDisk, IsNamedByABackup) {
    expect_named({"backup", (paper.home() / "paper.kolokol").string()});
}

TEST_F(FullDisk, LeavesNoHalfABackup) {
    without_room(4, {"backup", (paper.home() / "paper.kolokol").string()});
    for (const auto& entry : std::filesystem::directory_iterator(paper.home()))
        EXPECT_THAT(entry.path().filename().string(), ::testing::Not(HasSubstr("kolokol")));
}

TEST_F(FullDisk, ShowsNoInvitationThatIsNotKept) {
    long number = 1;
    for (Ended ended = without_room(number, {"staff", "invite"}); ended.exit_code != 0;
         ended = without_room(++number, {"staff", "invite"}))
        EXPECT_EQ(ended.out, "") << number;
    EXPECT_GT(number, 1) << "it wrote nothing";
}

TEST_F(FullDisk, KeepsNoDoctorFromLooking) {
    const Ended ended = without_room(1, {"doctor"});
    EXPECT_THAT(ended.out, HasSubstr("is full"));
    EXPECT_THAT(ended.out, HasSubstr("edition 1 is whole and signed"));
}

}  // namespace
}  // namespace kolokol::testing
