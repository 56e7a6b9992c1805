#include "serve/heartbeat_keeper.hpp"

#include "base/log.hpp"

namespace kolokol::serve {

Result<bool> HeartbeatKeeper::renew_if_due(Instant now) {
    if (!shelf_.current()) return false;
    if (shelf_.freshness().heartbeat - now >= renew_below) return false;
    const auto renewed = shelf_.renew(heartbeat_, now);
    if (!renewed) return refuse(renewed.error());
    log::info("serve.heartbeat_renewed");
    return true;
}

}  // namespace kolokol::serve
