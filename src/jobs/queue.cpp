#include "jobs/queue.hpp"

namespace kolokol::jobs {

namespace {

constexpr store::Query insert_job{"jobs.insert", R"sql(
    INSERT INTO job (id, kind, argument, unique_key, state, due_at, attempts, created_at)
    VALUES ($1, $2, $3, $4, 'waiting', $5, 0, $6)
    ON CONFLICT (kind, unique_key) WHERE state <> 'failed' DO NOTHING)sql"};

constexpr store::Query delete_by_key{"jobs.cancel", R"sql(
    DELETE FROM job WHERE kind = $1 AND unique_key = $2 AND state <> 'running')sql"};

constexpr store::Query find_failed{"jobs.find_failed", R"sql(
    SELECT id, kind, argument, attempts, failure, due_at FROM job
    WHERE state = 'failed' ORDER BY due_at, id)sql"};

constexpr store::Query has_successor{"jobs.has_successor", R"sql(
    SELECT 1 FROM job AS failed JOIN job AS other
        ON other.kind = failed.kind AND other.unique_key = failed.unique_key
    WHERE failed.id = $1 AND failed.state = 'failed' AND other.state <> 'failed')sql"};

constexpr store::Query revive{"jobs.retry", R"sql(
    UPDATE job SET state = 'waiting', due_at = $2, attempts = 0
    WHERE id = $1 AND state = 'failed')sql"};

}  // namespace

std::optional<JobId> enqueue(store::Transaction& tx, const NewJob& job, Instant now) {
    auto id = JobId::make(now);
    const auto inserted =
        tx.execute(insert_job, {id, job.kind, job.argument, job.unique_key, job.due, now});
    if (inserted == 0) return std::nullopt;
    return id;
}

std::int64_t cancel(store::Transaction& tx, std::string_view kind, std::string_view unique_key) {
    return tx.execute(delete_by_key, {kind, unique_key});
}

std::vector<FailedJob> failed(store::Transaction& tx) {
    return tx.all(find_failed, {}, [](const store::Row& row) {
        return FailedJob{.id = JobId(std::string(row.text(0))),
                         .kind = std::string(row.text(1)),
                         .argument = std::string(row.text(2)),
                         .attempts = static_cast<int>(row.integer(3)),
                         .failure = std::string(row.text(4)),
                         .failed_at = row.instant(5)};
    });
}

bool retry(store::Transaction& tx, const JobId& id, Instant now) {
    // The same work has been put down again in the meantime: that one will do it.
    if (tx.exists(has_successor, {id})) return false;
    return tx.execute(revive, {id, now}) == 1;
}

}  // namespace kolokol::jobs
