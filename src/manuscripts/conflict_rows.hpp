#pragma once
// Conflicts that wait for somebody to decide: SQL and nothing else.

#include <optional>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "manuscripts/manuscript.hpp"
#include "manuscripts/merge.hpp"
#include "store/transaction.hpp"

namespace kolokol::manuscripts {

using ConflictId = Id<struct ConflictTag>;

struct OpenConflict {
    ConflictId id;
    Conflict conflict;
    std::optional<staff::AccountId> author;  // of what does not stand
};
void add_conflicts(store::Transaction& tx, const ArticleId& id, std::int64_t version,
                   const std::vector<Conflict>& conflicts, const staff::AccountId& author,
                   Instant now);
/// In the order in which they arose.
std::vector<OpenConflict> open_conflicts(store::Transaction& tx, const ArticleId& id);
/// Somebody who was shown both texts, up to version `base`, has gone on writing: those that arose
/// from their own saves are decided.
void close_own_conflicts(store::Transaction& tx, const ArticleId& manuscript, std::int64_t base,
                         const staff::AccountId& author, Instant now);
/// False where it is not open, or another manuscript's.
bool close_conflict(store::Transaction& tx, const ArticleId& manuscript, const ConflictId& id,
                    Instant now);

}  // namespace kolokol::manuscripts
