#include "content/article_rows.hpp"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>

namespace kolokol::content {
namespace {

using store::Query;
using store::Row;
using store::Value;

Language language_of(std::string_view tag) {
    auto language = Language::parse(tag);
    if (!language) throw std::runtime_error(language.error().detail);
    return *language;
}

template <class Maybe>
auto kept(const Maybe& parsed, std::string_view what, std::string_view text) {
    if (!parsed) throw std::runtime_error(fmt::format("the database holds no {} '{}'", what, text));
    return *parsed;
}

std::vector<std::string> texts(store::Transaction& tx, const Query& query, const ArticleId& id) {
    return tx.all(query, {id}, [](const Row& row) { return std::string(row.text(0)); });
}

std::vector<Summary> summaries(store::Transaction& tx, const Query& query, store::Values values) {
    return tx.all(query, values, [](const Row& row) { return read_summary(row); });
}

void read_lists(store::Transaction& tx, Article& article) {
    constexpr Query bylines{"content.bylines_of_article", R"sql(
        SELECT byline FROM article_byline WHERE article = $1 ORDER BY position)sql"};
    constexpr Query topics{"content.topics_of_article", R"sql(
        SELECT topic FROM article_topic WHERE article = $1 ORDER BY position)sql"};
    constexpr Query corrections{"content.corrections_of_article", R"sql(
        SELECT at, text FROM correction WHERE article = $1 ORDER BY position)sql"};
    constexpr Query pictures{"content.pictures_of_article", R"sql(
        SELECT a.name, a.picture, a.width, a.height, l.focus_x, l.focus_y
        FROM article_picture a LEFT JOIN library_picture l ON l.picture = a.picture
        WHERE a.article = $1 AND a.name <> '' AND a.name <> ':social' ORDER BY a.name)sql"};
    constexpr Query links{"content.links_of_article", R"sql(
        SELECT address FROM article_link WHERE article = $1 ORDER BY address)sql"};
    const ArticleId& id = article.summary.id;
    article.bylines = texts(tx, bylines, id);
    article.topics = texts(tx, topics, id);
    article.links = texts(tx, links, id);
    article.corrections = tx.all(corrections, {id}, [](const Row& row) {
        return Correction{row.instant(0), std::string(row.text(1))};
    });
    article.pictures = tx.all(pictures, {id}, [](const Row& row) {
        PictureUse use;
        use.picture = row.text(1);
        use.width = static_cast<int>(row.integer(2));
        use.height = static_cast<int>(row.integer(3));
        if (!row.is_null(4))
            use.focus = Focus{static_cast<int>(row.integer(4)), static_cast<int>(row.integer(5))};
        return std::pair(std::string(row.text(0)), std::move(use));
    });
}

}  // namespace

Summary read_summary(const Row& row, int first) {
    Summary summary;
    summary.id = ArticleId(std::string(row.text(first)));
    summary.language = language_of(row.text(first + 1));
    summary.address = row.text(first + 2);
    summary.section = row.text(first + 3);
    summary.kind = kept(parse_article_kind(row.text(first + 4)), "kind", row.text(first + 4));
    summary.headline = row.text(first + 5);
    summary.standfirst = row.text(first + 6);
    summary.dateline = row.text(first + 7);
    summary.published = row.instant(first + 8);
    summary.updated = row.optional_instant(first + 9);
    if (!row.is_null(first + 10)) summary.lead = parse_picture(row.text(first + 10));
    return summary;
}

std::optional<Summary> find_summary(store::Transaction& tx, const ArticleId& id) {
    static const std::string sql =
        fmt::format("SELECT {} FROM article a WHERE a.id = $1", summary_columns);
    return tx.first(Query{"content.find_summary", sql}, {id},
                    [](const Row& row) { return read_summary(row); });
}

std::optional<Article> find_article(store::Transaction& tx, const ArticleId& id) {
    static const std::string sql = fmt::format(
        R"sql(SELECT {}, a.status, a.slug, b.markdown, a.source_name, a.source_canonical,
                     a.translation_group, a.withdrawn_at, a.withdrawal, a.search_title, a.social,
                     a.letter_headline, a.embargo
              FROM article a JOIN article_body b ON b.article = a.id WHERE a.id = $1)sql",
        summary_columns);
    auto found = tx.first(Query{"content.find_article", sql}, {id}, [](const Row& row) {
        Article article;
        article.summary = read_summary(row);
        article.status = kept(parse_status(row.text(11)), "status", row.text(11));
        article.slug = row.text(12);
        article.markdown = row.text(13);
        if (!row.is_null(14))
            article.source = TextSource{std::string(row.text(14)), std::string(row.text(15))};
        article.translation_group = row.text(16);
        article.withdrawn_at = row.optional_instant(17);
        article.withdrawal = row.text(18);
        article.search_title = row.text(19);
        if (!row.is_null(20)) article.social = parse_picture(row.text(20));
        article.letter_headline = row.text(21);
        article.embargo = row.text(22);
        return article;
    });
    if (found) read_lists(tx, *found);
    return found;
}

std::optional<ArticleId> article_at(store::Transaction& tx, std::string_view address) {
    constexpr Query find{"content.article_at", R"sql(
        SELECT id, 0 AS former FROM article WHERE address = $1
        UNION ALL SELECT article, 1 FROM former_address WHERE address = $1
        ORDER BY former)sql"};
    return tx.first(find, {address},
                    [](const Row& row) { return ArticleId(std::string(row.text(0))); });
}

std::optional<ManuscriptRow> find_manuscript(store::Transaction& tx, std::string_view manuscript) {
    constexpr Query find{"content.find_manuscript", R"sql(
        SELECT id, manuscript_sha256, slug, address, status, first_pressed_at, translation_group,
               withdrawn_at, withdrawal, in_newsroom
        FROM article WHERE manuscript = $1)sql"};
    return tx.first(find, {manuscript}, [](const Row& row) {
        ManuscriptRow found;
        found.id = ArticleId(std::string(row.text(0)));
        found.sha256 = row.text(1);
        found.slug = row.text(2);
        found.address = row.text(3);
        found.status = kept(parse_status(row.text(4)), "status", row.text(4));
        found.seen = !row.is_null(5) || found.status == Status::published ||
                     found.status == Status::withdrawn;
        found.translation_group = row.text(6);
        found.withdrawn_at = row.optional_instant(7);
        found.withdrawal = row.text(8);
        found.in_newsroom = row.boolean(9);
        return found;
    });
}

std::vector<std::string> manuscripts_with(store::Transaction& tx, std::string_view sha256) {
    constexpr Query find{"content.manuscripts_with", R"sql(
        SELECT manuscript FROM article WHERE manuscript_sha256 = $1 ORDER BY manuscript)sql"};
    return tx.all(find, {sha256}, [](const Row& row) { return std::string(row.text(0)); });
}

void move_manuscript(store::Transaction& tx, const ArticleId& id, std::string_view manuscript) {
    constexpr Query move{"content.move_manuscript",
                         "UPDATE article SET manuscript = $2 WHERE id = $1"};
    tx.execute(move, {id, manuscript});
}

std::string manuscript_of(store::Transaction& tx, const ArticleId& id) {
    constexpr Query find{"content.manuscript_of", "SELECT manuscript FROM article WHERE id = $1"};
    return tx.first(find, {id}, [](const Row& row) { return std::string(row.text(0)); })
        .value_or(std::string());
}

std::vector<Summary> related_to(store::Transaction& tx, const ArticleId& id) {
    static const std::string sql = fmt::format(
        R"sql(SELECT {} FROM article_related r JOIN article a ON a.id = r.other
              WHERE r.article = $1 AND a.status = 'published'
              ORDER BY r.kind DESC, r.position)sql",
        summary_columns);
    auto found = summaries(tx, Query{"content.related_to", sql}, {id});
    // One that was chosen too stands where the hand put it.
    std::vector<Summary> once;
    for (Summary& one : found)
        if (std::none_of(once.begin(), once.end(),
                         [&](const Summary& s) { return s.id == one.id; }))
            once.push_back(std::move(one));
    return once;
}

std::vector<Summary> later_than(store::Transaction& tx, const ArticleId& id) {
    static const std::string sql = fmt::format(
        // CROSS JOIN keeps SQLite from walking all articles by day to find the three newest.
        // An article's time may be changed after the choice was made: what is not later now is left
        // out, so that of two articles only one can be later than the other.
        R"sql(SELECT {} FROM article_later l CROSS JOIN article a CROSS JOIN article o
              WHERE l.article = $1 AND a.id = l.later AND o.id = l.article
                AND a.status = 'published'
                AND (a.published_at > o.published_at
                     OR (a.published_at = o.published_at AND a.id > o.id))
              ORDER BY a.published_at DESC, a.id DESC LIMIT 3)sql",
        summary_columns);
    return summaries(tx, Query{"content.later_than", sql}, {id});
}

std::vector<Summary> translations_of(store::Transaction& tx, const Article& article) {
    static const std::string sql = fmt::format(
        R"sql(SELECT {} FROM article a
              WHERE a.translation_group = $1 AND a.id <> $2 AND a.status = 'published'
              ORDER BY a.language, a.published_at, a.id)sql",
        summary_columns);
    if (article.translation_group.empty()) return {};
    return summaries(tx, Query{"content.translations_of", sql},
                     {article.translation_group, article.summary.id});
}

std::vector<std::string> former_addresses(store::Transaction& tx, const ArticleId& id) {
    constexpr Query find{"content.former_addresses", R"sql(
        SELECT address FROM former_address WHERE article = $1 ORDER BY address)sql"};
    return texts(tx, find, id);
}

namespace {

std::vector<std::string> with_those_of_bylines(store::Transaction& tx,
                                               std::vector<std::string> pictures) {
    constexpr Query of_bylines{"content.pictures_of_bylines",
                               "SELECT picture FROM byline WHERE picture IS NOT NULL"};
    tx.each(of_bylines, {},
            [&](const Row& row) { pictures.push_back(parse_picture(row.text(0)).picture); });
    std::sort(pictures.begin(), pictures.end());
    pictures.erase(std::unique(pictures.begin(), pictures.end()), pictures.end());
    return pictures;
}

}  // namespace

std::vector<std::string> pictures_in_use(store::Transaction& tx) {
    constexpr Query of_articles{"content.pictures_of_articles",
                                "SELECT DISTINCT picture FROM article_picture"};
    return with_those_of_bylines(
        tx, tx.all(of_articles, {}, [](const Row& row) { return std::string(row.text(0)); }));
}

std::vector<std::string> pictures_to_keep(store::Transaction& tx) {
    constexpr Query of_articles{"content.pictures_to_keep", R"sql(
        SELECT picture FROM article_picture JOIN article ON article.id = article
        WHERE article.status <> 'withdrawn'
        UNION SELECT picture FROM library_picture)sql"};
    return with_those_of_bylines(
        tx, tx.all(of_articles, {}, [](const Row& row) { return std::string(row.text(0)); }));
}

}  // namespace kolokol::content
