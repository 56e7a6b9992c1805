#include "app/running_press.hpp"

#include "app/ordered_press.hpp"
#include "base/log.hpp"

namespace kolokol::app {

RunningPress::RunningPress(House& house, const KeysInUse& keys, std::function<void()> on_pressed)
    : house_(house),
      keys_(keys),
      on_pressed_(std::move(on_pressed)),
      schedule_([this](Instant now) { return next_due(now); },
                [this](Instant now) { return press(now); }) {
    if (const auto current = house.editions().current()) until_ = current->facts().time;
}

std::optional<Instant> RunningPress::next_due(Instant now) {
    if (is_ordered(house_)) return now;
    auto tx = house_.database().read();
    const auto next = press::next_due(tx, until_);
    if (!next || *next > now) until_ = now;
    return next;
}

Outcome RunningPress::press(Instant now) {
    const std::lock_guard one_at_a_time(pressing_);
    const auto read = house_.read_settings();
    if (read && settings_said_.is_over()) log::info("settings.whole");
    if (!read && settings_said_.is_new(read.error().detail)) {
        log::error("settings.broken",
                   {{"code", read.error().code}, {"detail", read.error().detail}});
        settings_broken_ = true;
    }
    const auto current = keys_.current();
    if (!current) return refuse(current.error());
    const auto pressed = press_as_ordered(house_, **current, now);
    if (!pressed) return refuse(pressed.error());
    until_ = now;
    log::info("press.scheduled",
              {{"edition", pressed->edition.sequence}, {"pages", pressed->pages_printed}});
    on_pressed_();
    return done();
}

void RunningPress::look(Instant now) {
    const auto pressed = schedule_.press_if_due(now);
    if (!pressed)
        // no detail: it may name a byline's page, and so a person
        log::error("press.refused", {{"code", pressed.error().code}, {"see", "kolokol press"}});
}

}  // namespace kolokol::app
