#include "content/listing.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "content/article_rows.hpp"

namespace kolokol::content {
namespace {

using store::Query;
using store::Row;
using store::Value;

/// The statements of one kind of scope. $1 is the language, the slug comes last.
struct Statements {
    std::string newest;
    std::string between;
    std::string last_before;
};

/// `{}` in `where` is the slug's number.
Statements statements(std::string_view from, std::string_view where, std::string_view day,
                      std::string_view id) {
    const auto in_scope = [&](int slug) {
        return fmt::format("FROM {} WHERE {} AND a.status = 'published'", from,
                           fmt::format(fmt::runtime(where), slug));
    };
    const std::string order = fmt::format("ORDER BY {} DESC, {} DESC", day, id);
    Statements made;
    made.newest = fmt::format("SELECT {} {} AND {} IS NOT NULL {} LIMIT $2", summary_columns,
                              in_scope(3), day, order);
    made.between = fmt::format("SELECT {} {} AND {} >= $2 AND {} < $3 {}", summary_columns,
                               in_scope(4), day, day, order);
    made.last_before =
        fmt::format("SELECT {} {} AND {} < $2 {} LIMIT 1", day, in_scope(3), day, order);
    return made;
}

const Statements& statements_of(Scope::By by) {
    static const std::array<Statements, 4> all{
        statements("article a", "a.language = $1", "a.published_at", "a.id"),
        statements("article a", "a.language = $1 AND a.section = ${}", "a.published_at", "a.id"),
        // CROSS JOIN keeps SQLite from walking all articles by day to find those of one topic.
        statements("article_topic t CROSS JOIN article a",
                   "a.id = t.article AND t.language = $1 AND t.topic = ${}", "t.published_at",
                   "t.article"),
        statements("article_byline t CROSS JOIN article a",
                   "a.id = t.article AND t.language = $1 AND t.byline = ${}", "t.published_at",
                   "t.article")};
    return all[static_cast<std::size_t>(by)];
}

std::vector<Value> values(const Scope& scope, std::initializer_list<Value> middle) {
    std::vector<Value> all{scope.language.tag()};
    all.insert(all.end(), middle.begin(), middle.end());
    if (scope.by != Scope::By::all) all.emplace_back(scope.slug);
    return all;
}

std::vector<Summary> list(store::Transaction& tx, const Query& query,
                          const std::vector<Value>& bound) {
    return tx.all(query, bound, [](const Row& row) { return read_summary(row); });
}

constexpr Instant never = from_millis(std::numeric_limits<std::int64_t>::max());

std::optional<Instant> last_before(store::Transaction& tx, const Scope& scope, Instant before) {
    return tx.first({"content.last_before", statements_of(scope.by).last_before},
                    values(scope, {before}), [](const Row& row) { return row.instant(0); });
}

}  // namespace

std::vector<Summary> newest(store::Transaction& tx, const Scope& scope, int limit) {
    return list(tx, {"content.newest", statements_of(scope.by).newest}, values(scope, {limit}));
}

std::vector<Summary> between(store::Transaction& tx, const Scope& scope, Instant from, Instant to) {
    return list(tx, {"content.between", statements_of(scope.by).between},
                values(scope, {from, to}));
}

std::vector<Month> covered_months(store::Transaction& tx, const Scope& scope, const Zone& zone) {
    std::vector<Month> found;
    Instant before = never;
    while (const auto last = last_before(tx, scope, before)) {
        const LocalTime wall = zone.local(*last);
        found.push_back({wall.year, wall.month});
        before = std::min(zone.start_of_month(wall.year, wall.month), *last);
    }
    return found;
}

std::vector<int> covered_years(store::Transaction& tx, const Scope& scope, const Zone& zone) {
    std::vector<int> found;
    Instant before = never;
    while (const auto last = last_before(tx, scope, before)) {
        found.push_back(zone.local(*last).year);
        before = std::min(zone.start_of_month(found.back(), 1), *last);
    }
    return found;
}

namespace {
std::vector<std::string> slugs(store::Transaction& tx, const Query& query,
                               const Language& language) {
    return tx.all(query, {language.tag()}, [](const Row& row) { return std::string(row.text(0)); });
}
}  // namespace

std::vector<std::string> covered_topics(store::Transaction& tx, const Language& language) {
    constexpr Query find{"content.covered_topics", R"sql(
        SELECT s.slug FROM topic s WHERE EXISTS (
            SELECT 1 FROM article_topic t CROSS JOIN article a
            WHERE a.id = t.article AND t.topic = s.slug AND t.language = $1
                AND a.status = 'published')
        ORDER BY s.slug)sql"};
    return slugs(tx, find, language);
}

std::vector<std::string> covered_bylines(store::Transaction& tx, const Language& language) {
    constexpr Query find{"content.covered_bylines", R"sql(
        SELECT s.slug FROM byline s WHERE s.withdrawn_at IS NULL AND EXISTS (
            SELECT 1 FROM article_byline t CROSS JOIN article a
            WHERE a.id = t.article AND t.byline = s.slug AND t.language = $1
                AND a.status = 'published')
        ORDER BY s.slug)sql"};
    return slugs(tx, find, language);
}

std::vector<CorrectedArticle> corrections(store::Transaction& tx, const Language& language,
                                          int limit) {
    static const std::string sql = fmt::format(
        R"sql(SELECT c.at, c.text, {} FROM correction c CROSS JOIN article a
              WHERE a.id = c.article AND a.language = $1 AND a.status = 'published'
              ORDER BY c.at DESC, c.article DESC, c.position DESC LIMIT $2)sql",
        summary_columns);
    return tx.all(Query{"content.corrections", sql}, {language.tag(), limit}, [](const Row& row) {
        return CorrectedArticle{read_summary(row, 2),
                                Correction{row.instant(0), std::string(row.text(1))}};
    });
}

std::vector<BylineName> bylines_of(store::Transaction& tx, const Summary& article) {
    // Its own language first, then whichever there is: a name without a translation is still a
    // name.
    constexpr Query find{"content.bylines_of", R"sql(
        SELECT b.byline, t.name, l.withdrawn_at
        FROM article_byline b
        JOIN byline l ON l.slug = b.byline
        LEFT JOIN byline_text t ON t.byline = b.byline
        WHERE b.article = $1
        ORDER BY b.position, CASE WHEN t.language = $2 THEN 0 ELSE 1 END, t.language)sql"};
    std::vector<BylineName> names;
    tx.each(find, {article.id, article.language.tag()}, [&](const Row& row) {
        if (!names.empty() && names.back().slug == row.text(0)) return;
        names.push_back({std::string(row.text(0)), std::string(row.text(1)), !row.is_null(2)});
    });
    return names;
}

}  // namespace kolokol::content
