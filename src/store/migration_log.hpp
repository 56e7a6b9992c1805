#pragma once
// Migrations inside a transaction that is already open, for the loader of dumps. For the files of
// this room only.

#include <span>
#include <string>
#include <vector>

#include "store/migrations.hpp"

namespace kolokol::store {

/// Their names. Throws Failure, naming the migration.
std::vector<std::string> apply_migrations(Transaction& tx, std::span<const Migration> migrations,
                                          Instant now);

}  // namespace kolokol::store
