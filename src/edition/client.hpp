#pragma once
// The client workflow of The Update Framework 1.0 (section 5.3 to 5.7 of its specification): from a
// site id to a trusted edition.json. For this room's sources; looking for the whole check?
// verify.hpp.

#include "edition/tuf.hpp"
#include "edition/verify.hpp"

namespace kolokol::edition {

/// What was found on the way, and how far it went.
struct Trusted {
    std::vector<Finding> findings;
    std::optional<tuf::Root> root;
    std::optional<EditionFacts> edition;
    Digest edition_digest;
    Instant fresh_until{};
    TrustState next;  // what a caller may remember when nothing graver than expiry was found
};

/// `state` is what is remembered; null: nothing is, and rollback goes unchecked.
Trusted follow(Source& source, const SiteId& site, const TrustState* state, Instant now);

/// The order of gravity: what a person must hear first.
int gravity(Verified code);

}  // namespace kolokol::edition
