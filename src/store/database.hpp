#pragma once
// The database of one publication: SQLite (a file) or PostgreSQL (an address). Threads may share
// it.
//
// One writer at a time on both engines, also across processes: begin() waits for the other writer
// for up to five seconds, then throws store::Busy. Readers never wait and see one moment: what was
// committed when read() was called. What is committed endures (SQLite: WAL, synchronous=FULL).

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "store/transaction.hpp"

namespace kolokol::store {

class Database {
public:
    virtual ~Database() = default;

    virtual Engine engine() const = 0;
    /// A transaction that may write. Throws store::Busy, store::Failure.
    virtual Transaction begin() = 0;
    /// A snapshot to read from; writing through it throws store::Failure.
    virtual Transaction read() = 0;
    /// SQLite: a whole, compacted copy of this moment in a new file, while others write. Refuses
    /// "store.copy_needs_sqlite", "store.copy_exists". Looking for a copy that either engine can
    /// load? See store/dump.hpp.
    virtual Outcome copy_to(const std::filesystem::path& file) = 0;
    /// After an erasure was committed: what was deleted leaves the files. SQLite overwrites it in
    /// the database at once and here empties the write-ahead log, waiting up to fifteen seconds for
    /// those who still read it; PostgreSQL vacuums every table. Refuses "store.traces_remain".
    virtual Outcome erase_traces() = 0;
};

/// "sqlite:PATH" (the file is made where it is absent, readable by its owner only) or
/// "postgresql://…", "postgres://…" as libpq reads them. Refuses "store.address_unknown",
/// "store.unreachable" (the sentence holds no password).
Result<std::unique_ptr<Database>> open(std::string_view address);

/// The address as it may be shown: a password in it is replaced by "…".
std::string without_password(std::string_view address);

}  // namespace kolokol::store
