#pragma once
// Where articles stand, read from the newsroom's rows: SQL and nothing else. All throw
// store::Failure when the database does not answer.

#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "press/dependencies.hpp"
#include "store/transaction.hpp"

namespace kolokol::press {

/// Nothing for a draft, for one that is not due yet, and where there is no such article.
std::optional<Placement> placement_of(store::Transaction& tx, std::string_view article);
/// Of all articles, in the order of their ids, a thousand at a time: memory stays flat.
void each_placement(store::Transaction& tx, const std::function<void(Placement)>& take);
/// How many articles have a page.
std::int64_t count_placements(store::Transaction& tx);

/// Ids of articles whose pages name this one: as related, or as later on their story.
std::vector<std::string> naming(store::Transaction& tx, std::string_view article);
/// Ids of the articles of one group of translations.
std::vector<std::string> in_group(store::Transaction& tx, std::string_view group);
std::vector<std::string> about_topic(store::Transaction& tx, std::string_view topic);
std::vector<std::string> signed_by(store::Transaction& tx, std::string_view byline);

/// The page of an article, withdrawn or not; nothing where it has none.
std::optional<PageKey> page_of(store::Transaction& tx, std::string_view article);
/// What stands at an address of an article, its own or a former one; nothing where neither.
std::optional<PageKey> page_at(store::Transaction& tx, std::string_view address);

}  // namespace kolokol::press
