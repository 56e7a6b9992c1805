#pragma once
// A PostgreSQL server for the tests, from Debian's package: in a temporary folder, on a Unix
// socket, without fsync. ctest starts one before the first test that asks for it and stops it after
// the last (tests/support/postgres).

#include <filesystem>
#include <optional>
#include <string>

#include "base/result.hpp"

namespace kolokol::support {

/// Starts it, as the user `postgres` where we are root (PostgreSQL refuses root), and writes its
/// folder into `state`; a server that is still there from before is used again. Refuses where there
/// is no PostgreSQL, and writes the reason into `state`.
Outcome start_postgres(const std::filesystem::path& state);

/// Stops it and removes all it wrote.
void stop_postgres(const std::filesystem::path& state);

/// $KOLOKOL_TEST_POSTGRES, or the server that ctest has started. Refuses with the reason for a
/// skip.
Result<std::string> postgres_address();

}  // namespace kolokol::support
