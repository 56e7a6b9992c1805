#pragma once
// Applying a delta: what a mirror does with delta/<from>-<to> when it holds edition <from>.

#include <functional>
#include <vector>

#include "edition/edition.hpp"

namespace kolokol::edition {

struct AppliedDelta {
    struct Named {
        Digest digest;
        Bytes bytes;
    };
    std::vector<Named> objects;  // pages that `from` does not hold
    std::vector<Named> nodes;    // of the new index
    /// Objects over 1 MiB, which deltas leave out: their lists of chunks are to be fetched one by
    /// one.
    std::vector<Digest> missing;
    std::uint64_t paths_changed = 0;
};

/// Unpacks `delta` over `from` and computes the index root anew, which must be that of `to`; `to`
/// has been verified, the delta need not be trusted: it is no longer than `to` says, and what it
/// unpacks to is no more than all its pages. Refuses "delta.damaged", "delta.of_another_edition",
/// "delta.wrong_root".
Result<AppliedDelta> apply_delta(BytesView delta, const Edition& from, const EditionFacts& to);

}  // namespace kolokol::edition
