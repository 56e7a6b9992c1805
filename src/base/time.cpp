#include "base/time.hpp"

#include <array>

#include <date/date.h>
#include <date/tz.h>
#include <fmt/format.h>

namespace kolokol {
namespace {

using std::chrono::floor;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr std::array<std::string_view, 7> weekdays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

/// Reads exactly `digits` decimal digits at `at` and moves on; false where one is missing.
bool read_number(std::string_view text, std::size_t& at, std::size_t digits, int& value) {
    if (at + digits > text.size()) return false;
    value = 0;
    for (std::size_t i = 0; i < digits; ++i, ++at) {
        if (text[at] < '0' || text[at] > '9') return false;
        value = value * 10 + (text[at] - '0');
    }
    return true;
}

bool read_char(std::string_view text, std::size_t& at, char wanted) {
    if (at >= text.size() || text[at] != wanted) return false;
    ++at;
    return true;
}

struct Parts {
    int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, millis = 0, offset = 0;
};

bool to_instant(const Parts& p, Instant& out) {
    const auto day =
        date::year{p.year} / static_cast<unsigned>(p.month) / static_cast<unsigned>(p.day);
    // 60 is a leap second (RFC 3339 section 5.7); it becomes the next second.
    if (!day.ok() || p.hour > 23 || p.minute > 59 || p.second > 60) return false;
    out = Instant{date::sys_days{day}.time_since_epoch() + std::chrono::hours{p.hour} +
                  minutes{p.minute - p.offset} + seconds{p.second} + milliseconds{p.millis}};
    return true;
}

bool read_rfc3339(std::string_view text, Parts& p) {
    std::size_t at = 0;
    if (!read_number(text, at, 4, p.year) || !read_char(text, at, '-') ||
        !read_number(text, at, 2, p.month) || !read_char(text, at, '-') ||
        !read_number(text, at, 2, p.day))
        return false;
    if (at >= text.size() || (text[at] != 'T' && text[at] != 't' && text[at] != ' ')) return false;
    ++at;
    if (!read_number(text, at, 2, p.hour) || !read_char(text, at, ':') ||
        !read_number(text, at, 2, p.minute) || !read_char(text, at, ':') ||
        !read_number(text, at, 2, p.second))
        return false;
    if (read_char(text, at, '.')) {
        int scale = 100;
        const std::size_t first = at;
        for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, scale /= 10)
            p.millis += (text[at] - '0') * scale;
        if (at == first) return false;
    }
    if (at < text.size() && (text[at] == 'Z' || text[at] == 'z')) return at + 1 == text.size();
    if (at >= text.size() || (text[at] != '+' && text[at] != '-')) return false;
    const int sign = text[at++] == '-' ? -1 : 1;
    int hours = 0;
    int mins = 0;
    if (!read_number(text, at, 2, hours) || !read_char(text, at, ':') ||
        !read_number(text, at, 2, mins) || hours > 23 || mins > 59)
        return false;
    p.offset = sign * (hours * 60 + mins);
    return at == text.size();
}

LocalTime split(std::chrono::sys_time<seconds> at) {
    const auto day = floor<date::days>(at);
    const date::year_month_day ymd{day};
    const date::hh_mm_ss<seconds> hms{at - day};
    return {int(ymd.year()),
            unsigned(ymd.month()),
            unsigned(ymd.day()),
            static_cast<int>(hms.hours().count()),
            static_cast<int>(hms.minutes().count()),
            static_cast<int>(hms.seconds().count()),
            0};
}

}  // namespace

Result<Instant> parse_rfc3339(std::string_view text) {
    Parts parts;
    Instant at;
    if (!read_rfc3339(text, parts) || !to_instant(parts, at))
        return refuse(Kind::invalid, "time.not_rfc3339",
                      fmt::format("'{}' is no time with a zone, such as 2026-01-28T14:05:00+03:00",
                                  text.substr(0, 60)));
    return at;
}

std::string format_rfc3339(Instant at) {
    const LocalTime t = split(floor<seconds>(at));
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", t.year, t.month, t.day, t.hour,
                       t.minute, t.second);
}

std::string format_http_date(Instant at) {
    const auto whole = floor<seconds>(at);
    const LocalTime t = split(whole);
    const date::weekday weekday{floor<date::days>(whole)};
    return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT", weekdays[weekday.c_encoding()],
                       t.day, months[t.month - 1], t.year, t.hour, t.minute, t.second);
}

Zone::Zone() : name_("UTC"), zone_(date::locate_zone("Etc/UTC")) {}

Result<Zone> Zone::named(std::string_view name) {
    try {
        Zone zone;
        zone.zone_ = date::locate_zone(std::string(name));
        zone.name_ = std::string(name);
        return zone;
    } catch (const std::exception&) {
        return refuse(
            Kind::invalid, "time.unknown_zone",
            fmt::format("'{}' is no time zone; use a name such as Europe/Amsterdam", name));
    }
}

LocalTime Zone::local(Instant at) const {
    const auto* zone = static_cast<const date::time_zone*>(zone_);
    const auto whole = floor<seconds>(at);
    const auto info = zone->get_info(whole);
    LocalTime local = split(whole + info.offset);
    local.offset_minutes =
        static_cast<int>(std::chrono::duration_cast<minutes>(info.offset).count());
    return local;
}

std::string Zone::format_rfc3339(Instant at) const {
    const LocalTime t = local(at);
    if (t.year < 0 || t.year > 9999) return kolokol::format_rfc3339(at);
    const int offset = t.offset_minutes < 0 ? -t.offset_minutes : t.offset_minutes;
    // By hand: every list prints one for each article, and fmt takes longer than the zone does.
    std::string text = "0000-00-00T00:00:00+00:00";
    const auto put = [&](std::size_t end, int number) {
        for (std::size_t place = end; number > 0; --place, number /= 10)
            text[place] = static_cast<char>('0' + number % 10);
    };
    put(3, t.year);
    put(6, static_cast<int>(t.month));
    put(9, static_cast<int>(t.day));
    put(12, t.hour);
    put(15, t.minute);
    put(18, t.second);
    if (t.offset_minutes < 0) text[19] = '-';
    put(21, offset / 60);
    put(24, offset % 60);
    return text;
}

Instant Zone::start_of_month(int year, unsigned month) const {
    const auto* zone = static_cast<const date::time_zone*>(zone_);
    const date::local_seconds wall{
        date::local_days{date::year{year} / month / 1}.time_since_epoch()};
    return Instant{zone->to_sys(wall, date::choose::earliest).time_since_epoch()};
}

}  // namespace kolokol
