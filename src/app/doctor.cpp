#include "app/doctor.hpp"

#include <exception>

#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/timex.h>

#include "app/editions.hpp"
#include "app/house.hpp"
#include "app/pressing.hpp"
#include "edition/verify.hpp"
#include "jobs/queue.hpp"
#include "press/press.hpp"
#include "search/search_index.hpp"
#include "serve/alarm.hpp"

namespace kolokol::app {
namespace {

using Findings = std::vector<Examined>;

void examine_clock(const edition::Shelf& shelf, Instant now, Findings& into) {
    const auto current = shelf.current();
    if (current && current->facts().time > now + std::chrono::minutes(1)) {
        into.push_back(
            {"clock", Health::ill,
             fmt::format("the clock says {}, earlier than the last edition ({}); set it, "
                         "or readers' verifiers will call your paper out of date",
                         format_rfc3339(now), format_rfc3339(current->facts().time))});
        return;
    }
    timex about{};
    const bool kept = adjtimex(&about) != TIME_ERROR;
    into.push_back(kept ? Examined{"clock", Health::well, "kept right by a time service"}
                        : Examined{"clock", Health::beware,
                                   "no time service keeps it right; install systemd-timesyncd or "
                                   "chrony"});
}

void examine_dangers(const serve::DangerCheck& check, const std::string& subject,
                     const std::string& well, Instant now, Findings& into) {
    const auto dangers = check(now);
    for (const serve::Danger& danger : dangers)
        into.push_back({subject, Health::ill, danger.detail});
    if (dangers.empty()) into.push_back({subject, Health::well, well});
}

void examine_keys(const House& house, Findings& into) {
    const auto keys = house.keys().list();
    if (!keys) {
        into.push_back({"keys", Health::ill, keys.error().detail});
        return;
    }
    const std::string inside = house.folder().string() + "/";
    for (const edition::StoredKey& key : *keys) {
        const std::string role(edition::to_string(key.role));
        const bool here = key.file.string().rfind(inside, 0) == 0;
        struct stat about {};
        if (key.role == edition::Role::root && key.present && here)
            into.push_back({"keys", Health::beware,
                            fmt::format("the root key {} lies on this machine; move it to a stick "
                                        "that you keep elsewhere",
                                        key.file.string())});
        else if (key.role != edition::Role::root && !key.present)
            into.push_back({"keys", Health::beware,
                            fmt::format("the {} key {} is away: without it nothing can be pressed "
                                        "or renewed here",
                                        role, key.file.string())});
        if (key.present && ::stat(key.file.c_str(), &about) == 0 && (about.st_mode & 077U) != 0)
            into.push_back({"keys", Health::ill,
                            fmt::format("others on this machine can read {0}: chmod 600 {0}",
                                        key.file.string())});
    }
    const auto able = open_press_keys(house);
    into.push_back(able ? Examined{"keys", Health::well, "an edition can be signed here"}
                        : Examined{"keys", Health::beware, able.error().detail});
    into.push_back({"recovery", Health::beware,
                    "once a month: does somebody still have the paper with the recovery key, and "
                    "do the holders of the root keys answer?"});
}

void examine_edition(const House& house, Instant now, Findings& into) {
    if (!house.editions().current()) {
        into.push_back({"edition", Health::beware, "nothing has been pressed yet: kolokol press"});
        return;
    }
    auto source = edition::open_source(house.editions().folder());
    if (!source) {
        into.push_back({"edition", Health::ill, source.error().detail});
        return;
    }
    const edition::Verdict verdict =
        edition::verify(**source, edition::SiteId(house.editions().site()), nullptr, now);
    for (const edition::Finding& finding : verdict.findings)
        into.push_back({"edition", Health::ill, finding.where + ": " + finding.text});
    if (verdict.findings.empty())
        into.push_back({"edition", Health::well,
                        fmt::format("edition {} is whole and signed, {} pages",
                                    verdict.edition->sequence, verdict.pages_checked)});
}

void examine_newsroom(const House& house, Findings& into) {
    auto tx = house.database().read();
    if (press::has_changes(tx))
        into.push_back({"press", Health::beware,
                        "the newsroom has changes that readers do not see yet: kolokol press"});
    else
        into.push_back({"press", Health::well, "readers see what the newsroom has"});
    for (const jobs::FailedJob& job : jobs::failed(tx))
        into.push_back({"jobs", Health::ill,
                        fmt::format("{} was given up after {} attempts: {}", job.kind, job.attempts,
                                    job.failure)});
}

void examine_theme(const std::filesystem::path& folder, Findings& into) {
    const auto loaded = load_theme(folder);
    into.push_back(loaded ? Examined{"theme", Health::well, "whole"}
                          : Examined{"theme", Health::ill, loaded.error().detail});
}

void examine_all(const std::filesystem::path& folder, Instant now, Findings& into) {
    auto house = House::open(folder, now);
    if (!house) {
        into.push_back({"publication", Health::ill, house.error().detail});
        return;
    }
    into.push_back({"publication", Health::well,
                    fmt::format("{} opens, its database too", house->folder().string())});
    examine_clock(house->editions(), now, into);
    examine_dangers(serve::disk_in_danger(house->folder()), "disk", "room enough", now, into);
    examine_keys(*house, into);
    if (house->editions().current())
        examine_dangers(serve::signatures_in_danger(house->editions()), "signatures",
                        "none runs out soon", now, into);
    if (house->configuration().certificate)
        examine_dangers(serve::certificate_in_danger(*house->configuration().certificate), "tls",
                        "the certificate holds", now, into);
    examine_theme(house->folder(), into);
    examine_newsroom(*house, into);
    examine_edition(*house, now, into);
}

}  // namespace

std::string_view to_string(Health health) {
    switch (health) {
        case Health::well:
            return "well";
        case Health::beware:
            return "beware";
        case Health::ill:
            break;
    }
    return "ill";
}

std::vector<Examined> examine(const std::filesystem::path& folder, Instant now) {
    Findings findings;
    try {
        examine_all(folder, now, findings);
    } catch (const std::exception& failure) {
        findings.push_back({"publication", Health::ill, failure.what()});
    }
    return findings;
}

}  // namespace kolokol::app
