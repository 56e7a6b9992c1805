// A process that follows an edition is killed at some moment. The index shows what it showed
// before, or the new edition, and the next one goes on.

#include <csignal>
#include <random>

#include <gmock/gmock.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "printed.hpp"
#include "search/search_index.hpp"

namespace kolokol::search {
namespace {

using edition::Builder;
using edition::Edition;
using testing::put;

const Language english = *Language::parse("en");

class Killed : public ::testing::Test {
protected:
    std::shared_ptr<const Edition> press(int first, int last, const std::string& headline) {
        workshop.press([&](Builder& builder) {
            for (int number = first; number < last; ++number)
                put(builder, {edition::testing::article_path(number), headline, "Text."});
        });
        return workshop.shelf().current();
    }
    std::unique_ptr<SearchIndex> open() const {
        return std::move(*SearchIndex::open(workshop.folder() / "search"));
    }
    /// Follows in a process that is ended after so many microseconds. True: it was done before.
    bool follow_for(int microseconds, const Edition& to, const Edition* from) const {
        const pid_t child = ::fork();
        if (child == 0) {
            const itimerval when{{0, 0}, {0, microseconds}};
            ::setitimer(ITIMER_REAL, &when, nullptr);  // SIGALRM ends the process where it is
            ::_exit(open()->follow(to, from) ? 0 : 1);
        }
        int status = 0;
        EXPECT_EQ(::waitpid(child, &status, 0), child);
        EXPECT_TRUE(WIFSIGNALED(status) || WEXITSTATUS(status) == 0);
        return WIFEXITED(status);
    }
    std::int64_t found(const std::string& query) const {
        return open()->find(english, query, 0, 1).total;
    }

    edition::testing::Workshop workshop;
};

TEST_F(Killed, ShowsOneEditionOrTheOtherWhateverTheMoment) {
    auto before = press(0, 30, "Hospital");
    ASSERT_TRUE(open()->follow(*before));
    std::mt19937 random(20260128);
    std::string shown = "Hospital";
    for (int round = 0; round < 60; ++round) {
        const std::string next = "headline" + std::to_string(round);
        const auto after = press(0, 30, next);
        follow_for(1 + static_cast<int>(random() % 40'000), *after, before.get());
        const bool is_new = open()->shows() == after->facts().root;
        EXPECT_EQ(found(is_new ? next : shown), 30) << round;
        EXPECT_EQ(found(is_new ? shown : next), 0) << round;
        ASSERT_TRUE(open()->follow(*after, before.get()));
        EXPECT_EQ(found(next), 30) << round;
        shown = next;
        before = after;
    }
}

TEST_F(Killed, KeepsWhatItShowedWhileItIsMadeAnew) {
    const auto before = press(0, 30, "Hospital");
    ASSERT_TRUE(open()->follow(*before));
    const auto after = press(0, 3'000, "School");
    std::mt19937 random(20260128);
    for (int round = 0; round < 12; ++round) {
        if (follow_for(1 + static_cast<int>(random() % 300'000), *after, before.get())) break;
        const bool is_new = open()->shows() == after->facts().root;
        EXPECT_EQ(open()->articles(), is_new ? 3'000U : 30U);
        if (is_new) break;
        EXPECT_EQ(found("hospital"), 30);
    }
    ASSERT_TRUE(open()->follow(*after, before.get()));
    EXPECT_EQ(open()->articles(), 3'000U);
    EXPECT_EQ(found("hospital"), 0);
}

TEST_F(Killed, ErasesAWithdrawnArticleAtTheLatestTheNextTime) {
    workshop.press([](Builder& builder) {
        put(builder, {"/a/", "Hospital", "The secret is zanzibar."});
        put(builder, {"/b/", "School", "Text."});
    });
    const auto before = workshop.shelf().current();
    std::mt19937 random(20260128);
    for (int round = 0; round < 20; ++round) {
        std::filesystem::remove_all(workshop.folder() / "search");
        ASSERT_TRUE(open()->follow(*before));
        workshop.press([](Builder& builder) { builder.remove("/a/"); });
        const auto after = workshop.shelf().current();
        follow_for(1 + static_cast<int>(random() % 40'000), *after, before.get());
        ASSERT_TRUE(open()->follow(*after, before.get()));
        for (const auto& file :
             std::filesystem::recursive_directory_iterator(workshop.folder() / "search")) {
            if (!file.is_regular_file()) continue;
            EXPECT_EQ(read_file(file.path())->find("zanzibar"), Bytes::npos) << file.path();
        }
    }
}

}  // namespace
}  // namespace kolokol::search
