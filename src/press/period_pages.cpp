// All of one month or year: without pictures, since a busy month has hundreds of articles.

#include <algorithm>

#include <fmt/format.h>

#include "content/listing.hpp"
#include "press/frame.hpp"
#include "press/listing_model.hpp"
#include "press/pages.hpp"
#include "press/periods.hpp"

namespace kolokol::press {

namespace {

using content::Scope;

Scope scope_of(const PageKey& key) {
    switch (key.kind) {
        case PageKind::section_month:
            return {key.language, Scope::By::section, key.subject};
        case PageKind::topic_year:
            return {key.language, Scope::By::topic, key.subject};
        case PageKind::byline_year:
            return {key.language, Scope::By::byline, key.subject};
        default:
            return {key.language, Scope::By::all, {}};
    }
}

theme::Record parent(const Sheet& sheet, std::string_view address, std::string_view name) {
    theme::Record made;
    made.set("href", sheet.to(address));
    made.set("name", name);
    return made;
}

/// The section, or the archive of everything.
theme::Value parent_of_month(const Sheet& sheet, const PageKey& key) {
    if (key.kind == PageKind::section_month)
        return parent(sheet, sheet.at(PageKind::section, key.subject),
                      sheet.desk().almanac().section_name(sheet.tx(), key.subject, key.language));
    if (!sheet.desk().settings().search) return false;
    return parent(sheet, sheet.at(PageKind::search) + "#periods", sheet.text("Archive"));
}

/// To the page that names every year; false where there is none.
theme::Value all_years(const Sheet& sheet, const PageKey& key) {
    const bool of_section = key.kind == PageKind::section_month;
    if (!of_section && !sheet.desk().settings().search) return false;
    const auto there =
        of_section ? sheet.at(PageKind::section, key.subject) : sheet.at(PageKind::search);
    return parent(sheet, there + "#periods", sheet.text("All years"));
}

theme::Value neighbour(const Sheet& sheet, const PageKey& key, const Month& month) {
    return parent(sheet, sheet.at(key.kind, key.subject, month.year, month.month),
                  sheet.tongue().formats().month(month.year, month.month));
}

void set_neighbours(Sheet& sheet, const PageKey& key, const std::vector<Month>& months) {
    const Month own{key.year, key.month};
    const auto here = std::find(months.begin(), months.end(), own);
    const bool has_later = here != months.end() && here != months.begin();
    const bool has_earlier = here != months.end() && here + 1 != months.end();
    sheet.set("has_neighbours", has_later || has_earlier);
    sheet.set("earlier", has_earlier ? neighbour(sheet, key, *(here + 1)) : theme::Value(false));
    sheet.set("later", has_later ? neighbour(sheet, key, *(here - 1)) : theme::Value(false));
}

TeaserLook plain(bool day) {
    TeaserLook made;
    made.standfirst = false;
    made.day = day;
    return made;
}

Head head_of(const Sheet& sheet, const std::string& title) {
    Head head;
    head.title = title;
    head.canonical = sheet.absolute(sheet.address());
    head.graph = Graph();
    return head;
}

/// What a year's page is of: a topic or a byline.
std::optional<std::pair<std::string, std::string>> whose_year(const Sheet& sheet,
                                                              const PageKey& key) {
    const auto& almanac = sheet.desk().almanac();
    if (key.kind == PageKind::topic_year) {
        const auto* topic = almanac.topic(sheet.tx(), key.subject);
        if (!topic) return std::nullopt;
        return std::pair(almanac.topic_name(*topic, key.language),
                         sheet.at(PageKind::topic, key.subject));
    }
    const auto* byline = almanac.byline(sheet.tx(), key.subject);
    if (!byline || byline->withdrawn_at) return std::nullopt;
    return std::pair(almanac.byline_name(*byline, key.language),
                     sheet.at(PageKind::byline, key.subject));
}

}  // namespace

Printed print_month(const Desk& desk, store::Transaction& tx, const PageKey& key) {
    if (!desk.publication().prints(key.language)) return nothing();
    Sheet sheet(desk, tx, key.language, press::address(key, desk.publication().standard()));
    const auto scope = scope_of(key);
    const auto [from, to] = bounds_of(sheet, {key.year, key.month});
    const auto articles = content::between(tx, scope, from, to);
    if (articles.empty()) return nothing();
    const auto month = sheet.tongue().formats().month(key.year, key.month);
    const bool of_section = key.kind == PageKind::section_month;
    const auto title =
        of_section ? fmt::format("{}: {}",
                                 desk.almanac().section_name(tx, key.subject, key.language), month)
                   : month;
    set_frame(sheet, head_of(sheet, title), {of_section ? key.subject : "", false, of_section});
    sheet.set("parent", parent_of_month(sheet, key));
    sheet.set("month", month);
    sheet.set("count", articles.size());
    sheet.set("groups", groups_by_day(sheet, articles, plain(false)));
    const auto& months = desk.almanac().months(tx, scope);
    set_neighbours(sheet, key, months);
    sheet.set("periods", near_periods(sheet, months, key, all_years(sheet, key)));
    return sheet.print("month");
}

Printed print_year(const Desk& desk, store::Transaction& tx, const PageKey& key) {
    if (!desk.publication().prints(key.language)) return nothing();
    Sheet sheet(desk, tx, key.language, press::address(key, desk.publication().standard()));
    const auto whose = whose_year(sheet, key);
    if (!whose) return nothing();
    const auto scope = scope_of(key);
    const auto [from, to] = bounds_of_year(sheet, key.year);
    const auto articles = content::between(tx, scope, from, to);
    if (articles.empty()) return nothing();
    const auto year = sheet.tongue().formats().year(key.year);
    set_frame(sheet, head_of(sheet, fmt::format("{}: {}", whose->first, year)));
    sheet.set("parent", parent(sheet, whose->second, whose->first));
    sheet.set("title", year);
    sheet.set("count", articles.size());
    sheet.set("groups", groups_by_month(sheet, articles, plain(true)));
    sheet.set("periods", year_periods(sheet, desk.almanac().years(tx, scope), key.kind, key.subject,
                                      key.year));
    return sheet.print("year");
}

}  // namespace kolokol::press
