#pragma once
// The whole database as a stream of bytes that either engine loads: a backup, and the way from
// SQLite to PostgreSQL. The format is docs/formats/database-dump.md.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string_view>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "store/database.hpp"

namespace kolokol::store {

/// Takes the next piece of the dump.
using Sink = std::function<void(BytesView)>;
/// Gives at most `limit` bytes; empty at the end.
using Source = std::function<Bytes(std::size_t limit)>;

/// Rows written. One snapshot, in flat memory, while others write.
std::int64_t dump(Database& database, const Sink& sink);

/// Fills an empty database: brings its schema to the dump's version with the migrations in
/// `folder`, then loads the rows in one transaction. An older dump is loaded and then migrated.
/// Rows loaded. Refuses "store.dump_not_ours", "store.dump_damaged", "store.dump_newer",
/// "store.not_empty".
Result<std::int64_t> load(Database& database, const Source& source,
                          const std::filesystem::path& folder, Instant now);

}  // namespace kolokol::store
