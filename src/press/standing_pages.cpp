// Pages that are about the paper itself: about, privacy with its versions, corrections, search, and
// the one for an unknown address.

#include <fmt/format.h>

#include "content/listing.hpp"
#include "content/taxonomy_rows.hpp"
#include "markup/document.hpp"
#include "press/body_model.hpp"
#include "press/compositor.hpp"
#include "press/frame.hpp"
#include "press/pages.hpp"
#include "press/paper_data.hpp"
#include "press/periods.hpp"

namespace kolokol::press {

namespace {

constexpr int corrections_shown = 100;

/// The day that a version is called by ("2026-01-28"), at the paper's noon there is no doubt which.
std::optional<Instant> day_of_version(const std::string& version) {
    const auto noon = parse_rfc3339(version + "T12:00:00Z");
    if (!noon) return std::nullopt;
    return *noon;
}

theme::Value since(const Sheet& sheet, const std::string& version) {
    const auto day = day_of_version(version);
    if (!day) return false;
    theme::Record time;
    time.set("iso", version);
    time.set("text", sheet.tongue().day(*day));
    return time;
}

Result<markup::Document> body_of(const Sheet& sheet, const content::StandingPage& page,
                                 std::string_view ids) {
    auto parsed = markup::parse(page.markdown, ids);
    if (!parsed.faults.empty())
        return refuse(Kind::invalid, "press.broken_body",
                      fmt::format("{}, line {} of its body: {}; mend the manuscript and import it",
                                  sheet.address(), parsed.faults.front().line,
                                  parsed.faults.front().sentence));
    set_in_type(sheet, parsed.document);
    return std::move(parsed.document);
}

Result<theme::Value> earlier_versions(Sheet& sheet,
                                      const std::vector<content::StandingPage>& versions) {
    theme::List entries;
    for (std::size_t i = 1; i < versions.size(); ++i) {
        const auto document = body_of(sheet, versions[i], fmt::format("v{}-", i + 1));
        if (!document) return refuse(document.error());
        auto time = since(sheet, versions[i].version);
        theme::Record entry;
        entry.set("time", time.truthy()
                              ? std::move(time)
                              : theme::Value(theme::Record{{"iso", versions[i].version},
                                                           {"text", versions[i].version}}));
        entry.set("blocks", body_blocks(sheet, *document, {}));
        entries.emplace_back(std::move(entry));
    }
    if (entries.empty()) return theme::Value(false);
    theme::Record made;
    made.set("entries", std::move(entries));
    return theme::Value(std::move(made));
}

/// Languages of the paper that have this page.
std::vector<Language> spoken(const Sheet& sheet, const std::string& slug) {
    std::vector<Language> made;
    for (const auto& language : sheet.desk().publication().languages)
        for (const auto& page : sheet.desk().almanac().standing(sheet.tx(), language))
            if (page.slug == slug) made.push_back(language);
    return made;
}

/// How a reader can tell that a copy is the paper's own; on the page that says who makes it.
theme::Value site_id(const Sheet& sheet, std::string_view page) {
    const auto& site = sheet.desk().settings().site;
    if (!site || page != "about") return false;
    return theme::Record{{"words", site->words()}, {"hex", site->hex()}};
}

}  // namespace

Printed print_standing(const Desk& desk, store::Transaction& tx, const PageKey& key) {
    if (!desk.publication().prints(key.language)) return nothing();
    const auto versions = content::standing_versions(tx, key.subject, key.language);
    if (versions.empty()) return nothing();
    const auto& newest = versions.front();
    Sheet sheet(desk, tx, key.language, press::address(key, desk.publication().standard()));
    const auto document = body_of(sheet, newest, "h-");
    if (!document) return refuse(document.error());
    auto earlier = earlier_versions(sheet, versions);
    if (!earlier) return refuse(earlier.error());
    Head head;
    head.title = newest.title;
    head.description = beginning(markup::plain_text(*document));
    head.canonical = sheet.absolute(sheet.address());
    head.alternates =
        alternates_of(sheet, spoken(sheet, key.subject), PageKind::standing, key.subject);
    head.graph = Graph();
    set_frame(sheet, head);
    theme::Record page;
    page.set("title", newest.title);
    page.set("since", since(sheet, newest.version));
    sheet.set("page", std::move(page));
    sheet.set("blocks", body_blocks(sheet, *document, {}));
    sheet.set("site_id", site_id(sheet, key.subject));
    sheet.set("versions", std::move(*earlier));
    return sheet.print("standing");
}

Printed print_corrections(const Desk& desk, store::Transaction& tx, const PageKey& key) {
    if (!desk.publication().prints(key.language)) return nothing();
    Sheet sheet(desk, tx, key.language, press::address(key, desk.publication().standard()));
    Head head;
    head.title = sheet.text("Corrections");
    head.canonical = sheet.absolute(sheet.address());
    head.alternates = alternates_of(sheet, desk.publication().languages, PageKind::corrections);
    head.graph = Graph();
    set_frame(sheet, head);
    theme::List corrections;
    for (const auto& one : content::corrections(tx, key.language, corrections_shown)) {
        theme::Record entry;
        entry.set("href", sheet.to(one.article.address));
        entry.set("headline", set_in_type(sheet, one.article.headline));
        entry.set("time", time_of(sheet, one.correction.at));
        entry.set("text", set_in_type(sheet, one.correction.text));
        corrections.emplace_back(std::move(entry));
    }
    sheet.set("corrections", std::move(corrections));
    return sheet.print("corrections");
}

Printed print_search(const Desk& desk, store::Transaction& tx, const PageKey& key) {
    if (!desk.settings().search || !desk.publication().prints(key.language)) return nothing();
    Sheet sheet(desk, tx, key.language, press::address(key, desk.publication().standard()));
    Head head;
    head.title = sheet.text("Search");
    head.canonical = sheet.absolute(sheet.address());
    head.hidden = true;
    head.alternates = alternates_of(sheet, desk.publication().languages, PageKind::search);
    head.tells_alternates = false;
    set_frame(sheet, head);
    const content::Scope everything{key.language, content::Scope::By::all, {}};
    sheet.set("periods", month_periods(sheet, desk.almanac().months(tx, everything),
                                       PageKind::archive_month, {}));
    return sheet.print("search");
}

Printed print_not_found(const Desk& desk, store::Transaction& tx, const PageKey& key) {
    if (!desk.publication().prints(key.language)) return nothing();
    auto sheet =
        Sheet::anywhere(desk, tx, key.language, press::address(key, desk.publication().standard()));
    Head head;
    head.title = sheet.text("This page does not exist");
    head.hidden = true;
    set_frame(sheet, head);
    return sheet.print("not_found", 404);
}

}  // namespace kolokol::press
