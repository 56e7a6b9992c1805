#pragma once
// Lists of published articles, newest first, by the database's own indexes: the cost is that of
// what is listed. Equal times are ordered by id, so that a list is the same on both engines.

#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "content/article.hpp"
#include "store/transaction.hpp"

namespace kolokol::content {

/// Which articles of one language.
struct Scope {
    enum class By { all, section, topic, byline };
    Language language;
    By by = By::all;
    std::string slug;  // of the section, topic or byline
    auto operator<=>(const Scope&) const = default;
};

std::vector<Summary> newest(store::Transaction& tx, const Scope& scope, int limit);
/// Published at or after `from` and before `to`.
std::vector<Summary> between(store::Transaction& tx, const Scope& scope, Instant from, Instant to);

/// Months on the zone's wall that have articles, newest first: one look into the index for each.
struct Month {
    int year = 0;
    unsigned month = 1;
    auto operator<=>(const Month&) const = default;
};
std::vector<Month> covered_months(store::Transaction& tx, const Scope& scope, const Zone& zone);
std::vector<int> covered_years(store::Transaction& tx, const Scope& scope, const Zone& zone);

/// Slugs of the topics, or of the bylines, that have an article in a language: one look into the
/// index for each that there is.
std::vector<std::string> covered_topics(store::Transaction& tx, const Language& language);
std::vector<std::string> covered_bylines(store::Transaction& tx, const Language& language);

/// Corrections of published articles in a language, newest first, at most `limit`.
struct CorrectedArticle {
    Summary article;
    Correction correction;
};
std::vector<CorrectedArticle> corrections(store::Transaction& tx, const Language& language,
                                          int limit);

/// Names of the bylines of an article in its language, with slugs, in order.
struct BylineName {
    std::string slug;
    std::string name;
    bool withdrawn = false;
};
std::vector<BylineName> bylines_of(store::Transaction& tx, const Summary& article);

}  // namespace kolokol::content
