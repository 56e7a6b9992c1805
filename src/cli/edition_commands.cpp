// edition list | show | diff | verify

#include <algorithm>
#include <set>
#include <system_error>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/editions.hpp"
#include "app/fetch.hpp"
#include "base/clock.hpp"
#include "cli/commands.hpp"
#include "edition/shelf.hpp"
#include "edition/verify.hpp"

namespace kolokol::cli {
namespace {

using edition::Entry;
using nlohmann::json;

json facts_json(const edition::EditionFacts& facts) {
    return {{"sequence", facts.sequence}, {"time", format_rfc3339(facts.time)},
            {"root", facts.root.hex()},   {"depth", facts.depth},
            {"entries", facts.entries},   {"bytes", facts.bytes}};
}

json entry_json(const Entry& entry) {
    json out{{"path", entry.path}, {"status", entry.status}};
    if (entry.status == 301)
        out["target"] = entry.target;
    else
        out.update({{"sha256", entry.digest.hex()},
                    {"size", entry.size},
                    {"media_type", entry.media_type}});
    return out;
}

int list(Command& command) {
    auto shelf = app::open_editions(command.site);
    if (!shelf) return command.console.refuse(shelf.error());
    json all = json::array();
    command.console.say("edition  time                  pages      size  index root");
    for (const edition::EditionFacts& facts : shelf->list()) {
        all.push_back(facts_json(facts));
        command.console.say(fmt::format("{:>7}  {}  {:>6} {:>9}  {}", facts.sequence,
                                        format_rfc3339(facts.time), grouped(facts.entries),
                                        size_text(facts.bytes), facts.root.hex().substr(0, 16)));
    }
    command.console.document(all);
    if (all.empty()) command.console.say("There is no edition yet; kolokol press makes the first.");
    return 0;
}

Result<std::shared_ptr<const edition::Edition>> choose(const edition::Shelf& shelf,
                                                       std::uint64_t sequence) {
    if (sequence != 0) return shelf.edition(sequence);
    auto current = shelf.current();
    if (!current)
        return refuse(Kind::not_found, "edition.none",
                      "there is no edition yet; kolokol press makes the first");
    return current;
}

struct ShowArguments {
    std::uint64_t sequence = 0;
    std::string path;
    bool pages = false;
};

/// By address: the index goes by hash, which tells a reader nothing.
Result<std::vector<Entry>> pages_in_order(const edition::Edition& one) {
    std::vector<Entry> pages;
    const auto walked = one.index().each([&](const Entry& entry) {
        pages.push_back(entry);
        return true;
    });
    if (!walked) return refuse(walked.error());
    std::sort(pages.begin(), pages.end(),
              [](const Entry& left, const Entry& right) { return left.path < right.path; });
    return pages;
}

int show_pages(Command& command, const edition::Edition& one) {
    const auto pages = pages_in_order(one);
    if (!pages) return command.console.refuse(pages.error());
    json all = json::array();
    for (const Entry& entry : *pages) {
        if (command.console.json())
            all.push_back(entry_json(entry));
        else if (entry.status == 301)
            command.console.say(fmt::format("301 {:>9}  {} to {}", "", entry.path, entry.target));
        else
            command.console.say(fmt::format("{} {:>9}  {}  {}", entry.status, size_text(entry.size),
                                            entry.path, entry.media_type));
    }
    command.console.document(all);
    return 0;
}

int show(Command& command, const ShowArguments& wish) {
    const std::string& path = wish.path;
    auto shelf = app::open_editions(command.site);
    if (!shelf) return command.console.refuse(shelf.error());
    auto chosen = choose(*shelf, wish.sequence);
    if (!chosen) return command.console.refuse(chosen.error());
    const edition::Edition& one = **chosen;
    if (wish.pages) return show_pages(command, one);

    if (!path.empty()) {
        const auto entry = one.find(path);
        if (!entry)
            return command.console.refuse(
                Problem{Kind::not_found, "edition.no_page",
                        fmt::format("edition {} has no page {}", one.facts().sequence, path)});
        command.console.document(entry_json(*entry));
        if (command.console.json()) return 0;
        if (entry->status == 301) {
            command.console.say(fmt::format("301 to {}", entry->target));
            return 0;
        }
        const auto bytes = one.bytes(*entry);
        if (bytes) std::fwrite(bytes->data(), 1, bytes->size(), stdout);
        return 0;
    }

    const edition::EditionFacts& facts = one.facts();
    const edition::Shelf::Freshness freshness = shelf->freshness();
    json out = facts_json(facts);
    out["site"] = shelf->site().hex();
    out["fresh_until"] = format_rfc3339(freshness.heartbeat);
    command.console.document(out);
    command.console.say(
        fmt::format("edition {} of {}\n"
                    "  time         {}\n"
                    "  pages        {}, {}\n"
                    "  index root   {}\n"
                    "  edition.json {}\n"
                    "  site id      {}\n"
                    "  fresh until  {} (renewed by serve)",
                    facts.sequence, facts.facts.origin, format_rfc3339(facts.time),
                    grouped(facts.entries), size_text(facts.bytes), facts.root.hex(),
                    one.digest().hex(), shelf->site().hex(), format_rfc3339(freshness.heartbeat)));
    return 0;
}

int diff(Command& command, std::uint64_t from, std::uint64_t to) {
    auto shelf = app::open_editions(command.site);
    if (!shelf) return command.console.refuse(shelf.error());
    auto before = choose(*shelf, from);
    if (!before) return command.console.refuse(before.error());
    auto after = choose(*shelf, to);
    if (!after) return command.console.refuse(after.error());

    std::set<std::string> added;
    std::set<std::string> changed;
    std::set<std::string> removed;
    const auto walked = edition::diff((*before)->index(), (*after)->index(),
                                      [&](const Entry* old_entry, const Entry* new_entry) {
                                          if (old_entry == nullptr)
                                              added.emplace(new_entry->path);
                                          else if (new_entry == nullptr)
                                              removed.emplace(old_entry->path);
                                          else
                                              changed.emplace(new_entry->path);
                                          return true;
                                      });
    if (!walked) return command.console.refuse(walked.error());
    command.console.document({{"added", added}, {"changed", changed}, {"removed", removed}});
    const auto print = [&](const std::set<std::string>& paths, std::string_view sign) {
        for (const std::string& path : paths)
            command.console.say(fmt::format("{} {}", sign, path));
    };
    print(added, "+");
    print(changed, "~");
    print(removed, "-");
    command.console.say(fmt::format("{} added, {} changed, {} removed", added.size(),
                                    changed.size(), removed.size()));
    return 0;
}

struct VerifyArguments {
    std::string source;
    std::string site_id;
    std::filesystem::path state;
    bool no_state = false;
    bool metadata_only = false;
};

std::string verdict_sentence(const std::string& source, edition::Verified code) {
    switch (code) {
        case edition::Verified::fresh:
            return source + " is authentic and fresh";
        case edition::Verified::unreadable:
            return source + " could not be read";
        case edition::Verified::expired:
            return source + " is authentic, but some of its metadata has expired";
        case edition::Verified::rolled_back:
            return source + " is rolled back: older than what was seen before";
        case edition::Verified::damaged:
            return source + " is NOT authentic: forged, damaged, incomplete or another site's";
        case edition::Verified::removed_key:
            return source + " is signed by a key that the newsroom has removed";
        case edition::Verified::two_editions:
            break;
    }
    return source + ": two different editions bear one number";
}

bool is_url(const std::string& text) {
    return text.rfind("http://", 0) == 0 || text.rfind("https://", 0) == 0;
}

/// The id that was given; for a publication of one's own, its own.
Result<edition::SiteId> pinned(const VerifyArguments& wish, const std::filesystem::path& site) {
    if (!wish.site_id.empty()) return edition::SiteId::parse(wish.site_id);
    if (!wish.source.empty())
        return refuse(Kind::invalid, "verify.no_site_id",
                      "name the site id that you trust: kolokol edition verify SOURCE --id ID; it "
                      "must come to you by another way than the edition itself");
    return app::own_site(site);
}

void say_verdict(const Console& console, const edition::Verdict& verdict,
                 const std::string& source) {
    console.progress_ends();
    json findings = json::array();
    for (const edition::Finding& finding : verdict.findings) {
        findings.push_back({{"code", static_cast<int>(finding.code)},
                            {"what", finding.what},
                            {"where", finding.where},
                            {"text", finding.text}});
        console.say("  " + app::sentence(finding));
    }
    json out{{"source", source},
             {"code", static_cast<int>(verdict.code)},
             {"findings", findings},
             {"pages_checked", verdict.pages_checked},
             {"bytes_checked", verdict.bytes_checked}};
    if (verdict.edition) {
        out["edition"] = facts_json(*verdict.edition);
        out["fresh_until"] = format_rfc3339(verdict.fresh_until);
        console.say(fmt::format("edition {} of {}, {}: {} pages, {} checked",
                                verdict.edition->sequence, verdict.edition->facts.origin,
                                format_rfc3339(verdict.edition->time),
                                grouped(verdict.pages_checked), size_text(verdict.bytes_checked)));
    }
    console.say(verdict_sentence(source, verdict.code));
    console.document(out);
}

void remember(const Console& console, const edition::TrustFolder& memory,
              const edition::SiteId& site, const edition::TrustState& state) {
    try {
        memory.save(site, state);
    } catch (const std::system_error& failure) {
        console.warn(
            fmt::format("kolokol: what was seen could not be remembered, so the next "
                        "check will not notice a rollback ({}); name another folder with "
                        "--state",
                        failure.what()));
    }
}

int verify(Command& command, const VerifyArguments& wish) {
    const auto id = pinned(wish, command.site);
    if (!id) return command.console.refuse(id.error());

    std::unique_ptr<edition::Source> source;
    std::string name = wish.source;
    if (is_url(wish.source)) {
        auto fetch = app::fetch_from(wish.source);
        if (!fetch) return command.console.refuse(fetch.error());
        source = edition::url_source(wish.source, std::move(*fetch));
    } else {
        const std::filesystem::path folder =
            wish.source.empty() ? command.site / "editions" : std::filesystem::path(wish.source);
        if (name.empty()) name = folder.string();
        auto opened = edition::open_source(folder);
        if (!opened) return command.console.refuse(opened.error());
        source = std::move(*opened);
    }

    const edition::TrustFolder memory(wish.state.empty() ? edition::TrustFolder::usual()
                                                         : wish.state);
    edition::TrustState state;
    if (!wish.no_state) {
        auto loaded = memory.load(*id);
        if (!loaded) return command.console.refuse(loaded.error());
        state = std::move(*loaded);
    }
    edition::VerifyWish how;
    how.contents = !wish.metadata_only;
    how.progress = [&](std::uint64_t done, std::uint64_t of) {
        command.console.progress("checking", done, of);
    };
    const edition::Verdict verdict =
        edition::verify(*source, *id, wish.no_state ? nullptr : &state, SystemClock().now(), how);
    say_verdict(command.console, verdict, name);
    // the verdict stands, also where it cannot be remembered
    if (!wish.no_state) remember(command.console, memory, *id, state);
    if (wish.no_state) command.console.say("Rollback was not checked (--no-state).");
    return static_cast<int>(verdict.code);
}

}  // namespace

void add_edition_commands(CLI::App& program, Command& chosen) {
    CLI::App* group = program.add_subcommand("edition", "what was pressed, and whether it is true");
    group->require_subcommand(1);

    CLI::App* listing = group->add_subcommand("list", "the kept editions, newest first");
    add_site(*listing, chosen);
    add_json(*listing, chosen);
    listing->callback([&chosen] { chosen.run = [&chosen] { return list(chosen); }; });

    auto shown = std::make_shared<ShowArguments>();
    CLI::App* showing =
        group->add_subcommand("show", "one edition, or the bytes of one page of it");
    showing->add_option("--edition", shown->sequence, "its number (default: the current one)");
    CLI::Option* address =
        showing->add_option("path", shown->path, "the address of a page, such as /world/");
    showing->add_flag("--pages", shown->pages, "every address with its status, size and type")
        ->excludes(address);
    add_site(*showing, chosen);
    add_json(*showing, chosen);
    showing->callback(
        [&chosen, shown] { chosen.run = [&chosen, shown] { return show(chosen, *shown); }; });

    auto from = std::make_shared<std::uint64_t>(0);
    auto to = std::make_shared<std::uint64_t>(0);
    CLI::App* differing = group->add_subcommand("diff", "which pages differ between two editions");
    differing->add_option("from", *from, "the earlier number")->required();
    differing->add_option("to", *to, "the later number (default: the current one)");
    add_site(*differing, chosen);
    add_json(*differing, chosen);
    differing->callback([&chosen, from, to] {
        chosen.run = [&chosen, from, to] { return diff(chosen, *from, *to); };
    });

    auto wish = std::make_shared<VerifyArguments>();
    CLI::App* verifying = group->add_subcommand(
        "verify",
        "checks every signature and every byte\n"
        "exits with 0 fresh, 3 expired, 4 rolled back, 5 forged or damaged,\n"
        "6 signed by a removed key, 7 two editions of one number, 1 unreadable");
    verifying->add_option("source", wish->source,
                          "a folder or an http(s) address (default: the publication's own)");
    verifying->add_option("--id", wish->site_id,
                          "the site id that you trust: 64 digits or 8 words");
    verifying->add_option("--state", wish->state,
                          "where the newest versions seen are remembered "
                          "(default: $XDG_STATE_HOME/kolokol/trust)");
    verifying->add_flag("--no-state", wish->no_state, "remember nothing; rollback is not checked");
    verifying->add_flag("--metadata-only", wish->metadata_only, "do not read the pages");
    add_site(*verifying, chosen);
    add_json(*verifying, chosen);
    verifying->callback(
        [&chosen, wish] { chosen.run = [&chosen, wish] { return verify(chosen, *wish); }; });
}

}  // namespace kolokol::cli
