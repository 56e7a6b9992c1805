// The machine is lost; a sealed file and a sheet of paper bring the newspaper back.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "e2e/paper.hpp"

namespace kolokol::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class Backup : public ::testing::Test {
protected:
    Backup() { paper.print_gazette(); }
    std::string file() const { return (paper.home() / "paper.kolokol").string(); }
    std::string elsewhere() const { return (paper.home() / "restored").string(); }
    Ended restore(const std::string& recovery) const {
        return kolokol({"restore", file(), "--site", elsewhere()}, paper.environment(),
                       recovery + "\n");
    }
    Paper paper;
};

TEST_F(Backup, BringsThePaperBackOnABareMachine) {
    const auto before = paper.json({"edition", "show"});
    {
        const ServedPaper served(paper);
        paper.json({"backup", file()});
    }
    const Ended restored = restore(paper.recovery());
    ASSERT_EQ(restored.exit_code, 0) << restored.err;
    const Ended full = kolokol(
        {"press", "--full", "--at", "2026-03-01T12:00:00Z", "--json", "--site", elsewhere()});
    ASSERT_EQ(full.exit_code, 0) << full.err;
    EXPECT_EQ(nlohmann::json::parse(full.out).at("root"), before.at("root"));
}

TEST_F(Backup, IsWhatAPaperWhoseDatabaseIsGoneAsksFor) {
    std::filesystem::remove(paper.folder() / "kolokol.db");
    const Ended ended = paper.run({"press"});
    EXPECT_EQ(ended.exit_code, 1);
    EXPECT_THAT(ended.err, HasSubstr("kolokol restore"));
    EXPECT_FALSE(std::filesystem::exists(paper.folder() / "kolokol.db"));
}

TEST_F(Backup, AsksForTheKeyOnlyWhereThereIsSomethingToRestore) {
    const auto refused = [&](const std::string& from, const std::filesystem::path& to) {
        return kolokol({"restore", from, "--site", to.string()}, paper.environment(), "\n").err;
    };
    EXPECT_THAT(refused(file(), elsewhere()), HasSubstr("no backup file"));
    paper.json({"backup", file()});
    EXPECT_THAT(refused(file(), paper.folder()), HasSubstr("is not empty"));
    EXPECT_THAT(refused(file(), paper.folder()), Not(HasSubstr("Recovery key")));
    EXPECT_THAT(refused((paper.folder() / "kolokol.toml").string(), elsewhere()),
                HasSubstr("no backup that Kolokol wrote"));
    EXPECT_THAT(refused(file(), elsewhere()), HasSubstr("Recovery key"));
}

TEST_F(Backup, OpensToNobodyWithAnotherKey) {
    paper.json({"backup", file()});
    const Paper other;
    const Ended ended = restore(other.recovery());
    EXPECT_EQ(ended.exit_code, 1);
    EXPECT_FALSE(std::filesystem::exists(elsewhere()));
}

TEST_F(Backup, RefusesAFileThatWasCutShort) {
    paper.json({"backup", file()});
    std::filesystem::resize_file(file(), std::filesystem::file_size(file()) - 1000);
    const Ended ended = restore(paper.recovery());
    EXPECT_EQ(ended.exit_code, 1);
    EXPECT_FALSE(std::filesystem::exists(elsewhere()));
}

TEST_F(Backup, DoesNotWriteOverAnotherBackup) {
    paper.json({"backup", file()});
    const Ended again = paper.run({"backup", file()});
    EXPECT_EQ(again.exit_code, 1);
    EXPECT_THAT(again.err, HasSubstr(file()));
}

}  // namespace
}  // namespace kolokol::testing
