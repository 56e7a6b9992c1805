#include "app/running_paper.hpp"

#include <atomic>
#include <condition_variable>
#include <mutex>

#include <gtest/gtest.h>

#include "app/house.hpp"
#include "app/new_publication.hpp"
#include "app/pressing.hpp"
#include "base/file.hpp"
#include "edition/verify.hpp"
#include "serve/edition_watcher.hpp"

namespace kolokol::app {
namespace {

using namespace std::chrono_literals;

const Instant noon = from_millis(1'769'594'400'000);  // 2026-01-28T10:00:00Z

/// Set by the test while the paper reads it.
class SharedClock final : public Clock {
public:
    Instant now() const override { return from_millis(at_); }
    void set(Instant at) { at_ = to_millis(at); }

private:
    std::atomic<std::int64_t> at_{to_millis(noon)};
};

/// A pressed paper of which the newsroom side runs.
class Running : public ::testing::Test {
protected:
    Running() {
        NewPublication wish;
        wish.folder = folder();
        EXPECT_TRUE(make_publication(wish, noon));
        house = std::make_unique<House>(House::open(folder(), noon).value());
        const auto keys = open_press_keys(*house).value();
        EXPECT_TRUE(press_paper(*house, keys, {false, noon, {}}, noon));
        ServeWish newsroom;
        newsroom.role = ServeRole::newsroom;
        newsroom.health = Listen{"127.0.0.1", 0};
        auto started = RunningPaper::start(folder(), newsroom, clock);
        EXPECT_TRUE(started) << started.error().detail;
        paper = std::move(*started);
    }
    std::filesystem::path folder() const { return home.path() / "paper"; }

    /// As in another terminal.
    void rotate(edition::Role role) const {
        const edition::KeyFolder folder_of_keys = house->keys();
        const auto change =
            folder_of_keys.rotate(role, "", house->editions().root_metadata(), {}, noon);
        ASSERT_TRUE(change) << change.error().detail;
        const auto keys = open_press_keys(folder_of_keys, change->next_root).value();
        ASSERT_TRUE(house->editions().accept_root(change->next_root, keys.signers(), noon));
        ASSERT_TRUE(folder_of_keys.settle(change->next_root));
    }
    /// Whether the heartbeat holds until after `moment`, within the patience of a test.
    bool is_renewed_past(Instant moment) const {
        std::mutex mutex;
        std::condition_variable changed;
        const serve::EditionWatcher watcher(house->editions(), [&](const auto&) {
            const std::lock_guard lock(mutex);
            changed.notify_all();
        });
        std::unique_lock lock(mutex);
        return changed.wait_for(lock, 30s,
                                [&] { return house->editions().freshness().heartbeat > moment; });
    }
    edition::Verified verified(Instant at) const {
        auto source = edition::open_source(house->editions().folder()).value();
        return edition::verify(*source, edition::SiteId(house->editions().site()), nullptr, at)
            .code;
    }

    TemporaryFolder home;
    SharedClock clock;
    std::unique_ptr<House> house;
    std::unique_ptr<RunningPaper> paper;
};

TEST_F(Running, RenewsTheHeartbeatWithTheKeyThatWasRotatedIn) {
    rotate(edition::Role::heartbeat);
    const Instant later = noon + 60h;
    clock.set(later);
    ASSERT_TRUE(is_renewed_past(later + 24h));
    EXPECT_EQ(verified(later), edition::Verified::fresh);
}

TEST_F(Running, SignsAgainWithTheEditionKeyThatWasRotatedIn) {
    rotate(edition::Role::edition);
    const Instant later = noon + 24h * 60;
    clock.set(later);
    ASSERT_TRUE(is_renewed_past(later + 24h));
    EXPECT_EQ(verified(later), edition::Verified::fresh);
}

}  // namespace
}  // namespace kolokol::app
