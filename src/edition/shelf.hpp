#pragma once
// The editions/ folder of a publication or a mirror: packs of objects, a locator into them, the
// trust metadata, and `current`, the one small file whose renaming makes an edition current.
// Any number of processes read it while one presses; see docs/formats/edition.md for the files.

#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include "edition/edition.hpp"
#include "edition/signer.hpp"

namespace kolokol::edition {

struct Offer;  // offer.hpp

/// Threads may share it.
class Shelf {
public:
    /// Makes the folder with its first root metadata (keys.hpp) and no edition yet. Refuses
    /// "edition.shelf_exists", "edition.bad_metadata".
    static Outcome create(const std::filesystem::path& folder, BytesView first_root);
    /// Refuses "edition.no_shelf", "edition.damaged", "edition.newer_format".
    static Result<Shelf> open(const std::filesystem::path& folder);
    Shelf(Shelf&&) noexcept;
    Shelf& operator=(Shelf&&) noexcept;
    ~Shelf();

    const std::filesystem::path& folder() const;
    /// The newest edition; null before the first press. Costs one stat(2) when nothing changed, so
    /// call it per request or when inotify tells that `current` was renamed in the folder. While
    /// the folder cannot be read the last edition stays. Shared, because readers hold it while the
    /// next one takes its place.
    std::shared_ptr<const Edition> current() const;
    /// A kept one. Refuses "edition.not_kept".
    Result<std::shared_ptr<const Edition>> edition(std::uint64_t sequence) const;
    /// The kept editions, newest first.
    std::vector<EditionFacts> list() const;
    /// As Edition::published of the current one.
    std::optional<Published> published(std::string_view path) const;
    /// What the site is known by (site_id.hpp): SHA-256 of metadata/1.root.json.
    Digest site() const;
    /// The root metadata in force, for KeyFolder.
    Bytes root_metadata() const;
    /// When the metadata that `serve` renews runs out.
    struct Freshness {
        Instant heartbeat;  // the earlier of snapshot and timestamp
        Instant targets;
        Instant root;
    };
    Freshness freshness() const;

    /// Signs snapshot and timestamp anew, good for 72 hours from `now`. Safe beside a press.
    /// Refuses "edition.foreign_key" where the root does not name this key, "edition.no_edition".
    Outcome renew(Signer& heartbeat, Instant now);
    /// Versions of the heartbeat that another machine has given out.
    struct Heartbeat {
        std::uint64_t snapshot = 0;
        std::uint64_t timestamp = 0;
    };
    /// As renew(), with versions past those: readers who have seen them take no lower ones.
    Outcome renew_past(const Heartbeat& heard, Signer& heartbeat, Instant now);
    /// Signs the current edition anew, good for 90 days: near expiry, or after a change of key.
    Outcome sign_again(const Signers& signers, Instant now);
    /// Puts the next root metadata in force (keys.hpp), and signs the current edition again under
    /// it. Refuses "edition.bad_metadata" when it does not follow from the root in force.
    Outcome accept_root(BytesView next_root, const Signers& signers, Instant now);

    /// Whether a revocation may begin there: nobody can disown what is not pressed yet, except the
    /// very next edition. Refuses "edition.not_pressed".
    Outcome may_disown_from(std::uint64_t sequence) const;

    struct Collection {
        std::size_t keep = 10;     // editions, the current one among them
        bool erase_every = false;  // rewrite each pack with anything dead in it: after a withdrawal
    };
    struct Collected {
        std::uint64_t bytes_freed = 0;
        std::size_t packs_rewritten = 0;
        std::size_t editions_dropped = 0;
    };
    /// Drops editions past `keep` and what only they held. Refuses "edition.press_under_way".
    Result<Collected> collect(const Collection& wish);

    /// The signed files of the current edition, for another machine's Delivery. Refuses
    /// "edition.no_edition".
    Result<Offer> offer() const;

    struct File {
        std::filesystem::path name;  // within the shelf: "packs/…", "current"
        BytesView bytes;
    };
    /// All files of one moment, of which a copy of the shelf can be made: `current` comes last. The
    /// bytes stay, whatever is pressed and collected meanwhile, as long as `keeps` is held.
    struct Snapshot {
        std::vector<File> files;
        std::shared_ptr<const void> keeps;
    };
    Snapshot snapshot() const;

private:
    struct State;
    explicit Shelf(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace kolokol::edition
