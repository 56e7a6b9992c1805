#pragma once
// Presses when the next article is due: a scheduled one appears, an embargo ends, a pin is over.

#include <chrono>
#include <functional>
#include <optional>

#include "base/result.hpp"
#include "base/time.hpp"

namespace kolokol::serve {

/// Not shared between threads.
class Schedule {
public:
    /// When a press is next needed; nothing: never, as far as is known now. Asked at each turn, for
    /// another process may have changed it.
    using NextDue = std::function<std::optional<Instant>(Instant now)>;
    using Press = std::function<Outcome(Instant now)>;
    Schedule(NextDue next_due, Press press)
        : next_due_(std::move(next_due)), press_(std::move(press)) {}

    /// True: pressed. A press that refuses is not tried again for a minute.
    Result<bool> press_if_due(Instant now);

private:
    NextDue next_due_;
    Press press_;
    std::optional<Instant> not_before_;
};

}  // namespace kolokol::serve
