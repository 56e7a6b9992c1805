#pragma once
// Sections, topics, bylines, standing pages and front pages in the database: SQL and nothing else.
// Every write that changes something also notes a change for the press. All throw store::Failure
// when the database does not answer.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/front_page.hpp"
#include "content/taxonomy.hpp"
#include "store/transaction.hpp"

namespace kolokol::content {

/// In the order of their position.
std::vector<Section> sections(store::Transaction& tx);
std::optional<Section> find_section(store::Transaction& tx, std::string_view slug);
void save_section(store::Transaction& tx, const Section& section);

std::optional<Topic> find_topic(store::Transaction& tx, std::string_view slug);
std::vector<std::string> topic_slugs(store::Transaction& tx);
bool has_topics(store::Transaction& tx);
void save_topic(store::Transaction& tx, const Topic& topic);

std::optional<Byline> find_byline(store::Transaction& tx, std::string_view slug);
std::vector<std::string> byline_slugs(store::Transaction& tx);
/// That are not withdrawn.
bool has_bylines(store::Transaction& tx);
/// Every byline once for each of its names, by slug; without names: once.
struct BylineRow {
    std::string slug;
    std::string name;
    bool withdrawn = false;
};
std::vector<BylineRow> byline_rows(store::Transaction& tx);
void save_byline(store::Transaction& tx, const Byline& byline);
/// How many articles bear it: what a withdrawal would change, shown before it is done.
std::int64_t articles_with_byline(store::Transaction& tx, std::string_view slug);
/// Slugs of the bylines that have this name in some language, without withdrawn ones.
std::vector<std::string> bylines_named(store::Transaction& tx, std::string_view name);
/// Takes a name off: the byline stays as a slug without words that no article bears any more. The
/// number of articles that bore it.
std::int64_t withdraw_byline(store::Transaction& tx, std::string_view slug, Instant at);

/// Every version of one page in one language, newest first.
std::vector<StandingPage> standing_versions(store::Transaction& tx, std::string_view slug,
                                            const Language& language);
/// The newest version of every page of a language, by slug.
std::vector<StandingPage> standing_pages(store::Transaction& tx, const Language& language);
void save_standing_page(store::Transaction& tx, const StandingPage& page);

std::optional<FrontPage> find_front_page(store::Transaction& tx, const Language& language);
void save_front_page(store::Transaction& tx, const Language& language, const FrontPage& front);

/// The digest of a manuscript that is no article, as it was when it was last taken in.
std::optional<std::string> manuscript_digest(store::Transaction& tx, std::string_view manuscript);
/// `kind` is one of those that note_change() takes.
void remember_manuscript(store::Transaction& tx, std::string_view manuscript, std::string_view kind,
                         std::string_view slug, std::string_view sha256);

}  // namespace kolokol::content
