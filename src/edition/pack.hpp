#pragma once
// Packs: files of objects one after another. A pack is appended to until it holds 16 MiB, then it
// is immutable. For this room's sources; byte layout: docs/formats/edition.md.

#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>

#include "base/bytes.hpp"
#include "base/file.hpp"
#include "edition/edition.hpp"

namespace kolokol::edition {

using PackId = std::uint32_t;

struct Place {
    PackId pack = 0;
    std::uint32_t offset = 0;
};

constexpr std::uint64_t pack_header_size = 16;
constexpr std::uint64_t pack_closes_at = 16U << 20U;
/// No record starts past pack_closes_at, and none is longer than three forms of a chunk.
constexpr std::uint64_t longest_pack = pack_closes_at + 4 * chunk_size;

struct Record {
    Digest digest;
    Object object;
    std::uint32_t offset = 0;
    std::uint64_t length = 0;  // header and padding included
};
/// `pack` ends where its committed bytes do. Nothing when there is no whole record at `offset`.
std::optional<Record> read_record(BytesView pack, std::uint64_t offset);
/// Every record from `offset` on; refuses "edition.damaged" where one is not whole.
Outcome each_record(BytesView pack, std::uint64_t offset,
                    const std::function<void(const Record&)>& visit);

std::filesystem::path pack_path(const std::filesystem::path& shelf, PackId id);

/// A pack mapped for reading, at the latest when first looked into. Threads share it.
class Pack {
public:
    explicit Pack(std::filesystem::path path) : path_(std::move(path)) {}
    Pack(const Pack&) = delete;
    Pack& operator=(const Pack&) = delete;
    ~Pack();
    /// From the start to `length`, which the file must have. Throws std::system_error when it
    /// cannot be mapped.
    BytesView bytes(std::uint64_t length) const;
    /// All that the file has: of a closed pack.
    BytesView bytes() const { return bytes(map().length); }

private:
    struct Map {
        const char* base = nullptr;
        std::uint64_t length = 0;  // of the file when it was mapped
    };
    const Map& map() const;
    std::filesystem::path path_;
    mutable std::once_flag once_;
    mutable Map map_;
};

/// Appends records to the open pack, and goes on to the next one when it is full. One thread.
class PackWriter {
public:
    struct Closed {
        PackId id = 0;
        std::uint64_t length = 0;
    };
    using OnClose = std::function<void(const Closed&)>;
    /// Cuts the file to `length`, what a crash left behind it; makes it where `length` is 0.
    /// Refuses "edition.damaged" when the pack is shorter.
    static Result<PackWriter> open(const std::filesystem::path& shelf, PackId id,
                                   std::uint64_t length, OnClose on_close);
    Place append(const Digest& digest, const Object& object);
    /// The bytes reach the file, not yet the disk: maps see them.
    void flush();
    /// All that was appended reaches the disk, with the packs that were closed meanwhile.
    void sync();
    /// Ends this pack, whatever its length, and starts the next.
    void close_pack();
    PackId id() const { return id_; }
    std::uint64_t length() const { return length_; }
    std::uint64_t written() const { return written_; }

private:
    PackWriter(std::filesystem::path shelf, OnClose on_close)
        : shelf_(std::move(shelf)), on_close_(std::move(on_close)) {}
    struct Waiting {
        PackId id = 0;
        Descriptor file;
    };
    void start_pack(PackId id);
    void sync_oldest();
    std::filesystem::path shelf_;
    OnClose on_close_;
    PackId id_ = 0;
    Descriptor file_;
    std::deque<Waiting> waiting_;  // closed, on their way to the disk
    bool is_new_ = false;          // a pack was made whose name may not be on the disk
    Bytes buffer_;
    std::uint64_t length_ = 0;
    std::uint64_t written_ = 0;
};

}  // namespace kolokol::edition
