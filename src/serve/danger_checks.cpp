#include <fmt/format.h>

#include "http/certificate.hpp"
#include "serve/alarm.hpp"

// What serve itself looks at. The alarm is told in alarm.cpp.

namespace kolokol::serve {
namespace {

constexpr auto heartbeat_notice = std::chrono::hours(24);
constexpr auto targets_notice = std::chrono::days(14);
constexpr auto root_notice = std::chrono::days(30);
constexpr auto certificate_notice = std::chrono::days(14);

void add_if_near(std::vector<Danger>& dangers, Instant now, Instant end,
                 std::chrono::milliseconds notice, Danger danger) {
    if (end - now >= notice) return;
    danger.detail = fmt::format("{} {}; {}", end > now ? "runs out at" : "ran out at",
                                format_rfc3339(end), danger.detail);
    dangers.push_back(std::move(danger));
}

}  // namespace

DangerCheck signatures_in_danger(const edition::Shelf& shelf) {
    return [&shelf](Instant now) {
        std::vector<Danger> dangers;
        if (!shelf.current()) return dangers;
        const auto freshness = shelf.freshness();
        add_if_near(dangers, now, freshness.heartbeat, heartbeat_notice,
                    {"heartbeat", "timestamp",
                     "verifiers will say that the paper may be out of date: is kolokol serve "
                     "running with its heartbeat key?"});
        add_if_near(dangers, now, freshness.targets, targets_notice,
                    {"key", "targets", "sign the edition again with kolokol press"});
        add_if_near(dangers, now, freshness.root, root_notice,
                    {"key", "root", "bring the root keys and run kolokol keys renew"});
        return dangers;
    };
}

DangerCheck disk_in_danger(std::filesystem::path folder, std::uint64_t least_bytes,
                           int least_percent) {
    return [=](Instant) {
        std::vector<Danger> dangers;
        const auto space = std::filesystem::space(folder);
        const bool few_bytes = space.available < least_bytes;
        // Divided first: a percentage of a large disk overflows nothing so.
        const bool small_part = space.available / 100 <
                                space.capacity / 10'000 * static_cast<std::uint64_t>(least_percent);
        if (few_bytes || small_part)
            dangers.push_back({"disk", "",
                               fmt::format("{} MB are left where the editions are: free some, or "
                                           "the next press fails",
                                           space.available >> 20U)});
        return dangers;
    };
}

DangerCheck certificate_in_danger(std::filesystem::path file) {
    return [=](Instant now) {
        std::vector<Danger> dangers;
        const auto end = http::certificate_end(file);
        if (!end)
            dangers.push_back({"certificate", "", end.error().detail});
        else
            add_if_near(dangers, now, *end, certificate_notice,
                        {"certificate", "", "browsers will refuse the site: renew it"});
        return dangers;
    };
}

}  // namespace kolokol::serve
