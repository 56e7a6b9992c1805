#pragma once
// What a press does with the newsroom's rows before it prints: articles that are due are published
// and find their place among the older ones.

#include <cstdint>

#include "base/time.hpp"
#include "store/transaction.hpp"

namespace kolokol::press {

/// Publishes what is due at `at`, oldest first. To an article that is published for the first time
/// it chooses older ones in its language, so that with those picked by hand there are at most six:
/// the newest of its rarest topic, then those of the next. They stand under "Read more" on its
/// page, and it under "Later on this story" on theirs. How many were published.
std::uint64_t publish_due(store::Transaction& tx, Instant at);
bool is_anything_due(store::Transaction& tx, Instant at);

}  // namespace kolokol::press
