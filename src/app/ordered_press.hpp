#pragma once
// The press as the newsroom ordered it (manuscripts/press_order.hpp).

#include "app/pressing.hpp"

namespace kolokol::app {

/// Something is ordered that no press has done yet.
bool is_ordered(const House& house);

/// Presses what is due and what changed; what the newsroom withdrew goes out of every kept edition
/// too. The orders that were there when it began are done then. Refuses what press_paper() and
/// withdraw_article() refuse, and the orders stand.
Result<press::Pressed> press_as_ordered(const House& house, const PressKeys& keys, Instant now);

}  // namespace kolokol::app
