#include "press/placements.hpp"

#include <stdexcept>
#include <utility>

namespace kolokol::press {

namespace {

using store::Query;
using store::Row;

/// Articles in one reading of each_placement().
constexpr int at_once = 1000;

Language language_of(std::string_view tag) {
    auto language = Language::parse(tag);
    if (!language) throw std::runtime_error(language.error().detail);
    return *language;
}

std::string first_text(const Row& row) {
    return std::string(row.text(0));
}

Placement read_placement(const Row& row) {
    Placement found;
    found.id = content::ArticleId(std::string(row.text(0)));
    found.language = language_of(row.text(1));
    found.section = row.text(2);
    found.published = row.instant(3);
    found.listed = row.text(4) == "published";
    found.group = row.text(5);
    found.addresses.emplace_back(row.text(6));
    return found;
}

PageKey read_page(const Row& row) {
    PageKey key;
    key.subject = row.text(0);
    key.language = language_of(row.text(1));
    key.kind = row.text(2) == "published" ? PageKind::article : PageKind::withdrawn;
    key.path = row.text(3);
    return key;
}

/// Adds what a query gives as (article, text) to the articles of `found`, both in the order of ids.
void join(store::Transaction& tx, const Query& query, std::vector<Placement>& found,
          std::vector<std::string> Placement::*list) {
    auto at = found.begin();
    tx.each(query, {found.front().id, found.back().id}, [&](const Row& row) {
        while (at != found.end() && at->id.text() < row.text(0))
            ++at;
        if (at != found.end() && at->id.text() == row.text(0))
            ((*at).*list).emplace_back(row.text(1));
    });
}

void read_lists(store::Transaction& tx, std::vector<Placement>& found) {
    constexpr Query topics{"press.topics_of_articles", R"sql(
        SELECT article, topic FROM article_topic WHERE article >= $1 AND article <= $2
        ORDER BY article, position)sql"};
    constexpr Query bylines{"press.bylines_of_articles", R"sql(
        SELECT article, byline FROM article_byline WHERE article >= $1 AND article <= $2
        ORDER BY article, position)sql"};
    constexpr Query formers{"press.former_addresses_of_articles", R"sql(
        SELECT article, address FROM former_address WHERE article >= $1 AND article <= $2
        ORDER BY article, address)sql"};
    join(tx, topics, found, &Placement::topics);
    join(tx, bylines, found, &Placement::bylines);
    join(tx, formers, found, &Placement::addresses);
}

}  // namespace

std::optional<Placement> placement_of(store::Transaction& tx, std::string_view article) {
    constexpr Query find{"press.placement", R"sql(
        SELECT id, language, section, published_at, status, translation_group, address FROM article
        WHERE id = $1 AND status IN ('published', 'withdrawn') AND address IS NOT NULL)sql"};
    auto found = tx.all(find, {article}, read_placement);
    if (found.empty()) return std::nullopt;
    read_lists(tx, found);
    return std::move(found.front());
}

void each_placement(store::Transaction& tx, const std::function<void(Placement)>& take) {
    constexpr Query find{"press.placements", R"sql(
        SELECT id, language, section, published_at, status, translation_group, address FROM article
        WHERE id > $1 AND status IN ('published', 'withdrawn') AND address IS NOT NULL
        ORDER BY id LIMIT $2)sql"};
    std::string last;
    for (;;) {
        auto found = tx.all(find, {last, at_once}, read_placement);
        if (found.empty()) return;
        read_lists(tx, found);
        last = found.back().id.text();
        for (Placement& one : found)
            take(std::move(one));
    }
}

std::int64_t count_placements(store::Transaction& tx) {
    constexpr Query count{"press.count_placements", R"sql(
        SELECT COUNT(*) FROM article WHERE status IN ('published', 'withdrawn'))sql"};
    return tx.number(count);
}

std::vector<std::string> naming(store::Transaction& tx, std::string_view article) {
    constexpr Query find{"press.naming", R"sql(
        SELECT article FROM article_related WHERE other = $1
        UNION SELECT article FROM article_later WHERE later = $1)sql"};
    return tx.all(find, {article}, first_text);
}

std::vector<std::string> in_group(store::Transaction& tx, std::string_view group) {
    constexpr Query find{"press.in_group", "SELECT id FROM article WHERE translation_group = $1"};
    return tx.all(find, {group}, first_text);
}

std::vector<std::string> about_topic(store::Transaction& tx, std::string_view topic) {
    constexpr Query find{"press.about_topic",
                         "SELECT DISTINCT article FROM article_topic WHERE topic = $1"};
    return tx.all(find, {topic}, first_text);
}

std::vector<std::string> signed_by(store::Transaction& tx, std::string_view byline) {
    constexpr Query find{"press.signed_by",
                         "SELECT DISTINCT article FROM article_byline WHERE byline = $1"};
    return tx.all(find, {byline}, first_text);
}

std::optional<PageKey> page_of(store::Transaction& tx, std::string_view article) {
    constexpr Query find{"press.page_of", R"sql(
        SELECT id, language, status, address FROM article
        WHERE id = $1 AND status IN ('published', 'withdrawn') AND address IS NOT NULL)sql"};
    return tx.first(find, {article}, read_page);
}

std::optional<PageKey> page_at(store::Transaction& tx, std::string_view address) {
    constexpr Query own{"press.page_at", R"sql(
        SELECT id, language, status, address FROM article
        WHERE address = $1 AND status IN ('published', 'withdrawn'))sql"};
    constexpr Query former{"press.page_formerly_at", R"sql(
        SELECT a.language FROM former_address f JOIN article a ON a.id = f.article
        WHERE f.address = $1 AND a.status IN ('published', 'withdrawn')
              AND a.address IS NOT NULL)sql"};
    if (auto found = tx.first(own, {address}, read_page)) return found;
    return tx.first(former, {address}, [&](const Row& row) {
        PageKey key;
        key.kind = PageKind::moved;
        key.subject = key.path = address;
        key.language = language_of(row.text(0));
        return key;
    });
}

}  // namespace kolokol::press
