#include "content/taxonomy_rows.hpp"

#include <stdexcept>

#include <fmt/format.h>

#include "content/article_rows.hpp"

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

/// Language and two texts, as section_text, topic_text and byline_text have them.
template <class Words>
std::map<Language, Words> read_words(store::Transaction& tx, const Query& query,
                                     std::string_view slug) {
    std::map<Language, Words> words;
    tx.each(query, {slug}, [&](const Row& row) {
        words[language_of(row.text(0))] = Words{std::string(row.text(1)), std::string(row.text(2))};
    });
    return words;
}

struct Pair {
    std::string first;
    std::string second;
};

void write_words(store::Transaction& tx, const Query& clear, const Query& add,
                 std::string_view slug, const std::map<Language, Pair>& words) {
    tx.execute(clear, {slug});
    std::vector<std::vector<Value>> rows;
    for (const auto& [language, pair] : words)
        rows.push_back({slug, language.tag(), pair.first, pair.second});
    tx.execute_many(add, rows);
}

std::string first_text(const Row& row) {
    return std::string(row.text(0));
}

std::map<Language, Section::Words> section_words(store::Transaction& tx, std::string_view slug) {
    constexpr Query words{"content.section_words", R"sql(
        SELECT language, name, description FROM section_text WHERE section = $1)sql"};
    return read_words<Section::Words>(tx, words, slug);
}

}  // namespace

std::vector<Section> sections(store::Transaction& tx) {
    constexpr Query all{"content.sections",
                        "SELECT slug, position FROM section ORDER BY position, slug"};
    auto found = tx.all(all, {}, [](const Row& row) {
        Section section;
        section.slug = row.text(0);
        section.position = static_cast<int>(row.integer(1));
        return section;
    });
    for (Section& section : found)
        section.words = section_words(tx, section.slug);
    return found;
}

std::optional<Section> find_section(store::Transaction& tx, std::string_view slug) {
    constexpr Query find{"content.find_section",
                         "SELECT slug, position FROM section WHERE slug = $1"};
    auto found = tx.first(find, {slug}, [](const Row& row) {
        Section section;
        section.slug = row.text(0);
        section.position = static_cast<int>(row.integer(1));
        return section;
    });
    if (found) found->words = section_words(tx, slug);
    return found;
}

void save_section(store::Transaction& tx, const Section& section) {
    constexpr Query save{"content.save_section", R"sql(
        INSERT INTO section (slug, position) VALUES ($1, $2)
        ON CONFLICT (slug) DO UPDATE SET position = excluded.position)sql"};
    constexpr Query clear{"content.clear_section_words",
                          "DELETE FROM section_text WHERE section = $1"};
    constexpr Query add{"content.add_section_words", R"sql(
        INSERT INTO section_text (section, language, name, description)
        VALUES ($1, $2, $3, $4))sql"};
    if (find_section(tx, section.slug) == section) return;
    tx.execute(save, {section.slug, section.position});
    std::map<Language, Pair> words;
    for (const auto& [language, one] : section.words)
        words[language] = {one.name, one.description};
    write_words(tx, clear, add, section.slug, words);
    note_change(tx, "section", section.slug);
}

std::optional<Topic> find_topic(store::Transaction& tx, std::string_view slug) {
    constexpr Query find{"content.find_topic", "SELECT slug, type FROM topic WHERE slug = $1"};
    constexpr Query words{"content.topic_words", R"sql(
        SELECT language, name, description FROM topic_text WHERE topic = $1)sql"};
    auto found = tx.first(find, {slug}, [](const Row& row) {
        Topic topic;
        topic.slug = row.text(0);
        topic.type = parse_topic_type(row.text(1)).value();
        return topic;
    });
    if (found) found->words = read_words<Topic::Words>(tx, words, slug);
    return found;
}

std::vector<std::string> topic_slugs(store::Transaction& tx) {
    constexpr Query all{"content.topic_slugs", "SELECT slug FROM topic ORDER BY slug"};
    return tx.all(all, {}, first_text);
}

bool has_topics(store::Transaction& tx) {
    constexpr Query any{"content.has_topics", "SELECT slug FROM topic LIMIT 1"};
    return tx.first(any, {}, first_text).has_value();
}

void save_topic(store::Transaction& tx, const Topic& topic) {
    constexpr Query save{"content.save_topic", R"sql(
        INSERT INTO topic (slug, type) VALUES ($1, $2)
        ON CONFLICT (slug) DO UPDATE SET type = excluded.type)sql"};
    constexpr Query clear{"content.clear_topic_words", "DELETE FROM topic_text WHERE topic = $1"};
    constexpr Query add{"content.add_topic_words", R"sql(
        INSERT INTO topic_text (topic, language, name, description)
        VALUES ($1, $2, $3, $4))sql"};
    if (find_topic(tx, topic.slug) == topic) return;
    tx.execute(save, {topic.slug, to_string(topic.type)});
    std::map<Language, Pair> words;
    for (const auto& [language, one] : topic.words)
        words[language] = {one.name, one.description};
    write_words(tx, clear, add, topic.slug, words);
    note_change(tx, "topic", topic.slug);
}

std::optional<Byline> find_byline(store::Transaction& tx, std::string_view slug) {
    constexpr Query find{"content.find_byline",
                         "SELECT slug, picture, withdrawn_at FROM byline WHERE slug = $1"};
    constexpr Query words{"content.byline_words", R"sql(
        SELECT language, name, biography FROM byline_text WHERE byline = $1)sql"};
    auto found = tx.first(find, {slug}, [](const Row& row) {
        Byline byline;
        byline.slug = row.text(0);
        if (!row.is_null(1)) byline.picture = parse_picture(row.text(1));
        byline.withdrawn_at = row.optional_instant(2);
        return byline;
    });
    if (found) found->words = read_words<Byline::Words>(tx, words, slug);
    return found;
}

std::vector<std::string> byline_slugs(store::Transaction& tx) {
    constexpr Query all{"content.byline_slugs", "SELECT slug FROM byline ORDER BY slug"};
    return tx.all(all, {}, first_text);
}

bool has_bylines(store::Transaction& tx) {
    constexpr Query any{"content.has_bylines",
                        "SELECT slug FROM byline WHERE withdrawn_at IS NULL LIMIT 1"};
    return tx.first(any, {}, first_text).has_value();
}

std::vector<BylineRow> byline_rows(store::Transaction& tx) {
    constexpr Query all{"content.byline_rows", R"sql(
        SELECT b.slug, t.name, b.withdrawn_at FROM byline b
        LEFT JOIN byline_text t ON t.byline = b.slug ORDER BY b.slug, t.language)sql"};
    return tx.all(all, {}, [](const Row& row) {
        return BylineRow{std::string(row.text(0)), std::string(row.text(1)), !row.is_null(2)};
    });
}

std::vector<std::string> bylines_named(store::Transaction& tx, std::string_view name) {
    constexpr Query find{"content.bylines_named", R"sql(
        SELECT DISTINCT byline FROM byline_text WHERE name = $1 ORDER BY byline)sql"};
    return tx.all(find, {name}, first_text);
}

void save_byline(store::Transaction& tx, const Byline& byline) {
    constexpr Query save{"content.save_byline", R"sql(
        INSERT INTO byline (slug, picture, withdrawn_at) VALUES ($1, $2, $3)
        ON CONFLICT (slug) DO UPDATE SET picture = excluded.picture,
                                         withdrawn_at = excluded.withdrawn_at)sql"};
    constexpr Query clear{"content.clear_byline_words",
                          "DELETE FROM byline_text WHERE byline = $1"};
    constexpr Query add{"content.add_byline_words", R"sql(
        INSERT INTO byline_text (byline, language, name, biography)
        VALUES ($1, $2, $3, $4))sql"};
    if (find_byline(tx, byline.slug) == byline) return;
    Value picture;
    if (byline.picture) picture = picture_json(*byline.picture);
    tx.execute(save, {byline.slug, picture, byline.withdrawn_at});
    std::map<Language, Pair> words;
    for (const auto& [language, one] : byline.words)
        words[language] = {one.name, one.biography};
    write_words(tx, clear, add, byline.slug, words);
    note_change(tx, "byline", byline.slug);
}

std::int64_t articles_with_byline(store::Transaction& tx, std::string_view slug) {
    constexpr Query count{"content.articles_with_byline", R"sql(
        SELECT COUNT(DISTINCT article) FROM article_byline WHERE byline = $1)sql"};
    return tx.number(count, {slug});
}

std::int64_t withdraw_byline(store::Transaction& tx, std::string_view slug, Instant at) {
    constexpr Query withdraw{"content.withdraw_byline", R"sql(
        UPDATE byline SET picture = NULL, withdrawn_at = $2
        WHERE slug = $1 AND withdrawn_at IS NULL)sql"};
    constexpr Query erase_words{"content.erase_byline_words",
                                "DELETE FROM byline_text WHERE byline = $1"};
    // Notes all articles in one statement: a name may stand on every one of 100,000.
    constexpr Query note_articles{"content.note_articles_of_byline", R"sql(
        INSERT INTO content_change (seq, kind, id)
        SELECT (SELECT COALESCE(MAX(seq), 0) FROM content_change)
                   + ROW_NUMBER() OVER (ORDER BY article), 'article', article
        FROM (SELECT DISTINCT article FROM article_byline WHERE byline = $1) borne)sql"};
    constexpr Query take_off{"content.take_byline_off",
                             "DELETE FROM article_byline WHERE byline = $1"};
    constexpr Query forget_manuscript{"content.forget_byline_manuscript",
                                      "DELETE FROM manuscript_of_kind WHERE kind = 'byline' AND "
                                      "slug = $1"};
    if (tx.execute(withdraw, {slug, at}) == 0) return 0;
    const std::int64_t articles = tx.execute(note_articles, {slug});
    tx.execute(take_off, {slug});
    tx.execute(erase_words, {slug});
    tx.execute(forget_manuscript, {slug});
    note_change(tx, "byline", slug);
    return articles;
}

}  // namespace kolokol::content
