#pragma once
// Challenges that cost nothing to hand out: a stranger who asks for a million leaves no row. A
// challenge carries its end and is sealed by a key of the newsroom's own; only one that was
// answered rightly is written down, so that it answers once.

#include <string_view>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "store/transaction.hpp"

namespace kolokol::staff {

/// Five minutes.
constexpr std::chrono::milliseconds challenge_life = std::chrono::minutes(5);

/// `purpose` says for what and for whom ("enter", "join " and the invitation's id…): a challenge
/// for one is refused for another.
Bytes make_challenge(store::Transaction& tx, std::string_view purpose, Instant now);

/// To be called once the answer to it has been verified, in the transaction that acts on it.
/// Refuses "staff.challenge_unknown" (not ours, or for another purpose), "staff.challenge_over",
/// "staff.challenge_spent".
Outcome spend_challenge(store::Transaction& tx, BytesView challenge, std::string_view purpose,
                        Instant now);

/// A random key of 32 bytes by that name, made where it is missing.
Bytes newsroom_secret(store::Transaction& tx, std::string_view name);

}  // namespace kolokol::staff
