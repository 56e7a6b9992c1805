#include "press/publishing.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "content/article_rows.hpp"
#include "content/front_page.hpp"
#include "press/press.hpp"

namespace kolokol::press {

namespace {

using content::ArticleId;
using store::Query;
using store::Row;

constexpr std::size_t most_related = 6;

struct Due {
    ArticleId id;
    std::string language;
    Instant published{};
    bool first_time = true;
};

ArticleId first_id(const Row& row) {
    return ArticleId(std::string(row.text(0)));
}

bool holds(const std::vector<ArticleId>& ids, const ArticleId& id) {
    return std::find(ids.begin(), ids.end(), id) != ids.end();
}

class Chooser {
public:
    explicit Chooser(store::Transaction& tx) : tx_(tx) {}

    void choose(const Due& article, Instant at) {
        const auto by_hand = picked_by_hand(article.id);
        std::vector<ArticleId> chosen;
        for (const std::string& topic : rarest_first(article)) {
            const std::size_t room = most_related - std::min(by_hand.size(), most_related);
            if (chosen.size() >= room) break;
            for (ArticleId& other : newest_about(topic, article, chosen.size() + most_related))
                if (chosen.size() < room && !holds(chosen, other) && !holds(by_hand, other))
                    chosen.push_back(std::move(other));
        }
        content::set_automatic_related(tx_, article.id, chosen, at);
        auto told = older_of(by_hand, article);
        told.insert(told.end(), chosen.begin(), chosen.end());
        told.resize(std::min(told.size(), most_related));
        for (const ArticleId& older : told)
            content::add_later(tx_, older, article.id);
    }

private:
    std::vector<ArticleId> picked_by_hand(const ArticleId& id) {
        constexpr Query find{"press.related_by_hand", R"sql(
            SELECT other FROM article_related WHERE article = $1 AND kind = 'hand'
            ORDER BY position)sql"};
        return tx_.all(find, {id}, first_id);
    }

    /// Those that readers of this article's language read before it.
    std::vector<ArticleId> older_of(const std::vector<ArticleId>& ids, const Due& article) {
        constexpr Query is_older{"press.is_older", R"sql(
            SELECT 1 FROM article WHERE id = $1 AND language = $2 AND status = 'published'
                AND (published_at < $3 OR (published_at = $3 AND id < $4)))sql"};
        std::vector<ArticleId> older;
        for (const ArticleId& id : ids)
            if (tx_.exists(is_older, {id, article.language, article.published, article.id}))
                older.push_back(id);
        return older;
    }

    std::vector<std::string> rarest_first(const Due& article) {
        constexpr Query find{"press.topics_of",
                             "SELECT topic FROM article_topic WHERE article = $1"};
        auto topics =
            tx_.all(find, {article.id}, [](const Row& row) { return std::string(row.text(0)); });
        std::sort(topics.begin(), topics.end(), [&](const auto& left, const auto& right) {
            const auto count_left = count(left, article.language);
            const auto count_right = count(right, article.language);
            return count_left != count_right ? count_left < count_right : left < right;
        });
        return topics;
    }

    /// Articles about a topic, of whatever state: how rare it is. Counted once in a press.
    std::int64_t count(const std::string& topic, const std::string& language) {
        constexpr Query count{"press.count_about", R"sql(
            SELECT COUNT(*) FROM article_topic WHERE topic = $1 AND language = $2)sql"};
        const auto [place, added] = counts_.try_emplace(language + " " + topic);
        if (added) place->second = tx_.number(count, {topic, language});
        return place->second;
    }

    std::vector<ArticleId> newest_about(const std::string& topic, const Due& article,
                                        std::size_t limit) {
        constexpr Query find{"press.newest_about", R"sql(
            SELECT t.article FROM article_topic t JOIN article a ON a.id = t.article
            WHERE t.topic = $1 AND t.language = $2 AND t.published_at <= $3
                AND (t.published_at < $3 OR t.article < $4) AND a.status = 'published'
            ORDER BY t.published_at DESC, t.article DESC LIMIT $5)sql"};
        return tx_.all(find, {topic, article.language, article.published, article.id, limit},
                       first_id);
    }

    store::Transaction& tx_;
    std::unordered_map<std::string, std::int64_t> counts_;
};

std::optional<Instant> earlier(std::optional<Instant> left, std::optional<Instant> right) {
    if (!left || !right) return left ? left : right;
    return std::min(*left, *right);
}

}  // namespace

std::uint64_t publish_due(store::Transaction& tx, Instant at) {
    constexpr Query find{"press.due", R"sql(
        SELECT id, language, published_at, first_pressed_at FROM article
        WHERE status = 'scheduled' AND published_at <= $1 ORDER BY published_at, id)sql"};
    const auto due = tx.all(find, {at}, [](const Row& row) {
        return Due{first_id(row), std::string(row.text(1)), row.instant(2), row.is_null(3)};
    });
    Chooser chooser(tx);
    for (const Due& article : due) {
        content::publish_article(tx, article.id, at);
        if (article.first_time) chooser.choose(article, at);
    }
    return due.size();
}

bool is_anything_due(store::Transaction& tx, Instant at) {
    constexpr Query find{"press.is_anything_due", R"sql(
        SELECT 1 FROM article WHERE status = 'scheduled' AND published_at <= $1 LIMIT 1)sql"};
    return tx.exists(find, {at});
}

std::optional<Instant> next_due(store::Transaction& tx, Instant now) {
    constexpr Query scheduled{"press.next_scheduled", R"sql(
        SELECT published_at FROM article WHERE status = 'scheduled'
        ORDER BY published_at LIMIT 1)sql"};
    constexpr Query fronts{"press.front_pages", "SELECT blocks FROM front_page"};
    auto next = tx.first(scheduled, {}, [](const Row& row) { return row.instant(0); });
    tx.each(fronts, {}, [&](const Row& row) {
        const auto front = content::parse_front_page(row.text(0));
        if (!front) return;
        for (const auto& block : front->blocks)
            for (const content::Pin& pin : block.pins)
                for (const auto& moment : {pin.from, pin.until})
                    if (moment && *moment > now) next = earlier(next, moment);
    });
    return next;
}

bool has_changes(store::Transaction& tx) {
    constexpr Query find{"press.has_changes", "SELECT 1 FROM content_change LIMIT 1"};
    return tx.exists(find);
}

}  // namespace kolokol::press
