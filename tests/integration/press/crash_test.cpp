// A press that is killed leaves the last edition as it was, and the next press does what was left
// undone. The program is the one that people run; what kills it stands in support/faults.
#include <cstdio>
#include <random>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "content/article_rows.hpp"
#include "edition/verify.hpp"
#include "editors.hpp"
#include "paper.hpp"
#include "support/databases.hpp"

namespace kolokol::press::proof {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

constexpr int killed = 128 + SIGKILL;

/// press_once, to be told and asked by lines.
class PressOnce {
public:
    PressOnce() {
        int ends[2];
        if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
            throw std::runtime_error("no pair of sockets");
        child_ = ::fork();
        if (child_ == 0) {
            ::dup2(ends[1], STDIN_FILENO);
            ::dup2(ends[1], STDOUT_FILENO);
            ::setenv("LD_PRELOAD", KOLOKOL_FAULTS, 1);
            ::setenv("ASAN_OPTIONS", "verify_asan_link_order=0", 1);
            ::execl(KOLOKOL_PRESS_ONCE, KOLOKOL_PRESS_ONCE, nullptr);
            ::_exit(127);
        }
        ::close(ends[1]);
        answers_ = ::fdopen(ends[0], "r");
        tasks_ = ::fdopen(::fcntl(ends[0], F_DUPFD_CLOEXEC, 0), "w");
    }
    PressOnce(const PressOnce&) = delete;
    PressOnce& operator=(const PressOnce&) = delete;
    ~PressOnce() {
        std::fclose(tasks_);
        std::fclose(answers_);
        ::waitpid(child_, nullptr, 0);
    }
    /// Its exit code. Killed at call `number`; 0: not at all.
    int press(const fs::path& folder, Instant at, long number) {
        std::fprintf(tasks_, "%ld %lld %s\n", number, static_cast<long long>(to_millis(at)),
                     folder.c_str());
        std::fflush(tasks_);
        int code = 0;
        if (std::fscanf(answers_, "%d", &code) != 1) throw std::runtime_error("press_once is gone");
        return code;
    }

private:
    pid_t child_ = -1;
    std::FILE* tasks_ = nullptr;
    std::FILE* answers_ = nullptr;
};

/// A publication's folder, pressed by a program of its own.
class Killed : public ::testing::Test {
protected:
    /// With one edition and, after it, one change of every sort.
    void make_paper(const fs::path& folder) {
        const auto database = open(folder);
        furnish(*database);
        Editors editors(*database, 7, unseen_pictures());
        for (int act = 0; act < 25; ++act)
            editors.act(morning);
        press_here(folder, morning);
        auto fresh = article("fresh", morning + 30min);
        save(*database, fresh);
        for (int act = 0; act < 12; ++act)
            editors.act(morning + 1h);
    }

    static std::unique_ptr<store::Database> open(const fs::path& folder) {
        auto database = store::open("sqlite:" + (folder / "kolokol.db").string()).value();
        store::migrate(*database, support::FreshDatabase::migrations(), Instant{}).value();
        return database;
    }

    Pressed press_here(const fs::path& folder, Instant at) {
        const auto database = open(folder);
        Works works(folder / "editions");
        const PlainPrinter printer(paper_);
        const auto pressed = works.press(*database, printer, paper_, {false, at, {}});
        EXPECT_TRUE(pressed) << pressed.error().detail;
        return pressed ? *pressed : Pressed{};
    }

    int press_there(const fs::path& folder, Instant at, long number) {
        return press_once_.press(folder, at, number);
    }

    /// How many calls the last press that came to its end made.
    static long count(const fs::path& folder) {
        return std::atol(read_file(folder / "count.txt").value().c_str());
    }

    /// Whole and signed, whatever else there is.
    static void expect_whole(const fs::path& folder) {
        auto source = edition::open_source(folder / "editions");
        ASSERT_TRUE(source) << source.error().detail;
        const auto shelf = edition::Shelf::open(folder / "editions");
        ASSERT_TRUE(shelf) << shelf.error().detail;
        const auto verdict =
            edition::verify(**source, edition::SiteId{shelf->site()}, nullptr, morning + 2h);
        for (const auto& finding : verdict.findings)
            ADD_FAILURE() << finding.text;
        EXPECT_EQ(verdict.code, edition::Verified::fresh);
    }

    static crypto::Digest root(const fs::path& folder) {
        return edition::Shelf::open(folder / "editions").value().current()->facts().root;
    }

    PressOnce press_once_;
    content::Publication paper_ = bell();
    TemporaryFolder folder_;
};

TEST_F(Killed, AtEachOfItsWritesAPressIsMendedByTheNext) {
    const fs::path before = folder_.path() / "before";
    fs::create_directory(before);
    make_paper(before);
    const auto old_root = root(before);
    const fs::path control = folder_.path() / "control";
    fs::copy(before, control, fs::copy_options::recursive);
    ASSERT_EQ(press_there(control, morning + 1h, 0), 0);
    const long calls = count(control);
    const auto new_root = root(control);
    ASSERT_NE(old_root, new_root);
    ASSERT_GT(calls, 20);

    for (long number = 1; number <= calls; ++number) {
        SCOPED_TRACE("killed at call " + std::to_string(number));
        const fs::path there = folder_.path() / "there";
        fs::copy(before, there, fs::copy_options::recursive);
        EXPECT_EQ(press_there(there, morning + 1h, number), killed);
        expect_whole(there);
        const auto left = root(there);
        EXPECT_TRUE(left == old_root || left == new_root);
        press_here(there, morning + 1h);
        EXPECT_EQ(root(there), new_root);
        expect_whole(there);
        const auto database = open(there);
        auto tx = database->read();
        EXPECT_FALSE(has_changes(tx));
        fs::remove_all(there);
    }
}

TEST_F(Killed, TwoHundredTimesAtRandomAPaperGoesOn) {
    std::mt19937 dice(2026);
    const fs::path paper = folder_.path() / "paper";
    fs::create_directory(paper);
    make_paper(paper);
    ASSERT_EQ(press_there(paper, morning + 1h, 0), 0);
    const auto database = open(paper);
    Editors editors(*database, 11, unseen_pictures());
    Instant now = morning + 1h;
    int kills = 0;
    for (int press = 0; kills < 200; ++press) {
        editors.act(now);
        // Of the last one that came to its end, so that most are killed before theirs.
        const auto calls = static_cast<std::uint32_t>(count(paper));
        kills += press_there(paper, now, 1 + static_cast<long>(dice() % calls)) == killed;
        if (press % 5 != 4) continue;
        expect_whole(paper);
        press_here(paper, now);
        Works anew(folder_.path() / ("anew-" + std::to_string(press)));
        const PlainPrinter printer(paper_);
        const auto dump = folder_.path() / ("copy-" + std::to_string(press) + ".db");
        ASSERT_TRUE(database->copy_to(dump));
        const auto copy = store::open("sqlite:" + dump.string()).value();
        const auto whole = anew.press(*copy, printer, paper_, {false, now, {}});
        ASSERT_TRUE(whole) << whole.error().detail;
        ASSERT_EQ(root(paper), whole->edition.root) << editors.diary();
        now += 5min;
    }
}

}  // namespace
}  // namespace kolokol::press::proof
