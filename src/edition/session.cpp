#include "edition/session.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fcntl.h>
#include <fmt/format.h>

#include "edition/compress.hpp"
#include "edition/signing.hpp"

namespace kolokol::edition {
namespace {

/// Files of a folder that `named` does not hold were left by a crash. An empty folder may have got
/// lost when the shelf was copied.
void remove_others(const std::filesystem::path& folder, const std::set<std::string>& named) {
    std::filesystem::create_directory(folder);
    for (const auto& file : std::filesystem::directory_iterator(folder))
        if (!named.contains(file.path().filename().string())) std::filesystem::remove(file.path());
}

void remove_leftovers(const std::filesystem::path& shelf, const Manifest& manifest) {
    std::set<std::string> packs;
    for (const PackId id : manifest.closed)
        packs.insert(pack_path(shelf, id).filename());
    if (manifest.open_length > 0) packs.insert(pack_path(shelf, manifest.open).filename());
    remove_others(shelf / "packs", packs);
    std::set<std::string> segments;
    for (const std::uint64_t number : manifest.segments)
        segments.insert(segment_path(shelf, number).filename());
    remove_others(shelf / "segments", segments);
    remove_others(shelf / "delta", delta_names(manifest));
}

}  // namespace

struct Session::State {
    State(ShelfLock press, std::shared_ptr<const Opened> opened)
        : lock(std::move(press)), base(std::move(opened)), locator(base->locator()) {}

    /// Called by the writer when a pack is full.
    void closed_pack(const PackWriter::Closed& pack) {
        closed.push_back(pack.id);
        auto settled = locator.settle(base->folder(), next_segment);
        if (!settled) throw std::runtime_error(settled.error().detail);
    }

    /// All that was written reaches the disk: from then on a commit may name it.
    void sync() {
        writer->sync();
        locator.sync(base->folder());
    }

    Place append(const Digest& digest, const Object& object) {
        const Place place = writer->append(digest, object);
        locator.add(digest, place);
        return place;
    }

    /// The commit record as it is now, which may differ from the base in its heartbeat alone.
    Result<Manifest> manifest_now() const {
        auto manifest = read_manifest(base->folder());
        if (!manifest) return refuse(manifest.error());
        const auto& before = base->manifest().editions;
        if (manifest->editions.size() != before.size() ||
            (!before.empty() && manifest->editions.front().digest != before.front().digest))
            return refuse(Kind::conflict, "edition.conflict",
                          "another edition was pressed meanwhile: press again");
        return manifest;
    }

    void fill(Manifest& manifest) const {
        manifest.closed = closed;
        manifest.open = writer->id();
        manifest.open_length = writer->length();
        manifest.next_segment = next_segment;
        manifest.segments.clear();
        for (const auto& segment : locator.segments())
            manifest.segments.push_back(segment.number);
    }

    ShelfLock lock;
    // Shared with the base edition.
    std::shared_ptr<const Opened> base;
    Locator locator;
    std::vector<PackId> closed;
    std::uint64_t next_segment = 1;
    std::optional<PackWriter> writer;
    std::map<PackId, std::unique_ptr<Pack>> fresh;  // packs written to, mapped for reading back
};

Session::Session(std::unique_ptr<State> state) : state_(std::move(state)) {}
Session::Session(Session&&) noexcept = default;
Session& Session::operator=(Session&&) noexcept = default;
Session::~Session() = default;

Result<Session> Session::start(const std::filesystem::path& folder) {
    auto lock = ShelfLock::for_press(folder);
    if (!lock) return refuse(lock.error());
    auto opened = Opened::newest(folder, nullptr, Mapping::when_needed);
    if (!opened) return refuse(opened.error());
    const Manifest& manifest = (*opened)->manifest();
    remove_leftovers(folder, manifest);
    auto state = std::make_unique<State>(std::move(*lock), *opened);
    state->closed = manifest.closed;
    state->next_segment = manifest.next_segment;
    auto writer = PackWriter::open(
        folder, manifest.open, manifest.open_length,
        [self = state.get()](const PackWriter::Closed& pack) { self->closed_pack(pack); });
    if (!writer) return refuse(writer.error());
    state->writer.emplace(std::move(*writer));
    return Session(std::move(state));
}

const Opened& Session::base() const {
    return *state_->base;
}

std::shared_ptr<const Edition> Session::base_edition() const {
    if (!state_->base->manifest().has_edition()) return nullptr;
    auto edition = open_edition(state_->base, state_->base->manifest().editions.front());
    return edition ? *edition : nullptr;
}

bool Session::holds(const Digest& digest) const {
    return state_->locator.find(digest).has_value();
}

void Session::add(const PreparedPage& page) {
    if (page.size <= chunk_size) {
        state_->append(page.digest, {page.identity, page.br, page.gzip});
        return;
    }
    ChunkList list{page.size, {}};
    for (const BytesView chunk : split_chunks(page.identity))
        list.chunks.push_back(add_bytes(chunk));
    add_bytes(encode(list));
}

Digest Session::add_bytes(BytesView bytes) {
    const Digest digest = crypto::sha256(bytes);
    if (!holds(digest)) state_->append(digest, {bytes, {}, {}});
    return digest;
}

void Session::copy(const Digest& digest, const Object& object) {
    state_->append(digest, object);
}

Result<BytesView> Session::read(const Digest& digest) {
    if (const auto found = state_->base->object(digest)) return found->identity;
    const auto place = state_->locator.find(digest);
    if (!place)
        return refuse(Kind::not_found, "edition.missing_object",
                      fmt::format("the object {} is missing from the packs", digest.hex()));
    state_->writer->flush();
    auto& pack = state_->fresh[place->pack];
    if (!pack) pack = std::make_unique<Pack>(pack_path(state_->base->folder(), place->pack));
    const bool open = place->pack == state_->writer->id();
    const auto record =
        read_record(pack->bytes(open ? state_->writer->length() : longest_pack), place->offset);
    if (!record) throw std::runtime_error("an object that was just written cannot be read back");
    return record->object.identity;
}

std::uint64_t Session::written() const {
    return state_->writer->written();
}

Result<std::uint64_t> Session::write_delta(DeltaEnds ends, const Index& before, const Digest& root,
                                           unsigned depth, std::uint64_t& paths_changed) {
    const Index after(root, depth, [this](const Digest& digest) { return read(digest); });
    auto delta = make_delta(ends, before, after, paths_changed);
    if (!delta) return refuse(delta.error());
    if (delta->empty()) return std::uint64_t{0};
    // Not synced, as it can be done without: whoever opens it looks whether it is whole.
    const auto path = state_->base->folder() / "delta" / fmt::format("{}-{}", ends.from, ends.to);
    write_all(open_file(path, O_WRONLY | O_CREAT | O_TRUNC), *delta, path);
    return std::uint64_t{delta->size()};
}

Outcome Session::commit(BytesView facts, const KeptEdition& edition, const Signers& signers,
                        Instant now, std::size_t keep) {
    state_->sync();
    const auto folder = state_->base->folder();
    const auto lock = ShelfLock::for_commit(folder);
    auto manifest = state_->manifest_now();
    if (!manifest) return refuse(manifest.error());
    auto root = tuf::parse_root(state_->base->root_metadata(manifest->root_version));
    if (!root) return refuse(root.error());
    manifest->editions.insert(manifest->editions.begin(), edition);
    if (manifest->editions.size() > keep) manifest->editions.resize(keep);
    auto sealed = sign_edition(*manifest, *root, facts, signers, now);
    if (!sealed) return sealed;
    state_->fill(*manifest);
    write_manifest(folder, *manifest);
    return done();
}

Outcome Session::checkpoint() {
    state_->sync();
    const auto folder = state_->base->folder();
    const auto lock = ShelfLock::for_commit(folder);
    auto manifest = state_->manifest_now();
    if (!manifest) return refuse(manifest.error());
    state_->fill(*manifest);
    write_manifest(folder, *manifest);
    return done();
}

Outcome Session::take_over(const SignedElsewhere& other, std::size_t keep) {
    state_->sync();
    const auto folder = state_->base->folder();
    const auto lock = ShelfLock::for_commit(folder);
    auto manifest = state_->manifest_now();
    if (!manifest) return refuse(manifest.error());
    const auto& beats = manifest->timestamps;
    if (other.root_version == manifest->root_version && !beats.empty() &&
        beats.front().version >= other.timestamp.version)
        return refuse(Kind::conflict, "edition.conflict",
                      "the heartbeat was renewed here meanwhile: offer the edition again");
    auto& editions = manifest->editions;
    const auto first_older = std::find_if(
        editions.begin(), editions.end(),
        [&](const KeptEdition& kept) { return kept.sequence < other.edition.sequence; });
    editions.erase(editions.begin(), first_older);
    editions.insert(editions.begin(), other.edition);
    if (editions.size() > keep) editions.resize(keep);
    manifest->root_version = other.root_version;
    // A later root may begin to count anew: what bears the number of the new file, or a later one,
    // was signed with keys that it removed.
    const auto add_new = [](std::vector<SignedFile>& files, const SignedFile& file) {
        std::erase_if(files, [&](const SignedFile& old) { return old.version >= file.version; });
        add_signed(files, file);
    };
    add_new(manifest->targets, other.targets);
    add_new(manifest->snapshots, other.snapshot);
    manifest->timestamps.assign(1, other.timestamp);
    state_->fill(*manifest);
    write_manifest(folder, *manifest);
    return done();
}

void Session::close_pack() {
    state_->writer->close_pack();
}

Outcome Session::replace(const std::vector<PackId>& dropped, std::size_t keep) {
    state_->sync();
    const auto folder = state_->base->folder();
    auto& closed = state_->closed;
    const auto is_dropped = [&](PackId id) {
        return std::find(dropped.begin(), dropped.end(), id) != dropped.end();
    };
    closed.erase(std::remove_if(closed.begin(), closed.end(), is_dropped), closed.end());
    // The old segments name dropped packs, so that all rows are gathered anew.
    Locator fresh;
    for (const PackId id : closed) {
        const Pack pack(pack_path(folder, id));
        auto scanned = fresh.scan(id, pack.bytes(), pack_header_size);
        if (!scanned) return scanned;
    }
    if (!closed.empty()) {
        auto settled = fresh.settle(folder, state_->next_segment);
        if (!settled) return settled;
    }
    fresh.sync(folder);
    state_->locator = std::move(fresh);

    const auto lock = ShelfLock::for_commit(folder);
    auto manifest = read_manifest(folder);
    if (!manifest) return refuse(manifest.error());
    if (manifest->editions.size() > keep) manifest->editions.resize(keep);
    state_->fill(*manifest);
    write_manifest(folder, *manifest);
    remove_leftovers(folder, *manifest);
    return done();
}

}  // namespace kolokol::edition
