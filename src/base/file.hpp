#pragma once
// Files that endure: whole or not there at all, also after a power cut. Failures of the disk are
// exceptions (std::system_error, its text names the path).

#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>

#include "base/bytes.hpp"
#include "base/result.hpp"

namespace kolokol {

/// The disk, or its owner's share of it, has no room left (ENOSPC, EDQUOT).
class DiskFull : public std::system_error {
public:
    DiskFull(int error, const char* what, std::filesystem::path path);
    /// What was being written there.
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

/// Throws what errno says of a call on `path`: DiskFull or another std::system_error.
[[noreturn]] void fail_on_file(const char* call, const std::filesystem::path& path);

/// Reads a whole file of at most `limit` bytes. Refuses "file.not_found", "file.too_large".
Result<Bytes> read_file(const std::filesystem::path& path, std::size_t limit = 1U << 30);

enum class Access { everyone_reads, owner_only };  // 0644, 0600

/// Writes beside `path`, fsyncs, renames over it, fsyncs the folder.
void write_file(const std::filesystem::path& path, BytesView bytes,
                Access access = Access::everyone_reads);

/// fsync of a folder, after which its new names endure.
void sync_folder(const std::filesystem::path& folder);

/// A file descriptor that closes itself.
class Descriptor {
public:
    Descriptor() = default;
    explicit Descriptor(int fd) : fd_(fd) {}
    Descriptor(Descriptor&& other) noexcept : fd_(other.release()) {}
    Descriptor& operator=(Descriptor&& other) noexcept;
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() { reset(); }
    int get() const { return fd_; }
    explicit operator bool() const { return fd_ >= 0; }
    int release();
    void reset();

private:
    int fd_ = -1;
};

/// open(2) with O_CLOEXEC; throws std::system_error naming the path.
Descriptor open_file(const std::filesystem::path& path, int flags, int mode = 0644);
/// Writes all of `bytes` at the descriptor's place.
void write_all(const Descriptor& file, BytesView bytes, const std::filesystem::path& named);
/// fdatasync(2).
void sync_file(const Descriptor& file, const std::filesystem::path& named);

/// A folder under the system's temporary one, removed with all it holds.
class TemporaryFolder {
public:
    explicit TemporaryFolder(std::string_view prefix = "kolokol");
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    ~TemporaryFolder();
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

}  // namespace kolokol
