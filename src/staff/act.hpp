#pragma once
// Dangerous acts: put down by one person, confirmed by another one's key, then carried out. Where
// fewer than two may confirm, a day passes instead, in which it can be taken back.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "staff/account.hpp"

namespace kolokol::staff {

using ActId = Id<struct ActTag>;

constexpr std::chrono::milliseconds lonely_wait = std::chrono::hours(24);

enum class ActState { waiting, done, failed, taken_back };

struct Act {
    ActId id;
    /// Who carries it out: "staff.roles", "people.export"…
    std::string kind;
    /// JSON, as that one reads it; no personal data.
    std::string argument;
    AccountId proposed_by;
    Instant proposed_at;
    std::optional<AccountId> confirmed_by;
    /// From when it may be carried out; nothing: not without a second person.
    std::optional<Instant> ready_at;
    ActState state = ActState::waiting;
    /// Why it could not be carried out.
    std::string failure;
    std::optional<Instant> ended_at;
};

/// Its ready_at is set where nobody but `by` could confirm it.
Act propose(store::Transaction& tx, std::string_view kind, std::string_view argument,
            const AccountId& by, Instant now);
std::optional<Act> find_act(store::Transaction& tx, const ActId& id);
/// Waiting ones first, then the newest, at most `limit`.
std::vector<Act> acts(store::Transaction& tx, int limit);

/// The face has verified a key of `by` for this very act. Refuses "staff.act_unknown",
/// "staff.act_ended", "staff.act_own" (nobody confirms their own), "staff.not_allowed".
Outcome confirm(store::Transaction& tx, const ActId& id, const Account& by, Instant now);
/// By whoever may confirm, or proposed it. Refuses as confirm() does but for "staff.act_own".
Outcome take_back(store::Transaction& tx, const ActId& id, const Account& by, Instant now);

/// What is to be carried out now, the oldest first.
std::vector<Act> ready_acts(store::Transaction& tx, Instant now);
/// In the transaction that carried it out, or after that was rolled back with its problem.
void end_act(store::Transaction& tx, const ActId& id, const Outcome& outcome, Instant now);

}  // namespace kolokol::staff
