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
#include "http/server.hpp"
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
        start();
    }
    void start() {
        ServeWish newsroom;
        newsroom.role = ServeRole::newsroom;
        newsroom.health = Listen{"127.0.0.1", 0};
        newsroom.newsroom = Listen{"127.0.0.1", 0};
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

/// A machine that answers, and is no public side.
class Stranger {
public:
    Stranger() {
        router.add({http::Method::get, "/.well-known/*", [this](const http::Request&) {
                        const std::lock_guard lock(mutex_);
                        ++asked_;
                        changed_.notify_all();
                        http::Response no;
                        no.status = 500;
                        return no;
                    }});
        server = std::move(*http::Server::start({}, router));
    }
    std::string address() const { return "http://127.0.0.1:" + std::to_string(server->port()); }
    /// Within the patience of a test.
    bool is_asked(int times) {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, 30s, [&] { return asked_ >= times; });
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    int asked_ = 0;
    http::Router router;
    std::unique_ptr<http::Server> server;
};

TEST_F(Running, LogsARefusedHandoverOnceHoweverOftenItIsTriedAgain) {
    Stranger stranger;
    paper.reset();
    const auto settings = folder() / "kolokol.toml";
    write_file(settings,
               read_file(settings).value() + "\n[handover]\npublic_side = \"" + stranger.address() +
                   "\"\n",
               Access::owner_only);
    ::testing::internal::CaptureStderr();
    start();
    for (int times = 1; times <= 3; ++times) {
        EXPECT_TRUE(stranger.is_asked(times));
        clock.set(noon + 11s * times);
    }
    paper.reset();
    const std::string said = ::testing::internal::GetCapturedStderr();
    const std::size_t first = said.find("handover.refused");
    ASSERT_NE(first, said.npos) << said;
    EXPECT_EQ(said.find("handover.refused", first + 1), said.npos) << said;
    EXPECT_NE(said.find("handover.bad_answer"), said.npos) << said;
}

}  // namespace
}  // namespace kolokol::app
