#pragma once
// All that one commit record names, opened for reading: packs mapped, locator ready. Immutable. For
// this room's sources.

#include <filesystem>
#include <memory>
#include <vector>

#include "edition/locator.hpp"
#include "edition/manifest.hpp"

namespace kolokol::edition {

/// A reader maps every pack at once, because a collection may delete packs behind it; whoever holds
/// the press lock can wait until a pack is looked into. Who checks a shelf takes what is there.
enum class Mapping { at_once, when_needed, what_is_there };

class Opened {
public:
    /// Takes over from `before` (null: nothing) whatever did not change. Refuses "edition.damaged".
    static Result<std::shared_ptr<const Opened>> open(const std::filesystem::path& folder,
                                                      Manifest manifest, const Opened* before,
                                                      Mapping mapping);
    /// The newest manifest, tried again when a collection gets in between.
    static Result<std::shared_ptr<const Opened>> newest(const std::filesystem::path& folder,
                                                        const Opened* before, Mapping mapping);
    const std::filesystem::path& folder() const { return folder_; }
    const Manifest& manifest() const { return manifest_; }
    const Locator& locator() const { return locator_; }
    struct BrokenPack {
        PackId id = 0;
        bool missing = false;
        std::uint64_t whole = 0;  // bytes from its start on
    };
    /// With Mapping::what_is_there: packs that are missing, cut short or otherwise not whole.
    std::vector<BrokenPack> broken_packs() const;
    /// Null when there is no such pack.
    const Pack* pack(PackId id) const;
    /// Of a committed pack.
    BytesView pack_bytes(PackId id) const;
    /// Checks that what lies at the place bears this name, not that its bytes do.
    std::optional<Object> object(const Digest& digest) const;
    /// Refuses "edition.missing_object".
    Result<BytesView> read(const Digest& digest) const;
    /// metadata/<version>.root.json; throws when it is gone.
    Bytes root_metadata(std::uint64_t version) const;

private:
    Outcome open_locator(const Opened* before);
    Outcome remake_locator();
    Outcome check_open_pack() const;
    std::vector<PackId> committed_packs() const;
    bool lenient() const { return mapping_ == Mapping::what_is_there; }
    void open_packs(const Opened* before);
    void map_what_is_there();
    Mapping mapping_ = Mapping::at_once;
    std::filesystem::path folder_;
    Manifest manifest_;
    // Shared: the editions before and after this one read the same packs.
    std::vector<std::shared_ptr<const Pack>> packs_;  // by id; null where there is none
    Locator locator_;
    bool locator_remade_ = false;  // what lay on the disk was damaged
};

std::filesystem::path root_path(const std::filesystem::path& folder, std::uint64_t version);

}  // namespace kolokol::edition
