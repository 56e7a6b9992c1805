#pragma once
// The four signed files around edition.json, as they stand in a manifest. For this room's sources.

#include "edition/manifest.hpp"
#include "edition/shelf.hpp"
#include "edition/signer.hpp"
#include "edition/tuf.hpp"

namespace kolokol::edition {

/// New targets, snapshot and timestamp for the edition whose edition.json is `facts`. Refuses
/// "edition.foreign_key" where `root` does not name a signer, or wants more of them.
Outcome sign_edition(Manifest& manifest, const tuf::Root& root, BytesView facts,
                     const Signers& signers, Instant now);
/// New snapshot and timestamp, of versions past `heard`. Refuses "edition.foreign_key".
Outcome sign_heartbeat(Manifest& manifest, const tuf::Root& root, Signer& heartbeat, Instant now,
                       const Shelf::Heartbeat& heard = {});

/// Good for 90 days, 72 hours and 13 months.
Instant targets_expiry(Instant now);
Instant heartbeat_expiry(Instant now);
Instant root_expiry(Instant now);

}  // namespace kolokol::edition
