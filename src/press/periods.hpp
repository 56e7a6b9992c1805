#pragma once
// Years and months that lead from a list to all of its coverage.

#include <string>
#include <vector>

#include "content/listing.hpp"
#include "press/sheet.hpp"
#include "theme/value.hpp"

namespace kolokol::press {

using content::Month;

/// All years with their months: a month's page is of `kind` and `subject`. The heading of what is
/// beneath a list says that it is earlier, that of all else that it is the archive.
theme::Value month_periods(const Sheet& sheet, const std::vector<Month>& months, PageKind kind,
                           std::string_view subject);
/// For a month's page: its year with its months, the years beside it, and the way to all years
/// (`all`, a link or false). False where there is no other month.
theme::Value near_periods(const Sheet& sheet, const std::vector<Month>& months, const PageKey& own,
                          theme::Value all);
/// Years only; a year's page is of `kind` and `subject`. False on a year's page (`current`) where
/// there is no other year.
theme::Value year_periods(const Sheet& sheet, const std::vector<int>& years, PageKind kind,
                          std::string_view subject, int current = 0);

/// The instants at which a month begins and ends.
std::pair<Instant, Instant> bounds_of(const Sheet& sheet, const Month& month);
std::pair<Instant, Instant> bounds_of_year(const Sheet& sheet, int year);

}  // namespace kolokol::press
