#pragma once
// Runs what is due. A job is claimed by a lease in the database, so any number of nodes may run
// Runners on one database; when a process dies, its job is free again as soon as the lease is over.

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "base/result.hpp"
#include "jobs/queue.hpp"
#include "store/database.hpp"

namespace kolokol::jobs {

/// A job that this process holds. A handler that works for longer than half a lease calls extend().
class Claim {
public:
    const JobId& id() const { return id_; }
    const std::string& argument() const { return argument_; }
    /// 1 for the first.
    int attempt() const { return attempt_; }
    /// Holds it for one more lease from now. False: the lease was over and another process has
    /// taken the job up; stop.
    bool extend();

private:
    friend class Runner;
    Claim(class Runner& runner) : runner_(runner) {}
    Runner& runner_;
    JobId id_;
    std::string kind_;
    std::string argument_;
    std::string holder_;
    int attempt_ = 0;
};

struct Settings {
    std::chrono::milliseconds lease = std::chrono::minutes(5);
    /// After the first failure; doubled for each further one up to `longest_wait`.
    std::chrono::milliseconds first_wait = std::chrono::seconds(30);
    std::chrono::milliseconds longest_wait = std::chrono::hours(6);
    int attempts = 12;
};

/// Does the job. A refusal or an exception is written down and the job is tried again later.
using Handler = std::function<Outcome(Claim&)>;

/// One thread at a time; several Runners may work on one database. The references must outlive it.
class Runner {
public:
    Runner(store::Database& database, const Clock& clock, Settings settings = {});
    /// Before the first run_due(). Jobs of kinds without a handler are left for other nodes.
    void on(std::string kind, Handler handler);
    /// Claims and runs what is due, one after the other, oldest first, until nothing is; the number
    /// of jobs run, failed ones too. Throws store::Failure when the database does not answer.
    int run_due();
    /// When the next job of these kinds wants to be run, or the lease on one is over; nothing where
    /// none is left.
    std::optional<Instant> next_due();

private:
    friend class Claim;
    std::optional<Claim> claim();
    Outcome run(Claim& claim);
    void finish(const Claim& claim, const Outcome& outcome);

    store::Database& database_;
    const Clock& clock_;
    Settings settings_;
    std::map<std::string, Handler, std::less<>> handlers_;
};

}  // namespace kolokol::jobs
