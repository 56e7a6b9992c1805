// Processes that are killed in the middle of a job. The clock is set; the parent learns through a
// pipe where the child stands.

#include <csignal>

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "jobs/runner.hpp"
#include "support/databases.hpp"

namespace kolokol::jobs {
namespace {

using namespace std::chrono_literals;

const Instant start = from_millis(1'000'000);
const Settings settings{.lease = 5min, .first_wait = 10s, .longest_wait = 1h, .attempts = 2};

class KilledJob : public support::EachEngine {
protected:
    void SetUp() override {
        EachEngine::SetUp();
        if (IsSkipped()) return;
        auto tx = database().begin();
        enqueue(tx, {"long", "", start, {}}, start);
        tx.commit();
    }

    /// A process takes the job up and is killed before it ends.
    void take_up_and_die(Instant now) {
        int ends[2];
        ASSERT_EQ(pipe(ends), 0);
        const pid_t child = fork();
        if (child == 0) {
            const auto own = store::open(address()).value();
            const SetClock clock(now);
            Runner runner(*own, clock, settings);
            runner.on("long", [&](Claim&) {
                if (write(ends[1], "x", 1) != 1) _exit(1);
                for (;;)
                    pause();
                return done();
            });
            runner.run_due();
            _exit(1);
        }
        char taken = 0;
        EXPECT_EQ(read(ends[0], &taken, 1), 1);
        kill(child, SIGKILL);
        int status = 0;
        waitpid(child, &status, 0);
        EXPECT_TRUE(WIFSIGNALED(status));
        close(ends[0]);
        close(ends[1]);
    }
    int run_at(Instant now) {
        const SetClock clock(now);
        Runner runner(database(), clock, settings);
        runner.on("long", [](Claim&) { return done(); });
        return runner.run_due();
    }
};
KOLOKOL_ON_EACH_ENGINE(KilledJob);

TEST_P(KilledJob, IsDoneByTheNextProcessExactlyWhenItsLeaseIsOver) {
    take_up_and_die(start);
    EXPECT_EQ(run_at(start + 5min - 1ms), 0);
    EXPECT_EQ(run_at(start + 5min), 1);
    EXPECT_EQ(run_at(start + 1h), 0);
}

TEST_P(KilledJob, IsGivenUpWhenItKillsEveryProcess) {
    take_up_and_die(start);
    take_up_and_die(start + 5min);
    EXPECT_EQ(run_at(start + 10min), 1);
    auto tx = database().read();
    ASSERT_EQ(failed(tx).size(), 1U);
    EXPECT_TRUE(failed(tx)[0].failure.starts_with("jobs.never_ended"));
}

}  // namespace
}  // namespace kolokol::jobs
