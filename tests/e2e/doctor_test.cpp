// What the doctor finds, and that it finds it however it is asked.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "e2e/paper.hpp"

namespace kolokol::testing {
namespace {

using ::testing::HasSubstr;

/// As somebody who stands in `folder` and types no --site.
Ended doctor_within(const std::filesystem::path& folder) {
    return run("/bin/sh", {"-c", R"(cd "$0" && exec "$1" doctor)", folder.string(),
                           kolokol_program().string()});
}

TEST(Doctor, SaysThatTheRootKeyLiesHereWhereverItIsAskedFrom) {
    const Paper paper;
    EXPECT_THAT(paper.run({"doctor"}).out, HasSubstr("lies on this machine"));
    EXPECT_THAT(doctor_within(paper.folder()).out, HasSubstr("lies on this machine"));
}

TEST(Doctor, SaysThatTheRootKeyLiesHereAlsoOverASymbolicLink) {
    const Paper paper;
    std::filesystem::create_directory_symlink(paper.folder(), paper.home() / "link");
    const Ended ended = kolokol({"doctor", "--site", (paper.home() / "link").string() + "/"});
    EXPECT_THAT(ended.out, HasSubstr("lies on this machine"));
}

}  // namespace
}  // namespace kolokol::testing
