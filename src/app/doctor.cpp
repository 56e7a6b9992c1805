#include "app/doctor.hpp"

#include <exception>

#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/timex.h>

#include "app/data_folder.hpp"
#include "app/editions.hpp"
#include "app/full_disk.hpp"
#include "app/house.hpp"
#include "app/interface_texts.hpp"
#include "app/pressing.hpp"
#include "edition/verify.hpp"
#include "jobs/queue.hpp"
#include "press/press.hpp"
#include "search/search_index.hpp"
#include "serve/alarm.hpp"
#include "serve/handover_sender.hpp"

namespace kolokol::app {
namespace {

using Findings = std::vector<Examined>;

/// What both sides have: the newsroom and the public side.
struct Paper {
    std::filesystem::path folder;
    const Configuration& configuration;
    const edition::Shelf& editions;
    const std::vector<Language>& languages;
};

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

/// What can be signed with the keys that are here.
Result<std::string> signing_here(const Paper& paper, const edition::KeyFolder& folder) {
    const auto root = root_in_force(paper.editions);
    if (!root) return refuse(root.error());
    const auto heartbeat = folder.signer(edition::Role::heartbeat, *root);
    if (!heartbeat) return refuse(heartbeat.error());
    if (paper.configuration.is_public_side()) return "the heartbeat can be renewed here";
    const auto edition_key = folder.signer(edition::Role::edition, *root);
    if (!edition_key) return refuse(edition_key.error());
    return "an edition can be signed here";
}

void examine_keys(const Paper& paper, Findings& into) {
    const edition::KeyFolder folder(paper.folder / "keys");
    const auto keys = folder.list();
    if (!keys) {
        into.push_back({"keys", Health::ill, keys.error().detail});
        return;
    }
    for (const edition::StoredKey& key : *keys) {
        const std::string role(edition::to_string(key.role));
        const bool here = lies_inside(key.file, paper.folder);
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
    const auto able = signing_here(paper, folder);
    into.push_back(able ? Examined{"keys", Health::well, *able}
                        : Examined{"keys", Health::beware, able.error().detail});
    if (paper.configuration.is_public_side()) return;
    into.push_back({"recovery", Health::beware,
                    "once a month: does somebody still have the paper with the recovery key, and "
                    "do the holders of the root keys answer?"});
}

void examine_edition(const Paper& paper, Instant now, Findings& into) {
    if (!paper.editions.current()) {
        into.push_back({"edition", Health::beware,
                        paper.configuration.is_public_side()
                            ? "no edition has been brought yet: kolokol serve --role newsroom on "
                              "the newsroom's machine"
                            : "nothing has been pressed yet: kolokol press"});
        return;
    }
    auto source = edition::open_source(paper.editions.folder());
    if (!source) {
        into.push_back({"edition", Health::ill, source.error().detail});
        return;
    }
    const edition::Verdict verdict =
        edition::verify(**source, edition::SiteId(paper.editions.site()), nullptr, now);
    for (const edition::Finding& finding : verdict.findings)
        into.push_back({"edition", Health::ill, sentence(finding)});
    if (verdict.findings.empty())
        into.push_back({"edition", Health::well,
                        fmt::format("edition {} is whole and signed, {} pages",
                                    verdict.edition->sequence, verdict.pages_checked)});
}

Examined examine_press(const House& house) {
    auto tx = house.database().read();
    if (press::has_changes(tx))
        return {"press", Health::beware,
                "the newsroom has changes that readers do not see yet: kolokol press"};
    return {"press", Health::well,
            house.configuration().public_side ? "what the newsroom has is pressed"
                                              : "readers see what the newsroom has"};
}

/// Whether readers, who reach the other machine, see what was pressed here.
Examined examine_handover(const House& house, const std::string& public_side, Instant now) {
    const std::string subject = "handover";
    const auto current = house.editions().current();
    if (!current) return {subject, Health::well, "there is no edition to hand over yet"};
    const std::uint64_t sequence = current->facts().sequence;
    const auto there = http::Url::parse(public_side);
    if (!there) return {subject, Health::ill, there.error().detail};
    serve::HandoverSettings settings{*there, {}};
    settings.request_time = std::chrono::seconds(20);  // somebody waits
    const auto compared = serve::HandoverSender(house.editions(), {}, settings).compare(now);
    if (!compared)
        return {subject, Health::ill,
                fmt::format("nobody can say whether edition {} has been handed over, the public "
                            "side does not answer as it should: {}",
                            sequence, compared.error().detail)};
    if (compared->same)
        return {subject, Health::well, fmt::format("readers see edition {}", sequence)};
    if (compared->there > sequence)
        return {subject, Health::ill,
                fmt::format("the public side has edition {}, this machine only {}: was it restored "
                            "from a backup? Press again until it is past that one",
                            compared->there, sequence)};
    return {
        subject, Health::beware,
        fmt::format("edition {} has not been handed over, readers see {}: is kolokol serve "
                    "--role newsroom running here?",
                    sequence,
                    compared->there == 0          ? "none"
                    : compared->there == sequence ? "it without its newest signatures"
                                                  : fmt::format("edition {}", compared->there))};
}

void examine_newsroom(const House& house, Instant now, Findings& into) {
    into.push_back(examine_press(house));
    if (const auto& public_side = house.configuration().public_side)
        into.push_back(examine_handover(house, *public_side, now));
    auto tx = house.database().read();
    for (const jobs::FailedJob& job : jobs::failed(tx))
        into.push_back({"jobs", Health::ill,
                        fmt::format("{} was given up after {} attempts: {}", job.kind, job.attempts,
                                    job.failure)});
}

void examine_theme(const std::filesystem::path& folder, const std::vector<Language>& languages,
                   Findings& into) {
    for (std::string& sentence : missing_interface_texts(folder, languages))
        into.push_back({"theme", Health::beware, std::move(sentence)});
    const auto loaded = load_theme(folder);
    into.push_back(loaded ? Examined{"theme", Health::well, "whole"}
                          : Examined{"theme", Health::ill, loaded.error().detail});
}

void examine_paper(const Paper& paper, Instant now, Findings& into) {
    examine_clock(paper.editions, now, into);
    examine_keys(paper, into);
    if (paper.editions.current())
        examine_dangers(serve::signatures_in_danger(paper.editions), "signatures",
                        "none runs out soon", now, into);
    if (paper.configuration.certificate)
        examine_dangers(serve::certificate_in_danger(*paper.configuration.certificate), "tls",
                        "the certificate holds", now, into);
    examine_theme(paper.folder, paper.languages, into);
    examine_edition(paper, now, into);
}

void examine_house(const std::filesystem::path& folder, Instant now, Findings& into) {
    const auto house = House::look_at(folder);
    if (!house) {
        into.push_back({"publication", Health::ill, house.error().detail});
        return;
    }
    into.push_back(
        {"publication", Health::well, fmt::format("{} opens, its database too", folder.string())});
    examine_newsroom(*house, now, into);
}

/// What a full disk or a lost database keeps from being looked at comes last.
void examine_all(const std::filesystem::path& folder, Instant now, Findings& into) {
    const auto ill = [&](const Problem& problem) {
        into.push_back({"publication", Health::ill, problem.detail});
    };
    const auto configuration = Configuration::read(folder);
    if (!configuration) return ill(configuration.error());
    examine_dangers(serve::disk_in_danger(folder), "disk", "room enough", now, into);
    const auto words = content::Publication::read(folder / "kolokol.toml");
    if (!words) return ill(words.error());
    const auto editions = open_editions(folder);
    if (!editions) return ill(editions.error());
    examine_paper({folder, *configuration, *editions, words->languages}, now, into);
    if (!configuration->is_public_side()) return examine_house(folder, now, into);
    into.push_back(
        {"publication", Health::well,
         fmt::format("{} opens; it is a public side, without a newsroom", folder.string())});
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
        examine_all(std::filesystem::absolute(folder).lexically_normal(), now, findings);
    } catch (const std::exception& failure) {
        const auto full = as_full_disk(failure, folder);
        findings.push_back({"publication", Health::ill, full ? full->detail : failure.what()});
    }
    return findings;
}

}  // namespace kolokol::app
