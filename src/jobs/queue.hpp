#pragma once
// Timed work that survives a restart. A job is put down in the transaction that makes it necessary,
// so it exists exactly when its reason does; a Runner (jobs/runner.hpp) takes it up when it is due.
// A job may run more than once (its process was killed in the middle), so what it does must do no
// harm when it is done twice.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "base/time.hpp"
#include "store/transaction.hpp"

namespace kolokol::jobs {

using JobId = Id<struct JobTag>;

struct NewJob {
    /// Which handler: "press.due", "outbox.send"…
    std::string kind;
    /// What it is about, in the handler's own words (an id, JSON). No personal data.
    std::string argument;
    Instant due;
    /// Where set: while a job of this kind and key waits or runs, a second is not taken in.
    std::optional<std::string> unique_key;
};

/// The new job's id, or nothing where one of the same kind and unique key is already there.
std::optional<JobId> enqueue(store::Transaction& tx, const NewJob& job, Instant now);

/// Takes back what waits or has failed; what runs at this moment ends by itself. Jobs removed.
std::int64_t cancel(store::Transaction& tx, std::string_view kind, std::string_view unique_key);

/// Given up after its last attempt: for `doctor` and the alarm.
struct FailedJob {
    JobId id;
    std::string kind;
    std::string argument;
    int attempts = 0;
    /// What went wrong the last time: a problem's code and detail.
    std::string failure;
    Instant failed_at;
};
std::vector<FailedJob> failed(store::Transaction& tx);

/// Puts a failed job back to be due at `now` with its attempts counted anew.
bool retry(store::Transaction& tx, const JobId& id, Instant now);

}  // namespace kolokol::jobs
