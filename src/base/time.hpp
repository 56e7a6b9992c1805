#pragma once
// Instants are UTC; a Zone turns one into what a reader's wall shows. Zones are for faces and for
// addresses (the day of first publication), never for storage.

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace kolokol {

using Instant = std::chrono::sys_time<std::chrono::milliseconds>;

/// Milliseconds since 1970-01-01T00:00:00Z, as the database and the edition store them.
constexpr std::int64_t to_millis(Instant at) {
    return at.time_since_epoch().count();
}
constexpr Instant from_millis(std::int64_t millis) {
    return Instant{std::chrono::milliseconds{millis}};
}

/// RFC 3339 with a zone ("2026-01-28T14:05:00+03:00", "…Z"), fractions of a second up to three
/// digits; a blank instead of the T is taken. Refuses "time.not_rfc3339".
Result<Instant> parse_rfc3339(std::string_view text);
/// "2026-01-28T11:05:00Z": whole seconds, UTC.
std::string format_rfc3339(Instant at);
/// "Wed, 28 Jan 2026 11:05:00 GMT" (RFC 9110 section 5.6.7).
std::string format_http_date(Instant at);

/// A day and a time of day on the wall, without a zone.
struct LocalTime {
    int year = 1970;
    unsigned month = 1;  // 1 to 12
    unsigned day = 1;    // 1 to 31
    int hour = 0;
    int minute = 0;
    int second = 0;
    int offset_minutes = 0;  // east of UTC, at this instant in this zone
    bool operator==(const LocalTime&) const = default;
};

/// An IANA zone ("Europe/Amsterdam"). Shared between threads, cheap to copy.
class Zone {
public:
    /// UTC.
    Zone();
    /// Refuses "time.unknown_zone".
    static Result<Zone> named(std::string_view name);
    const std::string& name() const { return name_; }
    LocalTime local(Instant at) const;
    /// RFC 3339 with this zone's offset: "2026-01-28T14:05:00+03:00".
    std::string format_rfc3339(Instant at) const;
    /// The first instant of this month (1 to 12) on this zone's wall.
    Instant start_of_month(int year, unsigned month) const;

private:
    std::string name_;
    const void* zone_;  // date::time_zone, owned for the life of the program by the date library
};

}  // namespace kolokol
