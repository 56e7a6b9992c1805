#include "content/sitemap_rows.hpp"

#include <algorithm>
#include <limits>
#include <stdexcept>

namespace kolokol::content {
namespace {

using store::Query;
using store::Row;

MappedArticle read(const Row& row) {
    const auto language = Language::parse(row.text(0));
    const auto kind = parse_article_kind(row.text(2));
    if (!language || !kind)
        throw std::runtime_error("the database holds an article of no language or kind");
    MappedArticle made;
    made.language = *language;
    made.address = row.text(1);
    made.kind = *kind;
    made.headline = row.text(3);
    made.published = row.instant(4);
    made.changed = std::max(row.optional_instant(5).value_or(made.published), made.published);
    made.elsewhere = !row.is_null(6) && !row.text(6).empty();
    return made;
}

}  // namespace

std::vector<MappedArticle> mapped_between(store::Transaction& tx, Instant from, Instant to) {
    constexpr Query find{"content.mapped_between", R"sql(
        SELECT language, address, kind, headline, published_at, updated_at, source_canonical
        FROM article WHERE status = 'published' AND published_at >= $1 AND published_at < $2
        ORDER BY published_at, id)sql"};
    return tx.all(find, {from, to}, read);
}

std::vector<MappedMonth> mapped_months(store::Transaction& tx, const Zone& zone) {
    constexpr Query last_before{"content.last_published_before", R"sql(
        SELECT MAX(published_at) FROM article WHERE status = 'published' AND published_at < $1)sql"};
    constexpr Query changed{"content.last_change_between", R"sql(
        SELECT MAX(updated_at) FROM article
        WHERE status = 'published' AND updated_at IS NOT NULL
            AND published_at >= $1 AND published_at < $2)sql"};
    std::vector<MappedMonth> made;
    Instant end = from_millis(std::numeric_limits<std::int64_t>::max());
    while (const std::int64_t last = tx.number(last_before, {end})) {
        const Instant newest = from_millis(last);
        const auto wall = zone.local(newest);
        const Instant start = std::min(zone.start_of_month(wall.year, wall.month), newest);
        const Instant change = from_millis(tx.number(changed, {start, end}));
        made.push_back({wall.year, wall.month, std::max(newest, change)});
        end = start;
    }
    std::reverse(made.begin(), made.end());
    return made;
}

std::optional<Instant> newest_published(store::Transaction& tx) {
    constexpr Query find{"content.newest_published", R"sql(
        SELECT published_at FROM article WHERE status = 'published'
        ORDER BY published_at DESC LIMIT 1)sql"};
    return tx.first(find, {}, [](const Row& row) { return row.instant(0); });
}

std::optional<Instant> newest_news(store::Transaction& tx) {
    constexpr Query find{"content.newest_news", R"sql(
        SELECT published_at FROM article
        WHERE status = 'published' AND kind <> 'partner' AND COALESCE(source_canonical, '') = ''
        ORDER BY published_at DESC LIMIT 1)sql"};
    return tx.first(find, {}, [](const Row& row) { return row.instant(0); });
}

}  // namespace kolokol::content
