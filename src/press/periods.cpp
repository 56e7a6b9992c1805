#include "press/periods.hpp"

#include <utility>

namespace kolokol::press {

namespace {

const Zone& zone_of(const Sheet& sheet) {
    return sheet.desk().publication().zone;
}

theme::Value in_years(theme::List years) {
    if (years.empty()) return false;
    theme::Record made;
    made.set("years", std::move(years));
    return made;
}

}  // namespace

theme::Value month_periods(const Sheet& sheet, const std::vector<Month>& months, PageKind kind,
                           std::string_view subject, const Month& current) {
    const auto& formats = sheet.tongue().formats();
    theme::List years;
    for (auto at = months.begin(); at != months.end();) {
        theme::Record year;
        year.set("href", false);
        year.set("year", formats.year(at->year));
        year.set("current", false);
        year.set("has_months", true);
        theme::List list;
        for (const int of = at->year; at != months.end() && at->year == of; ++at) {
            theme::Record month;
            month.set("href", sheet.to(sheet.at(kind, subject, at->year, at->month)));
            month.set("name", formats.month_alone(at->month));
            month.set("current", *at == current);
            list.emplace_back(std::move(month));
        }
        year.set("months", std::move(list));
        years.emplace_back(std::move(year));
    }
    return in_years(std::move(years));
}

theme::Value year_periods(const Sheet& sheet, const std::vector<int>& years, PageKind kind,
                          std::string_view subject, int current) {
    theme::List list;
    for (const int one : years) {
        theme::Record year;
        year.set("href", sheet.to(sheet.at(kind, subject, one)));
        year.set("year", sheet.tongue().formats().year(one));
        year.set("current", one == current);
        year.set("has_months", false);
        list.emplace_back(std::move(year));
    }
    return in_years(std::move(list));
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
