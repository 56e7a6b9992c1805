#include "press/periods.hpp"

#include <utility>

#include "press/dependencies.hpp"

namespace kolokol::press {

namespace {

const Zone& zone_of(const Sheet& sheet) {
    return sheet.desk().publication().zone;
}

constexpr std::string_view beneath_a_list = "Earlier coverage";
constexpr std::string_view of_everything = "Archive";

theme::Value in_years(const Sheet& sheet, std::string_view title, theme::List years,
                      theme::Value all = false) {
    if (years.empty()) return false;
    theme::Record made;
    made.set("title", sheet.text(title));
    made.set("years", std::move(years));
    made.set("all", std::move(all));
    return made;
}

/// `href`: an address, or false for a year that is no page.
theme::Record year_record(const Sheet& sheet, int year, theme::Value href) {
    theme::Record made;
    made.set("href", std::move(href));
    made.set("year", sheet.tongue().formats().year(year));
    made.set("current", false);
    made.set("has_months", false);
    return made;
}

/// The year that begins at `at`, which then stands at the next one.
template <class Months>
theme::Record with_months(const Sheet& sheet, Months& at, Months end, PageKind kind,
                          std::string_view subject, const Month& current) {
    auto made = year_record(sheet, at->year, false);
    theme::List list;
    for (const int of = at->year; at != end && at->year == of; ++at) {
        theme::Record month;
        month.set("href", sheet.to(sheet.at(kind, subject, at->year, at->month)));
        month.set("name", sheet.tongue().formats().month_alone(at->month));
        month.set("current", *at == current);
        list.emplace_back(std::move(month));
    }
    made.set("has_months", true);
    made.set("months", std::move(list));
    return made;
}

}  // namespace

theme::Value month_periods(const Sheet& sheet, const std::vector<Month>& months, PageKind kind,
                           std::string_view subject) {
    theme::List years;
    for (auto at = months.begin(); at != months.end();)
        years.emplace_back(with_months(sheet, at, months.end(), kind, subject, {}));
    return in_years(sheet, kind == PageKind::archive_month ? of_everything : beneath_a_list,
                    std::move(years));
}

theme::Value near_periods(const Sheet& sheet, const std::vector<Month>& months, const PageKey& own,
                          theme::Value all) {
    const Month current{own.year, own.month};
    const auto near = near_months(months, current);
    if (near.size() < 2) return false;
    theme::List years;
    for (auto at = near.begin(); at != near.end();) {
        if (at->year == own.year) {
            years.emplace_back(with_months(sheet, at, near.end(), own.kind, own.subject, current));
            continue;
        }
        years.emplace_back(year_record(
            sheet, at->year, sheet.to(sheet.at(own.kind, own.subject, at->year, at->month))));
        ++at;
    }
    return in_years(sheet, of_everything, std::move(years), std::move(all));
}

theme::Value year_periods(const Sheet& sheet, const std::vector<int>& years, PageKind kind,
                          std::string_view subject, int current) {
    if (current != 0 && years.size() < 2) return false;
    theme::List list;
    for (const int one : years) {
        auto year = year_record(sheet, one, sheet.to(sheet.at(kind, subject, one)));
        year.set("current", one == current);
        list.emplace_back(std::move(year));
    }
    return in_years(sheet, current != 0 ? of_everything : beneath_a_list, std::move(list));
}

std::pair<Instant, Instant> bounds_of(const Sheet& sheet, const Month& month) {
    const bool december = month.month == 12;
    return {zone_of(sheet).start_of_month(month.year, month.month),
            zone_of(sheet).start_of_month(december ? month.year + 1 : month.year,
                                          december ? 1 : month.month + 1)};
}

std::pair<Instant, Instant> bounds_of_year(const Sheet& sheet, int year) {
    return {zone_of(sheet).start_of_month(year, 1), zone_of(sheet).start_of_month(year + 1, 1)};
}

}  // namespace kolokol::press
