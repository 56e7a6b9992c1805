#pragma once
// What a press does with the newsroom's rows before it prints: articles that are due are published
// and find their place among the older ones.

#include <cstdint>

#include "base/time.hpp"
#include "store/transaction.hpp"

namespace kolokol::press {

/// Publishes what is due at `at`, and chooses older articles for those that are published for the
/// first time (related.hpp). How many were published.
std::uint64_t publish_due(store::Transaction& tx, Instant at);
bool is_anything_due(store::Transaction& tx, Instant at);

}  // namespace kolokol::press
