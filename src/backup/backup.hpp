#pragma once
// The whole house in one file, and back: database, pictures, editions, configuration, theme; keys
// sealed to the recovery key, so that who finds the file cannot sign. docs/formats/backup.md.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>

#include "base/result.hpp"
#include "base/time.hpp"
#include "crypto/sealed.hpp"
#include "store/database.hpp"

namespace kolokol::backup {

using Progress = std::function<void(std::uint64_t done, std::uint64_t of)>;

struct BackupReport {
    std::uint64_t files = 0;
    std::uint64_t rows = 0;
    std::uint64_t bytes = 0;  // of the backup file
};

/// Writes `file` while the paper is served and pressed: one moment of the database, and an edition
/// that is no older. The file appears whole or not at all. Everything in it is sealed to
/// `recovery`; keys that lie outside the folder are not in it. Refuses "backup.exists",
/// "backup.no_room", and what opening the editions refuses. Throws std::system_error where the disk
/// fails.
Result<BackupReport> back_up(const std::filesystem::path& publication, store::Database& database,
                             const crypto::BoxPublicKey& recovery,
                             const std::filesystem::path& file, Instant now,
                             const Progress& progress = {});

/// Opens the database that the kolokol.toml of a publication's folder names.
using OpenDatabase = std::function<Result<std::unique_ptr<store::Database>>(
    const std::filesystem::path& publication)>;

/// What restore() refuses of the file and the folder before it needs the key: before somebody types
/// 64 digits for nothing.
Outcome may_restore(const std::filesystem::path& file, const std::filesystem::path& publication);

/// Makes the folder `publication`, which must be absent or empty, from `file`. The database named
/// in its kolokol.toml must be empty. The folder is complete or, after a refusal, as it was: it is
/// made beside `publication` and renamed. Refuses "backup.not_found", "backup.not_ours",
/// "backup.damaged", "backup.newer", "backup.wrong_key", "backup.not_empty".
Result<BackupReport> restore(const std::filesystem::path& file,
                             const std::filesystem::path& publication,
                             const crypto::BoxKeyPair& recovery, const OpenDatabase& open_database,
                             const std::filesystem::path& migrations, Instant now,
                             const Progress& progress = {});

}  // namespace kolokol::backup
