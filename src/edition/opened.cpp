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
    opened->open_packs(before, mapping);
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
            return open(folder, std::move(*manifest), before, mapping);
        } catch (const std::system_error& error) {
            // A collection deleted what this manifest named: there is a newer one.
            if (error.code() != std::errc::no_such_file_or_directory || attempt == 5) throw;
        }
    }
}

void Opened::open_packs(const Opened* before, Mapping mapping) {
    const auto take = [&](PackId id, bool closed) {
        const bool kept = before != nullptr && before->pack(id) != nullptr &&
                          (before->manifest_.open != id) == closed;
        if (packs_.size() <= id) packs_.resize(id + 1);
        packs_[id] = kept ? before->packs_[id] : std::make_shared<Pack>(pack_path(folder_, id));
    };
    for (const PackId id : manifest_.closed)
        take(id, true);
    if (manifest_.open_length > 0) take(manifest_.open, false);
    if (mapping == Mapping::when_needed) return;
    for (const auto& pack : packs_)
        if (pack) pack->bytes(0);
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
    if (locator_remade_) {
        log::warning("edition.locator_remade", {{"packs", manifest_.closed.size()}});
        locator_ = Locator{};
        for (const PackId id : manifest_.closed) {
            auto scanned = locator_.scan(id, pack_bytes(id), pack_header_size);
            if (!scanned) return scanned;
        }
    }
    if (manifest_.open_length <= from) return done();
    return locator_.scan(manifest_.open, pack_bytes(manifest_.open), from);
}

const Pack* Opened::pack(PackId id) const {
    return id < packs_.size() ? packs_[id].get() : nullptr;
}

BytesView Opened::pack_bytes(PackId id) const {
    const Pack* const mapped = pack(id);
    if (mapped == nullptr) return {};
    return id == manifest_.open ? mapped->bytes(manifest_.open_length) : mapped->bytes();
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
