#pragma once
// The press of a paper that is served: by its keys and its kolokol.toml as they are at that moment,
// when an article becomes due or the newsroom asks.

#include <atomic>
#include <functional>
#include <mutex>

#include "app/house.hpp"
#include "app/keys_in_use.hpp"
#include "app/said_once.hpp"
#include "serve/schedule.hpp"

namespace kolokol::app {

class RunningPress {
public:
    /// What was due while nothing ran is pressed at the first look. `on_pressed` is called on the
    /// thread that pressed. All must outlive it.
    RunningPress(House& house, const KeysInUse& keys, std::function<void()> on_pressed);
    /// By the former settings where kolokol.toml is broken. Threads may share it: one presses, the
    /// others wait. Refuses what its parts refuse.
    Outcome press(Instant now);
    /// Presses what is due. What is refused is logged, and tried again after a minute. For one
    /// thread.
    void look(Instant now);
    /// Whether a press found kolokol.toml broken in a way that was not said before; once.
    bool found_settings_broken() { return settings_broken_.exchange(false); }

private:
    std::optional<Instant> next_due(Instant now);

    House& house_;
    const KeysInUse& keys_;
    std::function<void()> on_pressed_;
    std::mutex pressing_;
    SaidOnce settings_said_;  // while pressing
    std::atomic<bool> settings_broken_ = false;
    /// What became due until then is in readers' hands, or waits for whoever imports and presses:
    /// an article of yesterday is not put before readers by itself.
    std::atomic<Instant> until_{};
    serve::Schedule schedule_;
};

}  // namespace kolokol::app
