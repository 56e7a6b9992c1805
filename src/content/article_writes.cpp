// The writing half of article_rows.hpp.
#include <algorithm>

#include "content/article_rows.hpp"
#include "content/find.hpp"
#include "content/library_rows.hpp"

namespace kolokol::content {
namespace {

using store::Query;
using store::Row;
using store::Value;
using Rows = std::vector<std::vector<Value>>;

// One writer at a time on both engines, so that nobody else takes the same number.
constexpr Query note_one{"content.note_change", R"sql(
    INSERT INTO content_change (seq, kind, id)
    SELECT COALESCE(MAX(seq), 0) + 1, CAST($1 AS TEXT), CAST($2 AS TEXT)
    FROM content_change)sql"};

void many(store::Transaction& tx, const Query& query, const Rows& rows) {
    if (!rows.empty()) tx.execute_many(query, rows);
}

template <class List>
Rows numbered(const ArticleId& id, const List& list) {
    Rows rows;
    for (std::size_t at = 0; at < list.size(); ++at)
        rows.push_back({id, at, list[at]});
    return rows;
}

std::vector<std::string> once(const std::vector<std::string>& list) {
    std::vector<std::string> kept;
    for (const std::string& one : list)
        if (std::find(kept.begin(), kept.end(), one) == kept.end()) kept.push_back(one);
    return kept;
}

Value or_null(const std::string& text) {
    return text.empty() ? Value() : Value(text);
}

Value day_of(const Article& article) {
    return article.status == Status::draft ? Value() : Value(article.summary.published);
}

std::vector<Value> row_of(store::Transaction& tx, const SavedArticle& saved) {
    const Article& article = *saved.article;
    const Summary& summary = article.summary;
    Value lead;
    if (summary.lead) lead = picture_json(with_focus(tx, *summary.lead));
    Value source_name;
    Value source_canonical;
    if (article.source) {
        source_name = article.source->name;
        source_canonical = article.source->canonical;
    }
    return {summary.id,
            saved.manuscript,
            saved.manuscript_sha256,
            summary.language.tag(),
            article.slug,
            or_null(summary.address),
            to_string(article.status),
            day_of(article),
            summary.updated,
            summary.section,
            to_string(summary.kind),
            summary.headline,
            summary.standfirst,
            summary.dateline,
            lead,
            source_name,
            source_canonical,
            or_null(article.translation_group),
            article.withdrawn_at,
            or_null(article.withdrawal),
            article.search_title,
            article.social ? Value(picture_json(*article.social)) : Value(),
            article.letter_headline,
            article.embargo};
}

void write_rows(store::Transaction& tx, std::span<const SavedArticle> articles) {
    constexpr Query save{"content.save_article", R"sql(
        INSERT INTO article (id, manuscript, manuscript_sha256, language, slug, address, status,
                             published_at, updated_at, section, kind, headline, standfirst, dateline,
                             lead, source_name, source_canonical, translation_group, withdrawn_at,
                             withdrawal, search_title, social, letter_headline, embargo)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
                $20, $21, $22, $23, $24)
        ON CONFLICT (id) DO UPDATE SET
            manuscript = excluded.manuscript, manuscript_sha256 = excluded.manuscript_sha256,
            language = excluded.language, slug = excluded.slug, address = excluded.address,
            status = excluded.status, published_at = excluded.published_at,
            updated_at = excluded.updated_at, section = excluded.section, kind = excluded.kind,
            headline = excluded.headline, standfirst = excluded.standfirst,
            dateline = excluded.dateline, lead = excluded.lead, source_name = excluded.source_name,
            source_canonical = excluded.source_canonical,
            translation_group = excluded.translation_group, withdrawn_at = excluded.withdrawn_at,
            withdrawal = excluded.withdrawal, search_title = excluded.search_title,
            social = excluded.social, letter_headline = excluded.letter_headline,
            embargo = excluded.embargo)sql"};
    constexpr Query body{"content.save_body", R"sql(
        INSERT INTO article_body (article, markdown) VALUES ($1, $2)
        ON CONFLICT (article) DO UPDATE SET markdown = excluded.markdown)sql"};
    Rows rows;
    Rows bodies;
    for (const SavedArticle& one : articles) {
        rows.push_back(row_of(tx, one));
        bodies.push_back({one.article->summary.id, one.article->markdown});
    }
    many(tx, save, rows);
    many(tx, body, bodies);
}

void clear_lists(store::Transaction& tx, const Rows& ids) {
    constexpr Query bylines{"content.clear_bylines",
                            "DELETE FROM article_byline WHERE article = $1"};
    constexpr Query topics{"content.clear_topics", "DELETE FROM article_topic WHERE article = $1"};
    constexpr Query corrections{"content.clear_corrections",
                                "DELETE FROM correction WHERE article = $1"};
    constexpr Query pictures{"content.clear_pictures",
                             "DELETE FROM article_picture WHERE article = $1"};
    constexpr Query links{"content.clear_links", "DELETE FROM article_link WHERE article = $1"};
    constexpr Query words{"content.clear_headline_words",
                          "DELETE FROM headline_word WHERE article = $1"};
    for (const Query& query : {bylines, topics, corrections, pictures, links, words})
        many(tx, query, ids);
}

struct Lists {
    Rows bylines;
    Rows topics;
    Rows corrections;
    Rows pictures;
    Rows links;
    Rows words;

    void add(const Article& article) {
        const ArticleId& id = article.summary.id;
        const auto named = [&](Rows& rows, const std::vector<std::string>& slugs) {
            const auto kept = once(slugs);
            for (std::size_t at = 0; at < kept.size(); ++at)
                rows.push_back({id, at, kept[at], article.summary.language.tag(), day_of(article)});
        };
        named(bylines, article.bylines);
        named(topics, article.topics);
        for (std::size_t at = 0; at < article.corrections.size(); ++at)
            corrections.push_back(
                {id, at, article.corrections[at].at, article.corrections[at].text});
        const auto shown = [&](const std::string& name, const PictureUse& use) {
            pictures.push_back({id, name, use.picture, use.width, use.height});
        };
        if (article.summary.lead) shown("", *article.summary.lead);
        if (article.social) shown(":social", *article.social);
        for (const auto& [name, use] : article.pictures)
            if (name != ":social") shown(name, use);
        for (const std::string& address : once(article.links))
            links.push_back({id, address});
        if (article.status == Status::draft) return;
        for (const std::string& word : headline_words(article.summary.headline))
            words.push_back({word, id, article.summary.published});
    }
};

void write_lists(store::Transaction& tx, const Lists& lists) {
    constexpr Query byline{"content.save_article_byline", R"sql(
        INSERT INTO article_byline (article, position, byline, language, published_at)
        VALUES ($1, $2, $3, $4, $5))sql"};
    constexpr Query topic{"content.save_article_topic", R"sql(
        INSERT INTO article_topic (article, position, topic, language, published_at)
        VALUES ($1, $2, $3, $4, $5))sql"};
    constexpr Query correction{"content.save_correction", R"sql(
        INSERT INTO correction (article, position, at, text) VALUES ($1, $2, $3, $4))sql"};
    constexpr Query picture{"content.save_article_picture", R"sql(
        INSERT INTO article_picture (article, name, picture, width, height)
        VALUES ($1, $2, $3, $4, $5))sql"};
    constexpr Query link{"content.save_article_link",
                         "INSERT INTO article_link (article, address) VALUES ($1, $2)"};
    constexpr Query word{"content.save_headline_word", R"sql(
        INSERT INTO headline_word (word, article, published_at) VALUES ($1, $2, $3))sql"};
    many(tx, link, lists.links);
    many(tx, word, lists.words);
    many(tx, byline, lists.bylines);
    many(tx, topic, lists.topics);
    many(tx, correction, lists.corrections);
    many(tx, picture, lists.pictures);
}

/// What was there under the article's id.
struct Before {
    std::string address;
    bool seen = false;
};

std::optional<Before> find_before(store::Transaction& tx, const ArticleId& id) {
    constexpr Query before{"content.address_before", R"sql(
        SELECT address, first_pressed_at, status FROM article WHERE id = $1)sql"};
    return tx.first(before, {id}, [](const Row& row) {
        const auto status = parse_status(row.text(2));
        return Before{std::string(row.text(0)), !row.is_null(1) || status == Status::published ||
                                                    status == Status::withdrawn};
    });
}

}  // namespace

void save_articles(store::Transaction& tx, std::span<const SavedArticle> articles) {
    constexpr Query own_again{"content.address_own_again",
                              "DELETE FROM former_address WHERE address = $1 AND article = $2"};
    Rows old;
    Rows own;
    Lists lists;
    std::vector<std::pair<ArticleId, std::string>> left;
    for (const SavedArticle& one : articles) {
        const Summary& summary = one.article->summary;
        lists.add(*one.article);
        const auto before = one.is_new ? std::nullopt : find_before(tx, summary.id);
        if (!before) continue;
        old.push_back({summary.id});
        if (before->seen && !before->address.empty() && before->address != summary.address)
            left.emplace_back(summary.id, before->address);
        if (!summary.address.empty()) own.push_back({summary.address, summary.id});
    }
    write_rows(tx, articles);
    clear_lists(tx, old);
    for (const auto& [id, address] : left)
        add_former_addresses(tx, id, {address});
    many(tx, own_again, own);
    write_lists(tx, lists);
    Rows changes;
    for (const SavedArticle& one : articles)
        changes.push_back({"article", one.article->summary.id});
    many(tx, note_one, changes);
}

void save_article(store::Transaction& tx, const Article& article, std::string_view manuscript,
                  std::string_view manuscript_sha256) {
    const SavedArticle one{&article, std::string(manuscript), std::string(manuscript_sha256),
                           false};
    save_articles(tx, {&one, 1});
}

void add_former_addresses(store::Transaction& tx, const ArticleId& id,
                          const std::vector<std::string>& addresses) {
    constexpr Query add{"content.add_former_address", R"sql(
        INSERT INTO former_address (address, article) VALUES ($1, $2)
        ON CONFLICT (address) DO NOTHING)sql"};
    std::int64_t added = 0;
    for (const std::string& address : addresses)
        added += tx.execute(add, {address, id});
    if (added > 0) note_change(tx, "article", id.text());
}

void drop_former_addresses(store::Transaction& tx, const ArticleId& id,
                           const std::vector<std::string>& addresses) {
    constexpr Query drop{"content.drop_former_address",
                         "DELETE FROM former_address WHERE address = $1 AND article = $2"};
    std::int64_t dropped = 0;
    for (const std::string& address : addresses)
        dropped += tx.execute(drop, {address, id});
    if (dropped > 0) note_change(tx, "article", id.text());
}

void set_related_by_hand(store::Transaction& tx, const ArticleId& id,
                         const std::vector<ArticleId>& others) {
    constexpr Query clear{"content.clear_related_by_hand",
                          "DELETE FROM article_related WHERE article = $1 AND kind = 'hand'"};
    constexpr Query add{"content.add_related_by_hand", R"sql(
        INSERT INTO article_related (article, kind, position, other)
        VALUES ($1, 'hand', $2, $3))sql"};
    const auto cleared = tx.execute(clear, {id});
    tx.execute_many(add, numbered(id, others));
    if (cleared > 0 || !others.empty()) note_change(tx, "article", id.text());
}

void record_related(store::Transaction& tx, std::span<const RelatedChoice> choices) {
    constexpr Query clear{"content.clear_automatic_related",
                          "DELETE FROM article_related WHERE article = $1 AND kind = 'automatic'"};
    constexpr Query add{"content.add_automatic_related", R"sql(
        INSERT INTO article_related (article, kind, position, other)
        VALUES ($1, 'automatic', $2, $3))sql"};
    constexpr Query tell{"content.add_later", R"sql(
        INSERT INTO article_later (article, later) VALUES ($1, $2)
        ON CONFLICT (article, later) DO NOTHING)sql"};
    Rows cleared;
    Rows related;
    Rows told;
    for (const RelatedChoice& choice : choices) {
        cleared.push_back({choice.article});
        for (auto& row : numbered(choice.article, choice.related))
            related.push_back(std::move(row));
        for (const ArticleId& older : choice.older)
            told.push_back({older, choice.article});
    }
    tx.execute_many(clear, cleared);
    tx.execute_many(add, related);
    tx.execute_many(tell, told);
}

std::int64_t publish_due(store::Transaction& tx, Instant now) {
    // Notes all of them in one statement: a first import has thousands.
    constexpr Query note{"content.note_due", R"sql(
        INSERT INTO content_change (seq, kind, id)
        SELECT (SELECT COALESCE(MAX(seq), 0) FROM content_change)
                   + ROW_NUMBER() OVER (ORDER BY published_at, id), 'article', id
        FROM article WHERE status = 'scheduled' AND published_at <= $1)sql"};
    constexpr Query publish{"content.publish_due", R"sql(
        UPDATE article SET status = 'published',
                           first_pressed_at = COALESCE(first_pressed_at, $1)
        WHERE status = 'scheduled' AND published_at <= $1)sql"};
    tx.execute(note, {now});
    return tx.execute(publish, {now});
}

void withdraw_article(store::Transaction& tx, const ArticleId& id, std::string_view sentence,
                      Instant at) {
    constexpr Query withdraw{"content.withdraw_article", R"sql(
        UPDATE article SET status = 'withdrawn', withdrawn_at = COALESCE(withdrawn_at, $3),
                           withdrawal = CASE WHEN $2 = '' THEN COALESCE(withdrawal, '') ELSE $2 END
        WHERE id = $1)sql"};
    if (tx.execute(withdraw, {id, sentence, at}) > 0) note_change(tx, "article", id.text());
}

void note_change(store::Transaction& tx, std::string_view kind, std::string_view id) {
    tx.execute(note_one, {kind, id});
}

}  // namespace kolokol::content
