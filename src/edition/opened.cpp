#include "edition/opened.hpp"

#include <algorithm>
#include <system_error>

#include <fmt/format.h>

#include "base/log.hpp"

namespace kolokol::edition {

std::filesystem::path root_path(const std::filesystem::path& folder, std::uint64_t version) {
    return folder / "metadata" / fmt::format("{}.root.json", version);
}

Result<std::shared_ptr<const Opened>> Opened::open(const std::filesystem::path& folder,
                                                   Manifest manifest, const Opened* before,
                                                   Mapping mapping) {
    auto opened = std::make_shared<Opened>();
    opened->folder_ = folder;
    opened->manifest_ = std::move(manifest);
    opened->mapping_ = mapping;
    opened->open_packs(before);
    auto outcome = opened->open_locator(before);
    if (!outcome) return refuse(outcome.error());
    return opened;
}

Result<std::shared_ptr<const Opened>> Opened::newest(const std::filesystem::path& folder,
                                                     const Opened* before, Mapping mapping) {
    for (int attempt = 1;; ++attempt) {
        auto manifest = read_manifest(folder);
        if (!manifest) return refuse(manifest.error());
        try {
            auto opened = open(folder, std::move(*manifest), before, mapping);
            if (mapping != Mapping::what_is_there || attempt == 5) return opened;
            // Was something missing because a collection deleted it meanwhile?
            const auto now = read_manifest(folder);
            if (!opened || !now || now->commit == (*opened)->manifest().commit) return opened;
        } catch (const std::system_error& error) {
            // A collection deleted what this manifest named: there is a newer one.
            if (error.code() != std::errc::no_such_file_or_directory || attempt == 5) throw;
        }
    }
}

std::vector<PackId> Opened::committed_packs() const {
    std::vector<PackId> all = manifest_.closed;
    if (manifest_.open_length > 0) all.push_back(manifest_.open);
    return all;
}

void Opened::open_packs(const Opened* before) {
    const auto take = [&](PackId id, bool closed) {
        const bool kept = before != nullptr && before->pack(id) != nullptr &&
                          (before->manifest_.open != id) == closed;
        if (packs_.size() <= id) packs_.resize(id + 1);
        packs_[id] = kept ? before->packs_[id] : std::make_shared<Pack>(pack_path(folder_, id));
    };
    for (const PackId id : manifest_.closed)
        take(id, true);
    if (manifest_.open_length > 0) take(manifest_.open, false);
    if (mapping_ == Mapping::when_needed) return;
    if (lenient()) return map_what_is_there();
    for (const auto& pack : packs_)
        if (pack) pack->bytes(0);
}

void Opened::map_what_is_there() {
    for (auto& pack : packs_) {
        try {
            if (pack) pack->bytes(0);
        } catch (const std::system_error& error) {
            // What may not be read says nothing of the edition.
            if (error.code() != std::errc::no_such_file_or_directory) throw;
            pack.reset();
        }
    }
}

std::vector<Opened::BrokenPack> Opened::broken_packs() const {
    std::vector<BrokenPack> broken;
    for (const PackId id : committed_packs()) {
        const BytesView bytes = pack_bytes(id);
        std::uint64_t whole = pack_header_size;
        const auto scanned = each_record(
            bytes, whole, [&](const Record& record) { whole = record.offset + record.length; });
        if (whole > bytes.size()) whole = 0;  // not even its header
        if (!scanned || (id == manifest_.open && whole < manifest_.open_length))
            broken.push_back({id, pack(id) == nullptr, whole});
    }
    return broken;
}

/// The bytes past the end of a file that was cut cannot even be looked at.
Outcome Opened::check_open_pack() const {
    if (lenient() || manifest_.open_length == 0) return done();
    const auto path = pack_path(folder_, manifest_.open);
    const std::uint64_t size = std::filesystem::file_size(path);
    if (size >= manifest_.open_length) return done();
    return refuse(Kind::invalid, "edition.damaged",
                  fmt::format("{} has {} bytes where {} were committed: restore a backup",
                              path.string(), size, manifest_.open_length));
}

Outcome Opened::remake_locator() {
    // A check has nothing to report: what the locator says can be had from the packs.
    if (!lenient()) log::warning("edition.locator_remade", {{"packs", manifest_.closed.size()}});
    locator_ = Locator{};
    for (const PackId id : manifest_.closed) {
        auto scanned = locator_.scan(id, pack_bytes(id), pack_header_size);
        if (!scanned && !lenient()) return scanned;
    }
    return done();
}

Outcome Opened::open_locator(const Opened* before) {
    const bool goes_on = before != nullptr && before->manifest_.open == manifest_.open &&
                         before->manifest_.segments == manifest_.segments &&
                         !before->locator_remade_;
    std::uint64_t from = pack_header_size;
    if (goes_on) {
        locator_ = before->locator_;
        from = std::max(from, before->manifest_.open_length);
    } else {
        for (const std::uint64_t number : manifest_.segments) {
            auto segment = Segment::open(segment_path(folder_, number));
            if (segment)
                locator_.add_segment({number, *segment});
            else
                locator_remade_ = true;
        }
    }
    if (locator_remade_)
        if (auto remade = remake_locator(); !remade) return remade;
    if (manifest_.open_length <= from) return done();
    if (auto whole = check_open_pack(); !whole) return whole;
    auto scanned = locator_.scan(manifest_.open, pack_bytes(manifest_.open), from);
    return lenient() ? done() : scanned;
}

const Pack* Opened::pack(PackId id) const {
    return id < packs_.size() ? packs_[id].get() : nullptr;
}

BytesView Opened::pack_bytes(PackId id) const {
    const Pack* const mapped = pack(id);
    if (mapped == nullptr) return {};
    if (id != manifest_.open) return mapped->bytes();
    if (!lenient()) return mapped->bytes(manifest_.open_length);
    return mapped->bytes(std::min<std::uint64_t>(mapped->bytes().size(), manifest_.open_length));
}

std::optional<Object> Opened::object(const Digest& digest) const {
    const auto place = locator_.find(digest);
    if (!place) return std::nullopt;
    const auto record = read_record(pack_bytes(place->pack), place->offset);
    if (!record || record->digest != digest) return std::nullopt;
    return record->object;
}

Result<BytesView> Opened::read(const Digest& digest) const {
    const auto found = object(digest);
    if (!found)
        return refuse(Kind::not_found, "edition.missing_object",
                      fmt::format("the object {} is missing from the packs", digest.hex()));
    return found->identity;
}

Bytes Opened::root_metadata(std::uint64_t version) const {
    auto bytes = read_file(root_path(folder_, version), 1U << 20U);
    if (!bytes)
        throw std::system_error(std::make_error_code(std::errc::no_such_file_or_directory),
                                bytes.error().detail);
    return *bytes;
}

}  // namespace kolokol::edition
