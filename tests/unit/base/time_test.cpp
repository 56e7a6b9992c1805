#include "base/time.hpp"

#include <gtest/gtest.h>

namespace kolokol {
namespace {

TEST(Time, ReadsAnOffsetAsUtc) {
    EXPECT_EQ(format_rfc3339(parse_rfc3339("2026-01-28T14:05:00+03:00").value()),
              "2026-01-28T11:05:00Z");
}

TEST(Time, RefusesADayThatTheCalendarDoesNotHave) {
    EXPECT_EQ(parse_rfc3339("2026-02-30T00:00:00Z").error().code, "time.not_rfc3339");
}

TEST(Time, RefusesATimeWithoutAZone) {
    EXPECT_FALSE(parse_rfc3339("2026-01-28T14:05:00").has_value());
}

TEST(Time, WritesTheDateOfHttp) {
    EXPECT_EQ(format_http_date(parse_rfc3339("1994-11-06T08:49:37Z").value()),
              "Sun, 06 Nov 1994 08:49:37 GMT");
}

TEST(Time, GivesTheWallClockOfAZoneOnTheDayTheClocksChange) {
    const Zone zone = Zone::named("Europe/Amsterdam").value();
    EXPECT_EQ(zone.format_rfc3339(parse_rfc3339("2026-03-29T00:59:59Z").value()),
              "2026-03-29T01:59:59+01:00");
    EXPECT_EQ(zone.format_rfc3339(parse_rfc3339("2026-03-29T01:00:00Z").value()),
              "2026-03-29T03:00:00+02:00");
}

TEST(Time, RefusesAZoneThatDoesNotExist) {
    EXPECT_EQ(Zone::named("Europe/Atlantis").error().code, "time.unknown_zone");
}

TEST(Time, KnowsWhenAMonthBeginsInAZone) {
    EXPECT_EQ(format_rfc3339(Zone::named("Europe/Amsterdam").value().start_of_month(2026, 7)),
              "2026-06-30T22:00:00Z");
}

TEST(Zone, WritesOffsetsWestOfGreenwich) {
    EXPECT_EQ(Zone::named("America/St_Johns")
                  .value()
                  .format_rfc3339(parse_rfc3339("2026-01-02T03:04:05Z").value()),
              "2026-01-01T23:34:05-03:30");
}

}  // namespace
}  // namespace kolokol
