#pragma once
// What listing.html prints: teasers in groups.

#include <string>
#include <vector>

#include "content/article.hpp"
#include "content/taxonomy.hpp"
#include "press/teaser.hpp"

namespace kolokol::press {

/// How many a list shows; months and years have the rest.
constexpr int newest_shown = 30;

/// In English, as catalogues have it.
std::string_view type_name(content::TopicType type);

/// One group whose heading is for those who hear the page only.
theme::List one_group(Sheet& sheet, const std::vector<content::Summary>& articles,
                      const TeaserLook& first, const TeaserLook& others);
/// A group for each month or day, in the order of the articles.
theme::List groups_by_month(Sheet& sheet, const std::vector<content::Summary>& articles,
                            const TeaserLook& look);
theme::List groups_by_day(Sheet& sheet, const std::vector<content::Summary>& articles,
                          const TeaserLook& look);

}  // namespace kolokol::press
