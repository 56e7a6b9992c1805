#include "press/publishing.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "content/article_rows.hpp"
#include "content/front_page.hpp"
#include "press/press.hpp"
#include "press/related.hpp"

namespace kolokol::press {

namespace {

using store::Query;
using store::Row;

/// Choices that are held before they are written.
constexpr std::size_t at_once = 1000;

std::optional<Instant> earlier(std::optional<Instant> left, std::optional<Instant> right) {
    if (!left || !right) return left ? left : right;
    return std::min(*left, *right);
}

}  // namespace

std::uint64_t publish_due(store::Transaction& tx, Instant at) {
    constexpr Query find{"press.new_articles", R"sql(
        SELECT id, language, published_at FROM article
        WHERE status = 'scheduled' AND published_at <= $1 AND first_pressed_at IS NULL
        ORDER BY published_at, id)sql"};
    const auto articles = tx.all(find, {at}, [](const Row& row) {
        return NewArticle{content::ArticleId(std::string(row.text(0))), std::string(row.text(1)),
                          row.instant(2)};
    });
    const auto published = content::publish_due(tx, at);
    std::vector<content::RelatedChoice> choices;
    const auto record = [&] {
        content::record_related(tx, choices);
        choices.clear();
    };
    choose_related(tx, articles, [&](content::RelatedChoice choice) {
        choices.push_back(std::move(choice));
        if (choices.size() == at_once) record();
    });
    record();
    return static_cast<std::uint64_t>(published);
}

bool is_anything_due(store::Transaction& tx, Instant at) {
    constexpr Query find{"press.is_anything_due", R"sql(
        SELECT 1 FROM article WHERE status = 'scheduled' AND published_at <= $1 LIMIT 1)sql"};
    return tx.exists(find, {at});
}

std::optional<Instant> next_due(store::Transaction& tx, Instant since) {
    constexpr Query scheduled{"press.next_scheduled", R"sql(
        SELECT published_at FROM article WHERE status = 'scheduled' AND published_at > $1
        ORDER BY published_at LIMIT 1)sql"};
    constexpr Query fronts{"press.front_pages", "SELECT blocks FROM front_page"};
    auto next = tx.first(scheduled, {since}, [](const Row& row) { return row.instant(0); });
    tx.each(fronts, {}, [&](const Row& row) {
        const auto front = content::parse_front_page(row.text(0));
        if (!front) return;
        for (const auto& block : front->blocks)
            for (const content::Pin& pin : block.pins)
                for (const auto& moment : {pin.from, pin.until})
                    if (moment && *moment > since) next = earlier(next, moment);
    });
    return next;
}

bool has_changes(store::Transaction& tx) {
    constexpr Query find{"press.has_changes", "SELECT 1 FROM content_change LIMIT 1"};
    return tx.exists(find);
}

}  // namespace kolokol::press
