// An upgrade and its way back. The newer program is the one that was built, with one migration more
// among its files.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "e2e/paper.hpp"

namespace kolokol::testing {
namespace {

using ::testing::HasSubstr;
namespace fs = std::filesystem;

class Upgrade : public ::testing::Test {
protected:
    Upgrade() {
        const fs::path shared = kolokol_program().parent_path().parent_path() / "share/kolokol";
        const fs::path theirs = newer.path() / "share/kolokol";
        fs::create_directories(newer.path() / "bin");
        fs::copy_file(kolokol_program(), newer.path() / "bin/kolokol");
        fs::create_directories(theirs);
        for (const char* files : {"themes", "web", "built"})
            fs::create_directory_symlink(fs::canonical(shared / files), theirs / files);
        fs::copy(fs::canonical(shared / "db"), theirs / "db", fs::copy_options::recursive);
        write_file(theirs / "db/migrations/9000_of_the_future.sql",
                   "CREATE TABLE of_the_future (id BIGINT NOT NULL PRIMARY KEY);\n");
        paper.print_gazette();
        before = paper.json({"edition", "show"}).at("root");
    }
    Ended run_newer(std::vector<std::string> words, const std::string& input = {}) const {
        return run(newer.path() / "bin/kolokol", words, paper.environment(), input);
    }
    std::string site() const { return paper.folder().string(); }
    /// What the upgrade kept; empty where there is none.
    std::string copy() const {
        for (const auto& entry : fs::directory_iterator(paper.folder()))
            if (entry.path().filename().string().starts_with("kolokol.db.before-"))
                return entry.path();
        return {};
    }
    std::string file() const { return (paper.home() / "paper.kolokol").string(); }
    std::string elsewhere() const { return (paper.home() / "restored").string(); }
    /// What a press of everything prints, of the same moment.
    static nlohmann::json root_of(const Ended& pressed) {
        EXPECT_EQ(pressed.exit_code, 0) << pressed.err;
        return nlohmann::json::parse(pressed.out, nullptr, false).at("root");
    }
    static std::vector<std::string> press(const std::string& folder) {
        return {"press", "--full", "--at", "2026-03-01T12:00:00Z", "--json", "--site", folder};
    }

    TemporaryFolder newer;
    Paper paper;
    nlohmann::json before;
};

TEST_F(Upgrade, PrintsTheSamePaperWithTheNewerProgram) {
    EXPECT_EQ(root_of(run_newer(press(site()))), before);
}

TEST_F(Upgrade, KeepsTheDatabaseAsItWasBefore) {
    ASSERT_EQ(run_newer(press(site())).exit_code, 0);
    EXPECT_NE(copy(), "");
}

TEST_F(Upgrade, IsRefusedByTheOlderProgramWhichSaysTheWayBack) {
    ASSERT_EQ(run_newer(press(site())).exit_code, 0);
    const Ended older = paper.run({"press"});
    EXPECT_EQ(older.exit_code, 1);
    ASSERT_NE(copy(), "");
    EXPECT_THAT(older.err, HasSubstr("by a later version of Kolokol"));
    EXPECT_THAT(older.err, HasSubstr(copy()));
    EXPECT_EQ(root_of(run_newer(press(site()))), before) << "and lost something";
}

TEST_F(Upgrade, IsTakenBackByPuttingThatDatabaseInItsPlace) {
    ASSERT_EQ(run_newer(press(site())).exit_code, 0);
    fs::rename(copy(), paper.folder() / "kolokol.db");
    EXPECT_EQ(root_of(kolokol(press(site()))), before);
    EXPECT_EQ(paper.run({"edition", "verify"}).exit_code, 0);
}

TEST_F(Upgrade, IsTakenBackByABackupFromBefore) {
    paper.json({"backup", file()});
    ASSERT_EQ(run_newer(press(site())).exit_code, 0);
    const Ended restored = kolokol({"restore", file(), "--site", elsewhere()}, paper.environment(),
                                   paper.recovery() + "\n");
    ASSERT_EQ(restored.exit_code, 0) << restored.err;
    EXPECT_EQ(root_of(kolokol(press(elsewhere()))), before);
}

TEST_F(Upgrade, ReadsABackupOfTheOlderProgram) {
    paper.json({"backup", file()});
    const Ended restored =
        run_newer({"restore", file(), "--site", elsewhere()}, paper.recovery() + "\n");
    ASSERT_EQ(restored.exit_code, 0) << restored.err;
    EXPECT_EQ(root_of(run_newer(press(elsewhere()))), before);
}

TEST_F(Upgrade, LeavesTheOlderProgramNothingOfItsBackup) {
    ASSERT_EQ(run_newer({"backup", file(), "--site", site()}).exit_code, 0);
    const Ended restored = kolokol({"restore", file(), "--site", elsewhere()}, paper.environment(),
                                   paper.recovery() + "\n");
    EXPECT_EQ(restored.exit_code, 1);
    EXPECT_FALSE(fs::exists(elsewhere()));
}

TEST_F(Upgrade, LeavesNoNameInACopyThatWasWithdrawn) {
    ASSERT_EQ(run_newer(press(site())).exit_code, 0);
    ASSERT_NE(copy(), "");
    ASSERT_EQ(run_newer({"withdraw", "byline", "omar-nasser", "--yes", "--site", site()}).exit_code,
              0);
    EXPECT_EQ(copy(), "");
}

TEST_F(Upgrade, OfAServedPaperServesOn) {
    paper.json({"press"});
    Running served(newer.path() / "bin/kolokol", {"serve", "--site", site()}, paper.environment());
    const auto port = port_of(served.wait_for("Readers are served on"));
    EXPECT_EQ(get(port, "/").status, 200);
}

}  // namespace
}  // namespace kolokol::testing
