#pragma once
// `current`: the commit record of a shelf. Whatever it does not name was left by a crash. For this
// room's sources; layout: docs/formats/edition.md.

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "base/file.hpp"
#include "edition/pack.hpp"

namespace kolokol::edition {

struct SignedFile {
    std::uint64_t version = 0;
    Bytes bytes;
};

struct KeptEdition {
    std::uint64_t sequence = 0;
    Digest digest;  // of its edition.json, which is an object
};

struct Manifest {
    std::uint64_t commit = 0;    // of any kind, counted
    std::vector<PackId> closed;  // sorted
    PackId open = 1;
    std::uint64_t open_length = 0;  // 0: the pack is not made yet
    std::uint64_t next_segment = 1;
    std::vector<std::uint64_t> segments;  // larger ones first
    std::uint64_t root_version = 1;
    std::vector<KeptEdition> editions;  // newest first
    // Signed metadata, newest first. A few older ones stay, for clients that are half-way.
    std::vector<SignedFile> targets;
    std::vector<SignedFile> snapshots;
    std::vector<SignedFile> timestamps;
    bool has_edition() const { return !editions.empty(); }
};

std::filesystem::path manifest_path(const std::filesystem::path& shelf);
Bytes encode(const Manifest& manifest);
/// Refuses "edition.damaged", "edition.newer_format".
Result<Manifest> decode_manifest(BytesView bytes);
/// Refuses "edition.no_shelf" too.
Result<Manifest> read_manifest(const std::filesystem::path& shelf);
/// Counts `commit` up and makes it the shelf's.
void write_manifest(const std::filesystem::path& shelf, Manifest& manifest);
/// The names in delta/ that count: from each kept edition to the one that came next.
std::set<std::string> delta_names(const Manifest& manifest);
/// As many older ones of each kind of metadata as stay.
void add_signed(std::vector<SignedFile>& files, SignedFile newest);

/// A lock on a file of the shelf, held by one process (and one place in it) at a time.
class ShelfLock {
public:
    /// Waits for its turn: for the moment of a commit.
    static ShelfLock for_commit(const std::filesystem::path& shelf);
    /// For a whole press or collection. Refuses "edition.press_under_way".
    static Result<ShelfLock> for_press(const std::filesystem::path& shelf);

private:
    explicit ShelfLock(Descriptor file) : file_(std::move(file)) {}
    Descriptor file_;
};

}  // namespace kolokol::edition
