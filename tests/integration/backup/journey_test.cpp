// A backup and back, on both engines.

#include <atomic>
#include <csignal>
#include <optional>
#include <thread>

#include <gmock/gmock.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "paper.hpp"
#include "support/databases.hpp"

namespace kolokol::backup {
namespace {

using papers::files_in;
using papers::now;
using papers::Paper;
using papers::press;
using papers::verdict;
using support::FreshDatabase;
using ::testing::Contains;
using ::testing::IsEmpty;
using ::testing::Key;
using ::testing::Not;
using ::testing::StartsWith;

constexpr store::Query insert_section{"test.insert",
                                      "INSERT INTO section (slug, position) VALUES ($1, $2)"};
constexpr store::Query count_sections{"test.count", "SELECT COUNT(*) FROM section"};

class Journey : public support::EachEngine {
protected:
    void SetUp() override {
        EachEngine::SetUp();
        if (IsSkipped()) return;
        add_section("world");
        target_.emplace(GetParam(), FreshDatabase::Schema::none);
    }
    void add_section(const std::string& slug) {
        auto tx = database().begin();
        tx.execute(insert_section, {slug, std::int64_t{1}});
        tx.commit();
    }
    Result<BackupReport> back_up(const Progress& progress = {}) {
        return backup::back_up(paper.folder, database(), paper.recovery.public_key, paper.file, now,
                               progress);
    }
    OpenDatabase opener() {
        return [this](const std::filesystem::path& folder) {
            return store::open(GetParam() == "sqlite" ? "sqlite:" + (folder / "kolokol.db").string()
                                                      : target_->address());
        };
    }
    Result<BackupReport> restore(
        const std::filesystem::path& migrations = FreshDatabase::migrations(),
        const Progress& progress = {}) {
        return backup::restore(paper.file, paper.place, paper.recovery, opener(), migrations, now,
                               progress);
    }
    std::int64_t restored_sections() {
        auto restored = std::move(*opener()(paper.place));
        return restored->read().number(count_sections);
    }
    /// What is beside the publication, by name.
    std::vector<std::string> beside() const {
        std::vector<std::string> names;
        for (const auto& item : std::filesystem::directory_iterator(paper.home.path()))
            if (item.path() != paper.folder && item.path() != paper.file)
                names.push_back(item.path().filename());
        return names;
    }

    Paper paper;
    std::optional<FreshDatabase> target_;
};
KOLOKOL_ON_EACH_ENGINE(Journey);

TEST_P(Journey, BringsFilesRowsAndEditionsBack) {
    const auto made = back_up();
    ASSERT_TRUE(made) << made.error().detail;
    const auto back = restore();
    ASSERT_TRUE(back) << back.error().detail;
    EXPECT_EQ(back->files, made->files);
    EXPECT_EQ(back->rows, made->rows);
    EXPECT_EQ(made->bytes, std::filesystem::file_size(paper.file));

    auto before = files_in(paper.folder);
    auto after = files_in(paper.place);
    std::erase_if(before, [](const auto& file) {
        return file.first.starts_with("search/") || file.first.ends_with(".lock");
    });
    std::erase_if(after, [](const auto& file) { return file.first.starts_with("kolokol.db"); });
    EXPECT_EQ(before, after);
    EXPECT_EQ(restored_sections(), 1);
    EXPECT_EQ(verdict(paper.place, *paper.site).code, edition::Verified::fresh);
}

TEST_P(Journey, GoesOnPressingWhereItStopped) {
    press(paper.folder, "<h1>Second</h1>");
    ASSERT_TRUE(back_up());
    ASSERT_TRUE(restore());
    press(paper.place, "<h1>Third</h1>");
    const auto shelf = edition::Shelf::open(paper.place / "editions");
    EXPECT_EQ(shelf->current()->facts().sequence, 3U);
    EXPECT_EQ(verdict(paper.place, *paper.site).code, edition::Verified::fresh);
}

TEST_P(Journey, LeavesKeysToTheirOwnerAlone) {
    ASSERT_TRUE(back_up());
    ASSERT_TRUE(restore());
    struct stat facts {};
    ASSERT_EQ(::stat((paper.place / "keys").c_str(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 0777U, 0700U);
    for (const auto& item : std::filesystem::directory_iterator(paper.place / "keys")) {
        ASSERT_EQ(::stat(item.path().c_str(), &facts), 0);
        EXPECT_EQ(facts.st_mode & 0777U, 0600U) << item.path();
    }
    ASSERT_EQ(::stat((paper.place / "kolokol.toml").c_str(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 0777U, 0600U);
}

// The user that serves may be in a group that reads kolokol.toml, with a password in it.
TEST_P(Journey, LetsNobodyReadWhatOnlyAGroupMightRead) {
    using std::filesystem::perms;
    std::filesystem::permissions(paper.folder / "kolokol.toml",
                                 perms::owner_read | perms::owner_write | perms::group_read);
    ASSERT_TRUE(back_up());
    ASSERT_TRUE(restore());
    struct stat facts {};
    ASSERT_EQ(::stat((paper.place / "kolokol.toml").c_str(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 0777U, 0600U);
}

TEST_P(Journey, MakesAFolderThatIsItsOwnersAlone) {
    ASSERT_TRUE(back_up());
    ASSERT_TRUE(restore());
    struct stat facts {};
    ASSERT_EQ(::stat(paper.place.c_str(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 0777U, 0700U);
}

TEST_P(Journey, TakesAnEditionThatIsNoOlderThanTheRows) {
    bool pressed = false;
    ASSERT_TRUE(back_up([&](std::uint64_t, std::uint64_t) {
        if (pressed) return;
        pressed = true;
        add_section("late");
        press(paper.folder, "<h1>Pressed meanwhile</h1>");
    }));
    ASSERT_TRUE(restore());
    EXPECT_EQ(restored_sections(), 1);
    const auto shelf = edition::Shelf::open(paper.place / "editions");
    EXPECT_EQ(shelf->current()->facts().sequence, 2U);
}

TEST_P(Journey, IsWholeWhateverIsPressedAndCollectedMeanwhile) {
    std::atomic<bool> enough = false;
    std::atomic<int> editions = 0;
    std::thread presses([&] {
        auto shelf = std::move(*edition::Shelf::open(paper.folder / "editions"));
        while (!enough) {
            press(paper.folder, fmt::format("<h1>Edition {}</h1>", ++editions));
            EXPECT_TRUE(shelf.collect({.keep = 1, .erase_every = true}));
        }
    });
    while (editions < 3)
        std::this_thread::yield();
    for (int round = 0; round < 5; ++round) {
        const int before = editions;
        std::filesystem::remove(paper.file);
        EXPECT_TRUE(back_up([&](std::uint64_t, std::uint64_t) {
            while (editions < before + 3)
                std::this_thread::yield();
        }));
    }
    enough = true;
    presses.join();
    ASSERT_TRUE(restore());
    EXPECT_EQ(verdict(paper.place, *paper.site).code, edition::Verified::fresh);
}

TEST_P(Journey, LeavesNothingOfABackupThatFailed) {
    EXPECT_THROW((void)back_up([](std::uint64_t, std::uint64_t) {
                     throw std::runtime_error("the disk is full");
                 }),
                 std::runtime_error);
    EXPECT_FALSE(std::filesystem::exists(paper.file));
    EXPECT_THAT(beside(), IsEmpty());
}

TEST_P(Journey, LeavesNothingOfARestoreThatFailed) {
    ASSERT_TRUE(back_up());
    EXPECT_THROW((void)restore(FreshDatabase::migrations(),
                               [](std::uint64_t, std::uint64_t) {
                                   throw std::runtime_error("the disk is full");
                               }),
                 std::runtime_error);
    EXPECT_THAT(beside(), IsEmpty());
}

TEST_P(Journey, RefusesToWriteOverAnOlderBackup) {
    write_file(paper.file, "precious");
    const auto made = back_up();
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, "backup.exists");
    EXPECT_EQ(*read_file(paper.file), "precious");
}

TEST_P(Journey, RefusesAFolderThatIsNotEmpty) {
    ASSERT_TRUE(back_up());
    std::filesystem::create_directory(paper.place);
    write_file(paper.place / "file", "precious");
    const auto back = restore();
    ASSERT_FALSE(back);
    EXPECT_EQ(back.error().code, "backup.not_empty");
    EXPECT_EQ(files_in(paper.place).size(), 1U);
}

TEST_P(Journey, FillsAFolderThatIsEmpty) {
    ASSERT_TRUE(back_up());
    std::filesystem::create_directory(paper.place);
    std::filesystem::permissions(paper.place, std::filesystem::perms::owner_all);
    ASSERT_TRUE(restore());
    struct stat facts {};
    ASSERT_EQ(::stat(paper.place.c_str(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 0777U, 0700U);
    EXPECT_EQ(verdict(paper.place, *paper.site).code, edition::Verified::fresh);
}

TEST_P(Journey, RefusesADatabaseThatIsNotEmpty) {
    ASSERT_TRUE(back_up());
    const OpenDatabase open_used = [this](const std::filesystem::path&) {
        return store::open(address());
    };
    const auto back = backup::restore(paper.file, paper.place, paper.recovery, open_used,
                                      FreshDatabase::migrations(), now);
    ASSERT_FALSE(back);
    EXPECT_EQ(back.error().code, "backup.not_empty");
    EXPECT_THAT(beside(), IsEmpty());
    EXPECT_EQ(database().read().number(count_sections), 1);
}

TEST_P(Journey, IsBroughtUpToDateByALaterProgram) {
    ASSERT_TRUE(back_up());
    const auto later = paper.home.path() / "migrations";
    std::filesystem::copy(FreshDatabase::migrations(), later);
    write_file(later / "9001_later.sql", "CREATE TABLE later (id TEXT NOT NULL PRIMARY KEY);");
    ASSERT_TRUE(restore(later));
    auto restored = std::move(*opener()(paper.place));
    constexpr store::Query count{"test.later", "SELECT COUNT(*) FROM later"};
    EXPECT_EQ(restored->read().number(count), 0);
}

TEST_P(Journey, IsRefusedByAnEarlierProgram) {
    ASSERT_TRUE(back_up());
    const auto earlier = paper.home.path() / "migrations";
    std::filesystem::create_directory(earlier);
    std::filesystem::copy(FreshDatabase::migrations() / "0001_jobs.sql", earlier);
    const auto back = restore(earlier);
    ASSERT_FALSE(back);
    EXPECT_EQ(back.error().code, "backup.newer");
    EXPECT_FALSE(std::filesystem::exists(paper.place));
}

/// Runs `work` in a process that kills itself at the `at`th step of its progress.
void killed(int at, const std::function<void(const Progress&)>& work) {
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
        work([&at](std::uint64_t, std::uint64_t) {
            if (--at == 0) ::raise(SIGKILL);
        });
        ::_exit(0);
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status));
}

TEST_P(Journey, ABackupThatWasKilledIsNotThereAndTheNextOneIs) {
    killed(3, [&](const Progress& progress) {
        auto own = std::move(*store::open(address()));
        (void)backup::back_up(paper.folder, *own, paper.recovery.public_key, paper.file, now,
                              progress);
    });
    EXPECT_FALSE(std::filesystem::exists(paper.file));
    ASSERT_TRUE(back_up());
    EXPECT_THAT(beside(), IsEmpty());
    EXPECT_TRUE(restore());
}

TEST_P(Journey, ARestoreThatWasKilledIsNotThereAndTheNextOneIs) {
    ASSERT_TRUE(back_up());
    killed(3,
           [&](const Progress& progress) { (void)restore(FreshDatabase::migrations(), progress); });
    EXPECT_FALSE(std::filesystem::exists(paper.place));
    ASSERT_TRUE(restore());
    EXPECT_THAT(beside(), ::testing::ElementsAre("restored"));
    EXPECT_EQ(verdict(paper.place, *paper.site).code, edition::Verified::fresh);
}

TEST_P(Journey, LeavesKeysThatLieElsewhereWhereTheyAre) {
    edition::NewKeys wish;
    const TemporaryFolder stick;
    wish.edition_folder = stick.path();
    const Paper other(wish);
    ASSERT_TRUE(
        backup::back_up(other.folder, database(), other.recovery.public_key, other.file, now));
    ASSERT_TRUE(backup::restore(other.file, other.place, other.recovery, opener(),
                                FreshDatabase::migrations(), now));
    for (const auto& file : files_in(stick.path()))
        for (const auto& restored : files_in(other.place))
            EXPECT_NE(file.second, restored.second) << restored.first;
    const auto keys = edition::KeyFolder(other.place / "keys").list();
    ASSERT_TRUE(keys);
    EXPECT_THAT(*keys, Contains(::testing::Field(
                           &edition::StoredKey::file,
                           ::testing::ResultOf([](const auto& path) { return path.string(); },
                                               StartsWith(stick.path().string())))));
}

}  // namespace
}  // namespace kolokol::backup
