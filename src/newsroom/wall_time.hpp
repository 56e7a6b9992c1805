#pragma once
// A day and a time of day as a browser's <input type="datetime-local"> sends it, on the paper's
// wall.

#include <string_view>

#include "base/result.hpp"
#include "base/time.hpp"

namespace kolokol::newsroom {

/// "2026-01-28T14:05". Of an hour that the wall shows twice, the first; of one that it leaves out,
/// the hour after. Refuses "manuscripts.no_time".
Result<Instant> instant_on_wall(std::string_view text, const Zone& zone);

}  // namespace kolokol::newsroom
