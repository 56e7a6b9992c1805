#pragma once
// One person writes, the others see who. A lock keeps nobody's words out: whoever lost it meanwhile
// has their save merged.

#include "manuscripts/manuscript.hpp"
#include "store/transaction.hpp"

namespace kolokol::manuscripts {

/// So long after the last sign of its holder a lock is free.
constexpr std::chrono::minutes lock_silence(5);

enum class Holding { mine, other, free };
Holding holding(const Lock& lock, const staff::AccountId& me, Instant now);

/// Takes it where it is free, or goes on holding it. Whose it is then.
Holding keep_lock(store::Transaction& tx, const Manuscript& manuscript, const staff::AccountId& me,
                  Instant now);

enum class LockWish { take, ask, give, leave };
std::optional<LockWish> parse_lock_wish(std::string_view text);
/// Refuses "manuscripts.held" (another one writes, and was heard of within lock_silence),
/// "manuscripts.not_held" (giving what one has not), "manuscripts.nobody_asked".
Outcome change_lock(store::Transaction& tx, const Manuscript& manuscript, LockWish wish,
                    const staff::AccountId& me, Instant now);

}  // namespace kolokol::manuscripts
