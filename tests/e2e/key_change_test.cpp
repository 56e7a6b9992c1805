// `keys rotate` is killed at each of its writes: the paper can be signed all the same.

#include <csignal>

#include <gtest/gtest.h>

#include "e2e/paper.hpp"

namespace kolokol::testing {
namespace {

constexpr int killed = 128 + SIGKILL;

class KilledKeyChange : public ::testing::TestWithParam<const char*> {
protected:
    KilledKeyChange() { paper.print_gazette(); }
    /// A copy of the paper, in which the change was killed at its call `number`.
    Ended change_until(long number) const {
        std::filesystem::remove_all(copy());
        std::filesystem::copy(paper.folder(), copy(), std::filesystem::copy_options::recursive);
        Environment environment = paper.environment();
        environment["LD_PRELOAD"] = KOLOKOL_FAULTS;
        environment["KOLOKOL_KILL_AT"] = std::to_string(number);
        environment["ASAN_OPTIONS"] = "verify_asan_link_order=0";
        return kolokol({"keys", "rotate", GetParam(), "--site", copy().string()}, environment);
    }
    int run(std::vector<std::string> words) const {
        words.insert(words.end(), {"--site", copy().string()});
        return kolokol(words, {{"XDG_STATE_HOME", (copy() / "state").string()}}).exit_code;
    }
    std::filesystem::path copy() const { return paper.home() / "copy"; }

    Paper paper;
};

TEST_P(KilledKeyChange, LeavesAPaperThatCanBeSigned) {
    long number = 1;
    for (int ended = killed; ended == killed; ++number) {
        ended = change_until(number).exit_code;
        ASSERT_TRUE(ended == killed || ended == 0) << ended;
        EXPECT_EQ(run({"edition", "verify"}), 0) << "killed at call " << number;
        EXPECT_EQ(run({"press"}), 0) << "killed at call " << number;
        EXPECT_EQ(run({"keys", "rotate", GetParam()}), 0) << "killed at call " << number;
        EXPECT_EQ(run({"edition", "verify"}), 0) << "changed after call " << number;
    }
    EXPECT_GT(number, 10) << "it was killed at no write";
}

INSTANTIATE_TEST_SUITE_P(EveryRole, KilledKeyChange,
                         ::testing::Values("root", "edition", "heartbeat"),
                         [](const auto& role) { return std::string(role.param); });

}  // namespace
}  // namespace kolokol::testing
