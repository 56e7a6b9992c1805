#pragma once
// One edition, opened for reading. Immutable: threads share it. It keeps its memory maps alive, so
// views into it hold as long as the shared_ptr does, whatever the press collects meanwhile.

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "edition/entry.hpp"
#include "edition/facts.hpp"
#include "edition/index.hpp"

namespace kolokol::edition {

/// The stored bytes of one object; views into the mapped packs.
struct Object {
    std::string_view identity;
    std::string_view br;    // empty: not stored, it would not be smaller
    std::string_view gzip;  // empty: not stored
};

/// What is answered for an entry: one object, or the chunks of a large one in order.
struct Content {
    Object whole;                          // of entries up to 1 MiB
    std::vector<std::string_view> chunks;  // of larger ones; `whole` is empty then
};

/// What is published below /.well-known/kolokol/.
struct Published {
    std::string_view bytes;
    std::string_view media_type;
    bool immutable = false;             // content-addressed or numbered: may be kept for ever
    std::shared_ptr<const void> keeps;  // of files mapped for this answer; hold it while sending
};

/// Made by a Shelf.
class Edition {
public:
    struct State;
    explicit Edition(std::unique_ptr<const State> state);
    Edition(const Edition&) = delete;
    Edition& operator=(const Edition&) = delete;
    ~Edition();

    const EditionFacts& facts() const;
    /// SHA-256 of its edition.json.
    const Digest& digest() const;
    /// Valid as long as the edition.
    const Index& index() const;

    /// A few microseconds. `path` is an address without its query, percent-decoded. A damaged node
    /// counts as absent (and is logged): see `edition verify`.
    std::optional<Entry> find(std::string_view path) const;
    /// Any object of the shelf, of this edition or not.
    std::optional<Object> object(const Digest& digest) const;
    /// Nothing where the entry has no bytes (301) or they are missing.
    std::optional<Content> content(const Entry& entry) const;
    /// The bytes in one piece: for search, checks and tests.
    std::optional<Bytes> bytes(const Entry& entry) const;
    /// `path` is relative to /.well-known/kolokol/: "metadata/timestamp.json",
    /// "metadata/1.root.json", "targets/<hex>.edition.json", "objects/<hex>", "delta/11-12".
    /// Nothing: answer 404.
    std::optional<Published> published(std::string_view path) const;

private:
    std::unique_ptr<const State> state_;
};

}  // namespace kolokol::edition
