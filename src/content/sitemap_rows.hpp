#pragma once
// Published articles of every language as sitemaps want them: no more is read than they say.
// All throw store::Failure when the database does not answer.

#include <optional>
#include <string>
#include <vector>

#include "base/language.hpp"
#include "base/time.hpp"
#include "content/article.hpp"
#include "store/transaction.hpp"

namespace kolokol::content {

struct MappedArticle {
    Language language;
    std::string address;
    ArticleKind kind = ArticleKind::news;
    std::string headline;
    Instant published;
    Instant changed;
    /// Its canonical address is another paper's.
    bool elsewhere = false;
};
/// Published at or after `from` and before `to`, oldest first.
std::vector<MappedArticle> mapped_between(store::Transaction& tx, Instant from, Instant to);

struct MappedMonth {
    int year = 0;
    unsigned month = 1;
    Instant changed;  // the newest change of an article of that month
};
/// Months on the zone's wall that have articles, oldest first. Costs a look into the index for each
/// month, and one for each article that was updated.
std::vector<MappedMonth> mapped_months(store::Transaction& tx, const Zone& zone);

std::optional<Instant> newest_published(store::Transaction& tx);
/// The same among what a news sitemap lists: nothing of partners or of agencies.
std::optional<Instant> newest_news(store::Transaction& tx);

}  // namespace kolokol::content
