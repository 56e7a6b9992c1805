#include "content/find.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "content/article_rows.hpp"
#include "markup/document.hpp"

namespace kolokol::content {
namespace {

using store::Query;
using store::Row;
using store::Value;

constexpr std::size_t most_words = 6;
constexpr std::size_t shortest_beginning = 3;
/// Articles of the word that is looked up first among which the others are looked for.
constexpr int most_looked_at = 4000;

std::vector<Summary> summaries(store::Transaction& tx, const Query& query, store::Values values) {
    return tx.all(query, values, [](const Row& row) { return read_summary(row); });
}

}  // namespace

std::vector<std::string> headline_words(std::string_view headline) {
    const std::string slug = slug_from(headline, 1000);
    std::vector<std::string> words;
    for (const std::string_view word : split(slug, '-'))
        if (!word.empty() && std::find(words.begin(), words.end(), word) == words.end())
            words.emplace_back(word);
    return words;
}

std::vector<Summary> find_by_headline(store::Transaction& tx, std::string_view asked, int limit) {
    auto words = headline_words(asked);
    if (words.empty()) return {};
    if (words.size() > most_words) words.resize(most_words);
    const bool begins = words.back().size() >= shortest_beginning;
    // Of the words, the longest is the rarest as a rule: it is looked up, the others are checked.
    // One that may only be a beginning is looked up where it stands alone.
    std::size_t first = 0;
    for (std::size_t at = 1; at + (begins ? 1 : 0) < words.size(); ++at)
        if (words[at].size() > words[first].size()) first = at;
    std::swap(words[first], words.front());
    std::string more;
    std::vector<Value> values{limit, most_looked_at, words.front()};
    const bool alone = words.size() == 1 && begins;
    if (alone) values.emplace_back(words.front() + "{");
    for (std::size_t at = 1; at < words.size(); ++at) {
        const bool beginning = begins && at + 1 == words.size();
        values.emplace_back(words[at]);
        const std::size_t number = values.size();
        if (beginning) values.emplace_back(words[at] + "{");
        more += fmt::format(
            " AND EXISTS (SELECT 1 FROM headline_word o WHERE o.article = w.article AND {})",
            beginning ? fmt::format("o.word >= ${} AND o.word < ${}", number, number + 1)
                      : fmt::format("o.word = ${}", number));
    }
    const std::string sql = fmt::format(
        R"sql(SELECT {} FROM (
                  SELECT DISTINCT w.article, w.published_at FROM (
                      SELECT article, published_at FROM headline_word WHERE {}
                      ORDER BY published_at DESC LIMIT $2) w
                  WHERE 1 = 1{}
                  ORDER BY w.published_at DESC, w.article DESC LIMIT $1) f
              JOIN article a ON a.id = f.article
              WHERE a.status IN ('published', 'scheduled')
              ORDER BY a.published_at DESC, a.id DESC)sql",
        summary_columns, alone ? "word >= $3 AND word < $4" : "word = $3", more);
    const std::string name = fmt::format("content.find_by_headline_{}_{}", words.size(), begins);
    return summaries(tx, Query{name, sql}, values);
}

bool finding_has_gaps(store::Transaction& tx) {
    constexpr Query any{"content.finding_has_gaps", "SELECT 1 FROM finding_gap LIMIT 1"};
    return tx.exists(any);
}

void fill_finding(store::Transaction& tx, std::size_t limit) {
    constexpr Query next{"content.finding_gaps", R"sql(
        SELECT g.article, a.headline, a.published_at, b.markdown FROM finding_gap g
        JOIN article a ON a.id = g.article LEFT JOIN article_body b ON b.article = a.id
        ORDER BY g.article LIMIT $1)sql"};
    constexpr Query word{"content.fill_headline_word", R"sql(
        INSERT INTO headline_word (word, article, published_at) VALUES ($1, $2, $3)
        ON CONFLICT (word, article) DO NOTHING)sql"};
    constexpr Query link{"content.fill_article_link", R"sql(
        INSERT INTO article_link (article, address) VALUES ($1, $2)
        ON CONFLICT (article, address) DO NOTHING)sql"};
    constexpr Query close{"content.close_finding_gap",
                          "DELETE FROM finding_gap WHERE article = $1"};
    std::vector<std::vector<Value>> words;
    std::vector<std::vector<Value>> links;
    std::vector<std::vector<Value>> closed;
    tx.each(next, {limit}, [&](const Row& row) {
        const std::string id(row.text(0));
        closed.push_back({id});
        if (!row.is_null(2))
            for (const std::string& one : headline_words(row.text(1)))
                words.push_back({one, id, row.integer(2)});
        for (const markup::BodyLink& one : markup::parse(row.text(3)).links)
            links.push_back({id, one.href.substr(0, one.href.find_first_of("?#"))});
    });
    if (!words.empty()) tx.execute_many(word, words);
    if (!links.empty()) tx.execute_many(link, links);
    if (!closed.empty()) tx.execute_many(close, closed);
}

std::optional<Standing> standing_of(store::Transaction& tx, const ArticleId& id) {
    constexpr Query find{"content.standing_of", R"sql(
        SELECT status, address, published_at, first_pressed_at FROM article WHERE id = $1)sql"};
    return tx.first(find, {id}, [](const Row& row) {
        Standing standing;
        standing.status = parse_status(row.text(0)).value();
        standing.address = row.text(1);
        standing.published = row.optional_instant(2);
        standing.seen = !row.is_null(3) || standing.status == Status::published ||
                        standing.status == Status::withdrawn;
        return standing;
    });
}

std::vector<Summary> leading_to(store::Transaction& tx, std::string_view address, int limit) {
    static const std::string sql = fmt::format(
        R"sql(SELECT {} FROM article_link l JOIN article a ON a.id = l.article
              WHERE l.address = $1 AND a.status = 'published'
              ORDER BY a.published_at DESC, a.id DESC LIMIT $2)sql",
        summary_columns);
    return summaries(tx, Query{"content.leading_to", sql}, {address, limit});
}

std::vector<Summary> scheduled_between(store::Transaction& tx, Instant from, Instant to,
                                       int limit) {
    static const std::string sql = fmt::format(
        R"sql(SELECT {} FROM article a
              WHERE a.status = 'scheduled' AND a.published_at >= $1 AND a.published_at < $2
              ORDER BY a.published_at, a.id LIMIT $3)sql",
        summary_columns);
    return summaries(tx, Query{"content.scheduled_between", sql}, {from, to, limit});
}

std::vector<Summary> articles_of(store::Transaction& tx, const OfStatus& which, int offset,
                                 int limit) {
    static const std::string any = fmt::format(
        R"sql(SELECT {} FROM article a WHERE a.status = $1
              ORDER BY a.published_at DESC, a.id DESC LIMIT $3 OFFSET $2)sql",
        summary_columns);
    static const std::string one = fmt::format(
        R"sql(SELECT {} FROM article a WHERE a.status = $1 AND a.section = $4
              ORDER BY a.published_at DESC, a.id DESC LIMIT $3 OFFSET $2)sql",
        summary_columns);
    if (which.section.empty())
        return summaries(tx, Query{"content.articles_of_status", any},
                         {to_string(which.status), offset, limit});
    return summaries(tx, Query{"content.articles_of_section", one},
                     {to_string(which.status), offset, limit, which.section});
}

}  // namespace kolokol::content
