// Standing pages, front pages and what their manuscripts were: the rest of taxonomy_rows.hpp.
#include <stdexcept>

#include "content/article_rows.hpp"
#include "content/taxonomy_rows.hpp"

namespace kolokol::content {
namespace {

using store::Query;
using store::Row;

StandingPage read_page(const Row& row) {
    StandingPage page;
    page.slug = row.text(0);
    page.language = Language::parse(row.text(1)).value();
    page.version = row.text(2);
    page.title = row.text(3);
    page.markdown = row.text(4);
    return page;
}

}  // namespace

std::vector<StandingPage> standing_versions(store::Transaction& tx, std::string_view slug,
                                            const Language& language) {
    constexpr Query find{"content.standing_versions", R"sql(
        SELECT slug, language, version, title, body FROM standing_page
        WHERE slug = $1 AND language = $2 ORDER BY version DESC)sql"};
    return tx.all(find, {slug, language.tag()}, read_page);
}

std::vector<StandingPage> standing_pages(store::Transaction& tx, const Language& language) {
    constexpr Query find{"content.standing_pages", R"sql(
        SELECT slug, language, version, title, body FROM standing_page p
        WHERE language = $1 AND version = (SELECT MAX(version) FROM standing_page q
                                           WHERE q.slug = p.slug AND q.language = p.language)
        ORDER BY slug)sql"};
    return tx.all(find, {language.tag()}, read_page);
}

void save_standing_page(store::Transaction& tx, const StandingPage& page) {
    constexpr Query find{"content.find_standing_page", R"sql(
        SELECT slug, language, version, title, body FROM standing_page
        WHERE slug = $1 AND language = $2 AND version = $3)sql"};
    constexpr Query save{"content.save_standing_page", R"sql(
        INSERT INTO standing_page (slug, language, version, title, body)
        VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (slug, language, version) DO UPDATE
        SET title = excluded.title, body = excluded.body)sql"};
    if (tx.first(find, {page.slug, page.language.tag(), page.version}, read_page) == page) return;
    tx.execute(save, {page.slug, page.language.tag(), page.version, page.title, page.markdown});
    note_change(tx, "standing", page.slug);
}

std::optional<FrontPage> find_front_page(store::Transaction& tx, const Language& language) {
    constexpr Query find{"content.find_front_page",
                         "SELECT blocks FROM front_page WHERE language = $1"};
    const auto json =
        tx.first(find, {language.tag()}, [](const Row& row) { return std::string(row.text(0)); });
    if (!json) return std::nullopt;
    auto front = parse_front_page(*json);
    if (!front) throw std::runtime_error(front.error().detail);
    return *front;
}

void save_front_page(store::Transaction& tx, const Language& language, const FrontPage& front) {
    constexpr Query save{"content.save_front_page", R"sql(
        INSERT INTO front_page (language, blocks) VALUES ($1, $2)
        ON CONFLICT (language) DO UPDATE SET blocks = excluded.blocks)sql"};
    if (find_front_page(tx, language) == front) return;
    tx.execute(save, {language.tag(), front_page_json(front)});
    note_change(tx, "front", language.tag());
}

std::optional<std::string> manuscript_digest(store::Transaction& tx, std::string_view manuscript) {
    constexpr Query find{"content.manuscript_digest",
                         "SELECT sha256 FROM manuscript_of_kind WHERE manuscript = $1"};
    return tx.first(find, {manuscript}, [](const Row& row) { return std::string(row.text(0)); });
}

void remember_manuscript(store::Transaction& tx, std::string_view manuscript, std::string_view kind,
                         std::string_view slug, std::string_view sha256) {
    constexpr Query remember{"content.remember_manuscript", R"sql(
        INSERT INTO manuscript_of_kind (manuscript, kind, slug, sha256) VALUES ($1, $2, $3, $4)
        ON CONFLICT (manuscript) DO UPDATE
        SET kind = excluded.kind, slug = excluded.slug, sha256 = excluded.sha256)sql"};
    tx.execute(remember, {manuscript, kind, slug, sha256});
}

}  // namespace kolokol::content
