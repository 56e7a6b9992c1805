#pragma once
// Renews snapshot and timestamp with this machine's heartbeat key, so that readers' verifiers know
// the edition is still the newest although nothing was pressed.

#include "edition/shelf.hpp"
#include "edition/signer.hpp"

namespace kolokol::serve {

class HeartbeatKeeper {
public:
    /// The metadata lives for 72 hours; with less than this left it is renewed.
    static constexpr auto renew_below = std::chrono::hours(48);

    /// Both must outlive it.
    HeartbeatKeeper(edition::Shelf& shelf, edition::Signer& heartbeat)
        : shelf_(shelf), heartbeat_(heartbeat) {}
    /// True: renewed; false: not due, or nothing pressed yet. Refuses what Shelf::renew refuses.
    Result<bool> renew_if_due(Instant now);

private:
    edition::Shelf& shelf_;
    edition::Signer& heartbeat_;
};

}  // namespace kolokol::serve
