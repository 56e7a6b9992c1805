#include <gmock/gmock.h>

#include "jobs/runner.hpp"
#include "support/databases.hpp"

namespace kolokol::jobs {
namespace {

using testing::ElementsAre;
using namespace std::chrono_literals;

class Jobs : public support::EachEngine {
protected:
    void SetUp() override {
        EachEngine::SetUp();
        if (IsSkipped()) return;
        runner_ = std::make_unique<Runner>(database(), clock_, settings_);
        runner_->on("note", [this](Claim& claim) { return note(claim); });
    }
    Outcome note(Claim& claim) {
        ran_.push_back(claim.argument());
        return outcome_;
    }
    std::optional<JobId> put(const std::string& argument, Instant due,
                             std::optional<std::string> key = {}) {
        auto tx = database().begin();
        auto id = enqueue(tx, {"note", argument, due, std::move(key)}, clock_.now());
        tx.commit();
        return id;
    }
    std::vector<FailedJob> failures() {
        auto tx = database().read();
        return failed(tx);
    }

    SetClock clock_{from_millis(1'000'000)};
    Settings settings_{.lease = 5min, .first_wait = 10s, .longest_wait = 25s, .attempts = 4};
    Outcome outcome_ = done();
    Outcome broken_ = refuse(Kind::unavailable, "test.broken", "the press is jammed");
    std::vector<std::string> ran_;
    std::unique_ptr<Runner> runner_;
};
KOLOKOL_ON_EACH_ENGINE(Jobs);

TEST_P(Jobs, RunWhenTheyAreDueAndOldestFirst) {
    put("later", clock_.now() + 1s);
    put("second", clock_.now());
    put("first", clock_.now() - 1s);
    EXPECT_EQ(runner_->run_due(), 2);
    EXPECT_THAT(ran_, ElementsAre("first", "second"));
    EXPECT_EQ(runner_->next_due(), clock_.now() + 1s);
    clock_.advance(1s);
    EXPECT_EQ(runner_->run_due(), 1);
    EXPECT_EQ(runner_->next_due(), std::nullopt);
}

TEST_P(Jobs, ExistOnlyIfTheirReasonDoes) {
    {
        auto tx = database().begin();
        enqueue(tx, {"note", "a", clock_.now(), {}}, clock_.now());
    }
    EXPECT_EQ(runner_->run_due(), 0);
}

TEST_P(Jobs, OfOneKeyWaitOnlyOnce) {
    EXPECT_TRUE(put("a", clock_.now(), "key"));
    EXPECT_FALSE(put("b", clock_.now(), "key"));
    EXPECT_TRUE(put("c", clock_.now()));
    EXPECT_TRUE(put("d", clock_.now()));
    EXPECT_EQ(runner_->run_due(), 3);
    EXPECT_TRUE(put("b", clock_.now(), "key"));
}

TEST_P(Jobs, AreTriedAgainLaterAndLater) {
    outcome_ = broken_;
    put("a", clock_.now());
    std::vector<std::chrono::milliseconds> waits;
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(runner_->run_due(), 1);
        waits.push_back(runner_->next_due().value() - clock_.now());
        clock_.set(*runner_->next_due());
    }
    EXPECT_THAT(waits, ElementsAre(10s, 20s, 25s));
}

TEST_P(Jobs, AreGivenUpAfterTheLastAttemptAndSayWhy) {
    outcome_ = broken_;
    put("a", clock_.now(), "key");
    for (int i = 0; i < 4; ++i) {
        runner_->run_due();
        clock_.advance(1min);
    }
    EXPECT_EQ(runner_->run_due(), 0);
    ASSERT_EQ(failures().size(), 1U);
    EXPECT_EQ(failures()[0].attempts, 4);
    EXPECT_EQ(failures()[0].failure, "test.broken: the press is jammed");
}

TEST_P(Jobs, ThatWereGivenUpCanBeTriedAgain) {
    outcome_ = broken_;
    put("a", clock_.now(), "key");
    for (int i = 0; i < 4; ++i) {
        runner_->run_due();
        clock_.advance(1min);
    }
    outcome_ = done();
    {
        auto tx = database().begin();
        EXPECT_TRUE(retry(tx, failed(tx).at(0).id, clock_.now()));
        tx.commit();
    }
    EXPECT_EQ(runner_->run_due(), 1);
    EXPECT_TRUE(failures().empty());
}

TEST_P(Jobs, ThatThrowAreTriedAgain) {
    runner_->on("note", [](Claim&) -> Outcome { throw std::runtime_error("out of paper"); });
    put("a", clock_.now());
    EXPECT_EQ(runner_->run_due(), 1);
    EXPECT_EQ(runner_->next_due(), clock_.now() + 10s);
}

TEST_P(Jobs, AreTakenUpByOneRunnerAtATime) {
    const auto other_database = store::open(address()).value();
    Runner other(*other_database, clock_, settings_);
    int taken = -1;
    other.on("note", [](Claim&) { return done(); });
    runner_->on("note", [&](Claim&) {
        taken = other.run_due();
        return done();
    });
    put("a", clock_.now());
    EXPECT_EQ(runner_->run_due(), 1);
    EXPECT_EQ(taken, 0);
}

TEST_P(Jobs, AreFreeAgainWhenTheLeaseIsOver) {
    Runner other(database(), clock_, settings_);
    int taken = -1;
    bool still_ours = true;
    other.on("note", [](Claim&) { return done(); });
    runner_->on("note", [&](Claim& claim) {
        clock_.advance(5min);
        taken = other.run_due();
        still_ours = claim.extend();
        return done();
    });
    put("a", clock_.now());
    runner_->run_due();
    EXPECT_EQ(taken, 1);
    EXPECT_FALSE(still_ours);
}

TEST_P(Jobs, AreHeldLongerWhenTheLeaseIsExtended) {
    Runner other(database(), clock_, settings_);
    int taken = -1;
    other.on("note", [](Claim&) { return done(); });
    runner_->on("note", [&](Claim& claim) {
        clock_.advance(4min);
        EXPECT_TRUE(claim.extend());
        clock_.advance(4min);
        taken = other.run_due();
        return done();
    });
    put("a", clock_.now());
    EXPECT_EQ(runner_->run_due(), 1);
    EXPECT_EQ(taken, 0);
}

TEST_P(Jobs, OfAKindWithoutAHandlerAreLeftForOthers) {
    Runner other(database(), clock_, settings_);
    other.on("something else", [](Claim&) { return done(); });
    put("a", clock_.now());
    EXPECT_EQ(other.run_due(), 0);
    EXPECT_EQ(other.next_due(), std::nullopt);
    EXPECT_EQ(runner_->run_due(), 1);
}

TEST_P(Jobs, CanBeTakenBack) {
    put("a", clock_.now(), "key");
    {
        auto tx = database().begin();
        EXPECT_EQ(cancel(tx, "note", "key"), 1);
        EXPECT_EQ(cancel(tx, "note", "key"), 0);
        tx.commit();
    }
    EXPECT_EQ(runner_->run_due(), 0);
}

}  // namespace
}  // namespace kolokol::jobs
