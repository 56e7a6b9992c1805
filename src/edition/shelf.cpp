#include "edition/shelf.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/log.hpp"
#include "edition/shelf_state.hpp"
#include "edition/signing.hpp"

namespace kolokol::edition {
namespace {

auto no_edition() {
    return refuse(Kind::not_found, "edition.no_edition",
                  "nothing was pressed yet: run kolokol press");
}

bool same(const timespec& left, const timespec& right) {
    return left.tv_sec == right.tv_sec && left.tv_nsec == right.tv_nsec;
}

Instant expiry(const std::vector<SignedFile>& files, std::string_view role) {
    if (files.empty()) return {};
    auto envelope = tuf::open_envelope(files.front().bytes, tuf::longest_targets);
    if (!envelope) return {};
    const auto listing = tuf::read_listing(*envelope, role);
    return listing ? listing->expires : Instant{};
}

Result<tuf::Root> root_in_force(const Opened& opened) {
    return tuf::parse_root(opened.root_metadata(opened.manifest().root_version));
}

/// What the current edition's facts are, as bytes.
Result<BytesView> current_facts(const Opened& opened) {
    if (!opened.manifest().has_edition()) return no_edition();
    return opened.read(opened.manifest().editions.front().digest);
}

}  // namespace

bool FileMark::operator==(const FileMark& other) const {
    return inode == other.inode && size == other.size && same(modified, other.modified) &&
           same(changed, other.changed);
}

std::optional<FileMark> FileMark::of(const std::filesystem::path& file) {
    struct stat facts {};
    if (::stat(file.c_str(), &facts) != 0) return std::nullopt;
    return FileMark{facts.st_ino, facts.st_size, facts.st_mtim, facts.st_ctim};
}

Outcome Shelf::State::refresh() {
    const auto now = FileMark::of(manifest_path(folder));
    if (opened && now == mark) return done();
    auto fresh = Opened::newest(folder, opened.get(), Mapping::at_once);
    if (!fresh) return refuse(fresh.error());
    std::shared_ptr<const Edition> edition;
    if ((*fresh)->manifest().has_edition()) {
        auto newest = open_edition(*fresh, (*fresh)->manifest().editions.front());
        if (!newest) return refuse(newest.error());
        edition = *newest;
    }
    // The mark from before reading: should the file have changed meanwhile, it is read once more.
    mark = now;
    opened = *fresh;
    current = std::move(edition);
    return done();
}

std::shared_ptr<const Opened> Shelf::State::newest() {
    const std::lock_guard lock(mutex);
    try {
        const auto refreshed = refresh();
        if (!refreshed) log::error("edition.cannot_open", {{"problem", refreshed.error().code}});
    } catch (const std::exception& failure) {
        log::error("edition.cannot_open", {{"failure", failure.what()}});
    }
    return opened;
}

Result<std::shared_ptr<const Opened>> Shelf::State::newest_to_change() {
    const std::lock_guard lock(mutex);
    const auto refreshed = refresh();
    if (!refreshed) return refuse(refreshed.error());
    return opened;
}

Outcome Shelf::create(const std::filesystem::path& folder, BytesView first_root) {
    if (std::filesystem::exists(manifest_path(folder)))
        return refuse(Kind::conflict, "edition.shelf_exists",
                      fmt::format("{} holds editions already", folder.string()));
    auto root = tuf::parse_root(first_root);
    if (!root) return refuse(root.error());
    if (root->version != 1)
        return refuse(Kind::invalid, "edition.bad_metadata", "a new shelf begins with root 1");
    for (const char* part : {"packs", "segments", "metadata", "delta"})
        std::filesystem::create_directories(folder / part);
    write_file(root_path(folder, 1), first_root);
    Manifest manifest;
    write_manifest(folder, manifest);
    return done();
}

Result<Shelf> Shelf::open(const std::filesystem::path& folder) {
    auto state = std::make_unique<State>();
    state->folder = folder;
    auto opened = state->refresh();
    if (!opened) return refuse(opened.error());
    return Shelf(std::move(state));
}

Shelf::Shelf(std::unique_ptr<State> state) : state_(std::move(state)) {}
Shelf::Shelf(Shelf&&) noexcept = default;
Shelf& Shelf::operator=(Shelf&&) noexcept = default;
Shelf::~Shelf() = default;

const std::filesystem::path& Shelf::folder() const {
    return state_->folder;
}

std::shared_ptr<const Edition> Shelf::current() const {
    state_->newest();
    const std::lock_guard lock(state_->mutex);
    return state_->current;
}

Result<std::shared_ptr<const Edition>> Shelf::edition(std::uint64_t sequence) const {
    const auto opened = state_->newest();
    for (const KeptEdition& kept : opened->manifest().editions)
        if (kept.sequence == sequence) return open_edition(opened, kept);
    return refuse(
        Kind::not_found, "edition.not_kept",
        fmt::format("edition {} is not kept here: look at kolokol edition list", sequence));
}

std::vector<EditionFacts> Shelf::list() const {
    const auto opened = state_->newest();
    std::vector<EditionFacts> facts;
    for (const KeptEdition& kept : opened->manifest().editions)
        if (auto edition = open_edition(opened, kept)) facts.push_back((*edition)->facts());
    return facts;
}

std::optional<Published> Shelf::published(std::string_view path) const {
    const auto edition = current();
    if (!edition) return std::nullopt;
    auto found = edition->published(path);
    if (found && !found->keeps) found->keeps = edition;
    return found;
}

Digest Shelf::site() const {
    return crypto::sha256(state_->newest()->root_metadata(1));
}

Bytes Shelf::root_metadata() const {
    const auto opened = state_->newest();
    return opened->root_metadata(opened->manifest().root_version);
}

Shelf::Freshness Shelf::freshness() const {
    const auto opened = state_->newest();
    const Manifest& manifest = opened->manifest();
    const auto root = root_in_force(*opened);
    return {
        std::min(expiry(manifest.snapshots, "snapshot"), expiry(manifest.timestamps, "timestamp")),
        expiry(manifest.targets, "targets"), root ? root->expires : Instant{}};
}

Outcome Shelf::renew(Signer& heartbeat, Instant now) {
    return renew_past({}, heartbeat, now);
}

Outcome Shelf::renew_past(const Heartbeat& heard, Signer& heartbeat, Instant now) {
    const auto lock = ShelfLock::for_commit(state_->folder);
    auto manifest = read_manifest(state_->folder);
    if (!manifest) return refuse(manifest.error());
    if (!manifest->has_edition()) return no_edition();
    const auto opened = state_->newest_to_change();
    if (!opened) return refuse(opened.error());
    auto root = root_in_force(**opened);
    if (!root) return refuse(root.error());
    auto beat = sign_heartbeat(*manifest, *root, heartbeat, now, heard);
    if (!beat) return beat;
    write_manifest(state_->folder, *manifest);
    return done();
}

Outcome Shelf::sign_again(const Signers& signers, Instant now) {
    const auto lock = ShelfLock::for_commit(state_->folder);
    const auto found = state_->newest_to_change();
    if (!found) return refuse(found.error());
    const auto& opened = *found;
    auto facts = current_facts(*opened);
    if (!facts) return refuse(facts.error());
    auto root = root_in_force(*opened);
    if (!root) return refuse(root.error());
    Manifest manifest = opened->manifest();
    auto signed_again = sign_edition(manifest, *root, *facts, signers, now);
    if (!signed_again) return signed_again;
    write_manifest(state_->folder, manifest);
    return done();
}

Outcome Shelf::accept_root(BytesView next_root, const Signers& signers, Instant now) {
    const auto lock = ShelfLock::for_commit(state_->folder);
    const auto found = state_->newest_to_change();
    if (!found) return refuse(found.error());
    const auto& opened = *found;
    auto root = root_in_force(*opened);
    if (!root) return refuse(root.error());
    auto envelope = tuf::open_envelope(next_root, tuf::longest_root);
    if (!envelope) return refuse(envelope.error());
    auto next = tuf::read_root(*envelope);
    if (!next) return refuse(next.error());
    if (next->version != root->version + 1 || !tuf::enough(*envelope, *root, "root") ||
        !tuf::enough(*envelope, *next, "root"))
        return refuse(
            Kind::forbidden, "edition.bad_metadata",
            fmt::format("root metadata {} does not follow from root metadata {}: it must be "
                        "signed by the thresholds of both",
                        next->version, root->version));
    Manifest manifest = opened->manifest();
    if (manifest.has_edition()) {
        auto facts = current_facts(*opened);
        if (!facts) return refuse(facts.error());
        auto signed_again = sign_edition(manifest, *next, *facts, signers, now);
        if (!signed_again) return signed_again;
    }
    write_file(root_path(state_->folder, next->version), next_root);
    manifest.root_version = next->version;
    write_manifest(state_->folder, manifest);
    return done();
}

Outcome Shelf::may_disown_from(std::uint64_t sequence) const {
    const auto opened = state_->newest();
    const auto& kept = opened->manifest().editions;
    const std::uint64_t next = (kept.empty() ? 0 : kept.front().sequence) + 1;
    if (sequence >= 1 && sequence <= next) return done();
    return refuse(Kind::invalid, "edition.not_pressed",
                  fmt::format("there is no edition {}: the first edition that is not yours has a "
                              "number from 1 to {}, the next one's",
                              sequence, next));
}

}  // namespace kolokol::edition
