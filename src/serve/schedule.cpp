#include "serve/schedule.hpp"

namespace kolokol::serve {
namespace {

constexpr auto pause_after_refusal = std::chrono::minutes(1);

}  // namespace

Result<bool> Schedule::press_if_due(Instant now) {
    // A pause longer than any is a clock that was set back.
    if (not_before_ && *not_before_ - now > pause_after_refusal) not_before_.reset();
    if (not_before_ && now < *not_before_) return false;
    const std::optional<Instant> due = next_due_(now);
    if (!due || *due > now) return false;
    const Outcome pressed = press_(now);
    if (!pressed) {
        not_before_ = now + pause_after_refusal;
        return refuse(pressed.error());
    }
    not_before_.reset();
    return true;
}

}  // namespace kolokol::serve
