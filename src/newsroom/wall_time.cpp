#include "newsroom/wall_time.hpp"

#include <string>

namespace kolokol::newsroom {

Result<Instant> instant_on_wall(std::string_view text, const Zone& zone) {
    constexpr std::size_t to_the_minute = 16;
    const std::string whole = std::string(text.substr(0, to_the_minute)) + ":00Z";
    const auto as_utc = parse_rfc3339(whole);
    if (text.size() < to_the_minute || !as_utc) return refuse(Kind::invalid, "manuscripts.no_time");
    const auto offset_at = [&](Instant at) {
        return std::chrono::minutes(zone.local(at).offset_minutes);
    };
    // The offset before and after the wall's nearest change; that of the earlier instant holds
    // where both fit.
    const Instant early = *as_utc - offset_at(*as_utc - std::chrono::hours(24));
    const Instant late = *as_utc - offset_at(*as_utc + std::chrono::hours(24));
    const auto fits = [&](Instant at) { return at + offset_at(at) == *as_utc; };
    if (fits(early) && fits(late)) return std::min(early, late);
    if (fits(late)) return late;
    return early;
}

}  // namespace kolokol::newsroom
