#include "jobs/runner.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/log.hpp"

namespace kolokol::jobs {

namespace {

constexpr store::Query find_due{"jobs.find_due", R"sql(
    SELECT id, argument, attempts, due_at FROM job
    WHERE kind = $1 AND state <> 'failed' AND due_at <= $2
    ORDER BY due_at, id LIMIT 1)sql"};

constexpr store::Query find_next{"jobs.find_next", R"sql(
    SELECT due_at FROM job WHERE kind = $1 AND state <> 'failed' ORDER BY due_at LIMIT 1)sql"};

constexpr store::Query take{"jobs.take", R"sql(
    UPDATE job SET state = 'running', holder = $2, due_at = $3, attempts = attempts + 1
    WHERE id = $1)sql"};

constexpr store::Query extend_lease{"jobs.extend", R"sql(
    UPDATE job SET due_at = $3 WHERE id = $1 AND holder = $2 AND state = 'running')sql"};

constexpr store::Query delete_done{"jobs.delete_done",
                                   "DELETE FROM job WHERE id = $1 AND holder = $2"};

constexpr store::Query put_back{"jobs.put_back", R"sql(
    UPDATE job SET state = 'waiting', holder = NULL, due_at = $3, failure = $4
    WHERE id = $1 AND holder = $2)sql"};

constexpr store::Query give_up{"jobs.give_up", R"sql(
    UPDATE job SET state = 'failed', holder = NULL, due_at = $2
    WHERE id = $1)sql"};

struct Due {
    std::string kind;
    std::string id;
    std::string argument;
    int attempts = 0;
    Instant due;
};

std::string in_words(const Problem& problem) {
    return problem.detail.empty() ? problem.code
                                  : fmt::format("{}: {}", problem.code, problem.detail);
}

std::chrono::milliseconds wait_after(int attempts, const Settings& settings) {
    auto wait = settings.first_wait;
    for (int i = 1; i < attempts && wait < settings.longest_wait; ++i)
        wait *= 2;
    return std::min(wait, settings.longest_wait);
}

}  // namespace

bool Claim::extend() {
    const Instant until = runner_.clock_.now() + runner_.settings_.lease;
    auto tx = runner_.database_.begin();
    const bool ours = tx.execute(extend_lease, {id_, holder_, until}) == 1;
    tx.commit();
    return ours;
}

Runner::Runner(store::Database& database, const Clock& clock, Settings settings)
    : database_(database), clock_(clock), settings_(settings) {}

void Runner::on(std::string kind, Handler handler) {
    handlers_.insert_or_assign(std::move(kind), std::move(handler));
}

int Runner::run_due() {
    int count = 0;
    while (auto claimed = claim()) {
        const Outcome outcome = run(*claimed);
        finish(*claimed, outcome);
        ++count;
    }
    return count;
}

std::optional<Instant> Runner::next_due() {
    auto tx = database_.read();
    std::optional<Instant> next;
    for (const auto& [kind, handler] : handlers_) {
        const auto due =
            tx.first(find_next, {kind}, [](const store::Row& row) { return row.instant(0); });
        if (due && (!next || *due < *next)) next = due;
    }
    return next;
}

std::optional<Claim> Runner::claim() {
    const Instant now = clock_.now();
    auto tx = database_.begin();
    std::optional<Due> oldest;
    for (const auto& [kind, handler] : handlers_) {
        auto due = tx.first(find_due, {kind, now}, [&](const store::Row& row) {
            return Due{kind, std::string(row.text(0)), std::string(row.text(1)),
                       static_cast<int>(row.integer(2)), row.instant(3)};
        });
        if (due && (!oldest || due->due < oldest->due)) oldest = std::move(due);
    }
    if (!oldest) return std::nullopt;
    Claim claim(*this);
    claim.id_ = JobId(oldest->id);
    claim.kind_ = oldest->kind;
    claim.argument_ = oldest->argument;
    claim.attempt_ = oldest->attempts + 1;
    // The id alone would not tell two claims of one job apart.
    claim.holder_ = make_id(now);
    tx.execute(take, {claim.id_, claim.holder_, now + settings_.lease});
    tx.commit();
    return claim;
}

Outcome Runner::run(Claim& claim) {
    // Its process died each time, so nobody could count these as failed.
    if (claim.attempt_ > settings_.attempts)
        return refuse(Kind::unavailable, "jobs.never_ended",
                      fmt::format("its process ended {} times while it ran", settings_.attempts));
    try {
        return handlers_.at(claim.kind_)(claim);
    } catch (const std::exception& error) {
        return refuse(Kind::unavailable, "jobs.failed", error.what());
    }
}

void Runner::finish(const Claim& claim, const Outcome& outcome) {
    const Instant now = clock_.now();
    auto tx = database_.begin();
    if (outcome) {
        tx.execute(delete_done, {claim.id_, claim.holder_});
    } else {
        const bool last = claim.attempt_ >= settings_.attempts;
        const auto again = now + wait_after(claim.attempt_, settings_);
        // Another process may hold it by now (our lease was over): then nothing is changed.
        const bool ours =
            tx.execute(put_back, {claim.id_, claim.holder_, again, in_words(outcome.error())}) == 1;
        if (ours && last) tx.execute(give_up, {claim.id_, now});
        log::warning(
            last ? "jobs.gave_up" : "jobs.failed_once",
            {{"kind", claim.kind_}, {"attempt", claim.attempt_}, {"code", outcome.error().code}});
    }
    tx.commit();
}

}  // namespace kolokol::jobs
