#pragma once
// Writing to a shelf: what a press and a collection have in common. Holds the press lock. Nothing
// it writes counts before commit(). For this room's sources.

#include <memory>

#include "edition/builder.hpp"
#include "edition/delta_file.hpp"
#include "edition/edition_state.hpp"

namespace kolokol::edition {

class Session {
public:
    /// Removes what a crash left behind. Refuses "edition.press_under_way", "edition.damaged".
    static Result<Session> start(const std::filesystem::path& folder);
    Session(Session&&) noexcept;
    Session& operator=(Session&&) noexcept;
    ~Session();

    const Opened& base() const;
    /// The current edition, as of start; null where there is none.
    std::shared_ptr<const Edition> base_edition() const;
    bool holds(const Digest& digest) const;
    /// A page that is not held yet: its forms, or its chunks and their list.
    void add(const PreparedPage& page);
    /// Bytes without compressed forms. Nothing is written where they are held already.
    Digest add_bytes(BytesView bytes);
    /// An object as it stands in another pack.
    void copy(const Digest& digest, const Object& object);
    /// Reads what was added, too.
    Result<BytesView> read(const Digest& digest);
    std::uint64_t written() const;

    /// Writes delta/<from>-<to> and gives its length; 0 where there is none.
    Result<std::uint64_t> write_delta(DeltaEnds ends, const Index& before, const Digest& root,
                                      unsigned depth, std::uint64_t& paths_changed);

    /// Makes `edition`, whose edition.json is `facts`, the current one. Refuses "edition.conflict",
    /// "edition.foreign_key".
    Outcome commit(BytesView facts, const KeptEdition& edition, const Signers& signers, Instant now,
                   std::size_t keep);

    /// What was added so far endures, although no edition names it yet. The session is spent.
    Outcome checkpoint();
    /// What a newsroom has signed, as it came from there; the caller has checked it.
    struct SignedElsewhere {
        KeptEdition edition;  // whose edition.json was added
        std::uint64_t root_version = 1;
        SignedFile targets;
        SignedFile snapshot;
        SignedFile timestamp;
    };
    /// Makes it the current edition. Kept editions of the same or a later number go: the root has
    /// revoked them. Refuses "edition.conflict", also where a heartbeat went past this one.
    Outcome take_over(const SignedElsewhere& other, std::size_t keep);

    /// For a collection: the open pack ends here, what follows goes to a new one.
    void close_pack();
    /// For a collection: makes what was added stand in place of `dropped` packs, with a locator
    /// made anew, and keeps `keep` editions. The dropped packs are deleted.
    Outcome replace(const std::vector<PackId>& dropped, std::size_t keep);

private:
    struct State;
    explicit Session(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace kolokol::edition
