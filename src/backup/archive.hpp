#pragma once
// The backup file as a stream: entries one after another, sealed part by part. Byte layout:
// docs/formats/backup.md. For this room's sources and tests.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "base/file.hpp"
#include "crypto/sealed.hpp"

namespace kolokol::backup {

/// One entry's head. Names are relative and stay inside the folder: see good_name().
struct Head {
    enum class Kind : std::uint8_t { facts = 1, file = 2, database = 3, end = 4 };
    Kind kind = Kind::file;
    Access access = Access::everyone_reads;  // of a file
    std::string name;                        // of a file
    bool operator==(const Head&) const = default;
};

/// Parts between slashes are not empty, "." or ".."; no zero byte; at most 4,096 bytes.
bool good_name(std::string_view name);

/// Writes to a file of its own; what is not finished is removed.
class ArchiveWriter {
public:
    /// Throws std::system_error. Refuses "crypto.not_a_box_key".
    static Result<ArchiveWriter> create(const std::filesystem::path& file,
                                        const crypto::BoxPublicKey& recovery);
    ArchiveWriter(ArchiveWriter&&) noexcept;
    ~ArchiveWriter();
    void begin(const Head& head);
    /// To the entry begun last.
    void write(BytesView bytes);
    /// Ends the entry.
    void end();
    /// Ends the archive; the file then stands whole on the disk under its name. Bytes of the file.
    std::uint64_t finish();

private:
    struct State;
    explicit ArchiveWriter(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

class ArchiveReader {
public:
    /// Whether open() may succeed, as far as it shows without the key. Refuses
    /// "backup.not_found", "backup.not_ours", "backup.newer", "backup.damaged".
    static Outcome check(const std::filesystem::path& file);
    /// Refuses "backup.not_found", "backup.not_ours", "backup.newer", "backup.damaged",
    /// "backup.wrong_key".
    static Result<ArchiveReader> open(const std::filesystem::path& file,
                                      const crypto::BoxKeyPair& recovery);
    ArchiveReader(ArchiveReader&&) noexcept;
    ~ArchiveReader();
    /// The next entry, whose bytes may then be read; the last is Kind::end, after which the file
    /// was found to end as it should. Refuses "backup.damaged".
    Result<Head> next();
    /// At most `limit` bytes of the entry; empty at its end. Refuses "backup.damaged".
    Result<Bytes> read(std::size_t limit);
    /// Bytes of the file read so far, and all of them.
    std::uint64_t done() const;
    std::uint64_t size() const;

private:
    struct State;
    static Result<std::unique_ptr<State>> begin(const std::filesystem::path& file);
    explicit ArchiveReader(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace kolokol::backup
