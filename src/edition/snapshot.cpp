// The files of one moment of a shelf, for a backup.

#include "edition/shelf_state.hpp"

namespace kolokol::edition {
namespace {

/// What a snapshot holds on to: the maps, and the small files that are not mapped.
struct Kept {
    // Shared with the shelf, which goes on to a newer one.
    std::shared_ptr<const Opened> opened;
    std::vector<Bytes> roots;
    Bytes current;
};

}  // namespace

Shelf::Snapshot Shelf::snapshot() const {
    auto kept = std::make_shared<Kept>();
    kept->opened = state_->newest();
    const Opened& opened = *kept->opened;
    const Manifest& manifest = opened.manifest();
    const auto& folder = opened.folder();
    Snapshot snapshot;
    const auto add = [&](const std::filesystem::path& file, BytesView bytes) {
        snapshot.files.push_back({file.lexically_relative(folder), bytes});
    };
    for (const PackId id : manifest.closed)
        add(pack_path(folder, id), opened.pack_bytes(id));
    if (manifest.open_length > 0)
        add(pack_path(folder, manifest.open), opened.pack_bytes(manifest.open));
    for (const auto& [number, segment] : opened.locator().segments())
        add(segment_path(folder, number), segment->file_bytes());
    kept->roots.reserve(manifest.root_version);  // the views below must not move
    for (std::uint64_t version = 1; version <= manifest.root_version; ++version) {
        kept->roots.push_back(opened.root_metadata(version));
        add(root_path(folder, version), kept->roots.back());
    }
    kept->current = encode(manifest);
    add(manifest_path(folder), kept->current);
    snapshot.keeps = std::move(kept);
    return snapshot;
}

}  // namespace kolokol::edition
