#pragma once
// Where an object lies: sorted segments on the disk for closed packs, a small table for the open
// one. All of it is derived from the packs and can be made anew. For this room's sources.

#include <memory>
#include <unordered_map>
#include <vector>

#include "edition/pack.hpp"

namespace kolokol::edition {

struct Located {
    Digest digest;
    Place place;
};

/// An immutable sorted file, mapped. Looked up by interpolation: digests are uniform.
class Segment {
public:
    /// Sorts `located` and writes it; not synced.
    static void write(const std::filesystem::path& file, std::vector<Located> located);
    /// Two segments into one; not synced.
    static void merge(const std::filesystem::path& file, const Segment& left, const Segment& right);
    /// Refuses "edition.damaged".
    static Result<std::shared_ptr<const Segment>> open(const std::filesystem::path& file);
    Segment(const Segment&) = delete;
    Segment& operator=(const Segment&) = delete;
    ~Segment();
    std::uint64_t size() const { return count_; }
    Located at(std::uint64_t i) const;
    std::optional<Place> find(const Digest& digest) const;
    /// The file as it stands on the disk.
    BytesView file_bytes() const { return {base_, mapped_}; }

private:
    Segment(const char* base, std::size_t mapped, std::uint64_t count)
        : base_(base), mapped_(mapped), count_(count) {}
    BytesView digest_at(std::uint64_t i) const;
    const char* base_;
    std::size_t mapped_;
    std::uint64_t count_;
};

std::filesystem::path segment_path(const std::filesystem::path& shelf, std::uint64_t number);

/// Copies share their segments; a const one may be shared by threads.
class Locator {
public:
    struct Numbered {
        std::uint64_t number;
        // Shared: an edition that is being read keeps the segments it was opened with.
        std::shared_ptr<const Segment> segment;
    };
    std::optional<Place> find(const Digest& digest) const;
    void add(const Digest& digest, Place place) { open_.insert_or_assign(digest, place); }
    /// Adds what lies in the pack from `offset` on.
    Outcome scan(PackId id, BytesView pack, std::uint64_t offset);
    const std::vector<Numbered>& segments() const { return segments_; }
    void add_segment(Numbered segment) { segments_.push_back(std::move(segment)); }
    /// The open pack has closed: its table becomes a segment, merged with those of its size or less
    /// (as a binary counter carries), so that there are few. `next` is the next free number.
    /// The new segment counts when sync() is done: most are merged before.
    Outcome settle(const std::filesystem::path& shelf, std::uint64_t& next);
    /// What settle() wrote reaches the disk.
    void sync(const std::filesystem::path& shelf);

private:
    static constexpr std::uint64_t none_unsynced = UINT64_MAX;
    std::vector<Numbered> segments_;
    std::uint64_t unsynced_from_ = none_unsynced;  // the first number that may not be on the disk
    std::unordered_map<Digest, Place> open_;
};

}  // namespace kolokol::edition
