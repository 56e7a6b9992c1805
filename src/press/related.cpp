#include "press/related.hpp"

#include <algorithm>
#include <deque>
#include <functional>
#include <unordered_map>
#include <unordered_set>

namespace kolokol::press {

namespace {

using content::ArticleId;
using content::RelatedChoice;
using store::Query;
using store::Row;

constexpr std::size_t most_related = 6;
/// Of one topic: as many as may have been chosen already, and six more.
constexpr std::size_t most_looked_at = 2 * most_related;
constexpr std::size_t worth_a_walk = 50;

ArticleId first_id(const Row& row) {
    return ArticleId(std::string(row.text(0)));
}

bool holds(const std::vector<ArticleId>& ids, const ArticleId& id) {
    return std::find(ids.begin(), ids.end(), id) != ids.end();
}

/// Picked by hand: all, in order, and those of them that are older and in the same language.
struct ByHand {
    std::vector<ArticleId> all;
    std::vector<ArticleId> older;
};
using Topics = std::vector<std::string>;
/// The newest ones before the article about a topic, at most `limit`.
using Newest = std::function<std::vector<ArticleId>(const std::string& topic, std::size_t limit)>;

/// `topics`: the rarest first.
RelatedChoice choose(const ArticleId& article, const ByHand& by_hand, const Topics& topics,
                     const Newest& newest) {
    RelatedChoice choice{article, {}, by_hand.older};
    const std::size_t room = most_related - std::min(by_hand.all.size(), most_related);
    for (const std::string& topic : topics) {
        if (choice.related.size() >= room) break;
        for (ArticleId& other : newest(topic, choice.related.size() + most_related))
            if (choice.related.size() < room && !holds(choice.related, other) &&
                !holds(by_hand.all, other))
                choice.related.push_back(std::move(other));
    }
    choice.older.insert(choice.older.end(), choice.related.begin(), choice.related.end());
    choice.older.resize(std::min(choice.older.size(), most_related));
    return choice;
}

/// How many articles of a language there are about a topic, of whatever state.
using Counts = std::unordered_map<std::string, std::int64_t>;
std::string count_key(std::string_view language, std::string_view topic) {
    return std::string(language).append(" ").append(topic);
}

template <class Count>
void sort_rarest_first(Topics& topics, Count count) {
    std::sort(topics.begin(), topics.end(), [&](const auto& left, const auto& right) {
        const std::int64_t counts[]{count(left), count(right)};
        return counts[0] != counts[1] ? counts[0] < counts[1] : left < right;
    });
}

class Questions {
public:
    explicit Questions(store::Transaction& tx) : tx_(tx) {}

    RelatedChoice choose_for(const NewArticle& article) {
        return choose(article.id, by_hand(article), topics_of(article),
                      [&](const std::string& topic, std::size_t limit) {
                          return newest_about(topic, article, limit);
                      });
    }

private:
    ByHand by_hand(const NewArticle& article) {
        constexpr Query find{"press.related_by_hand", R"sql(
            SELECT other FROM article_related WHERE article = $1 AND kind = 'hand'
            ORDER BY position)sql"};
        constexpr Query is_older{"press.is_older", R"sql(
            SELECT 1 FROM article WHERE id = $1 AND language = $2 AND status = 'published'
                AND (published_at < $3 OR (published_at = $3 AND id < $4)))sql"};
        ByHand found;
        found.all = tx_.all(find, {article.id}, first_id);
        for (const ArticleId& id : found.all)
            if (tx_.exists(is_older, {id, article.language, article.published, article.id}))
                found.older.push_back(id);
        return found;
    }

    Topics topics_of(const NewArticle& article) {
        constexpr Query find{"press.topics_of",
                             "SELECT topic FROM article_topic WHERE article = $1"};
        auto topics =
            tx_.all(find, {article.id}, [](const Row& row) { return std::string(row.text(0)); });
        sort_rarest_first(topics,
                          [&](const auto& topic) { return count(topic, article.language); });
        return topics;
    }

    std::int64_t count(const std::string& topic, const std::string& language) {
        constexpr Query count{"press.count_about", R"sql(
            SELECT COUNT(*) FROM article_topic WHERE topic = $1 AND language = $2)sql"};
        const auto [place, added] = counts_.try_emplace(count_key(language, topic));
        if (added) place->second = tx_.number(count, {topic, language});
        return place->second;
    }

    std::vector<ArticleId> newest_about(const std::string& topic, const NewArticle& article,
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
    Counts counts_;
};

/// Goes through all articles in the order of their time and remembers the newest of each topic.
class Walk {
public:
    Walk(store::Transaction& tx, const std::vector<NewArticle>& articles) : tx_(tx) {
        for (const NewArticle& article : articles)
            new_.insert(article.id.text());
        read_by_hand();
        read_topics();
        read_counts();
    }

    void choose_all(const TakeChoice& take) {
        for (std::uint32_t number = 0; number < ids_.size(); ++number) {
            if (new_.contains(ids_[number].text())) take(choose_for(number));
            for (std::size_t at = starts_[number]; at < starts_[number + 1]; ++at) {
                auto& newest = topics_[of_articles_[at]].newest;
                newest.push_front(number);
                if (newest.size() > most_looked_at) newest.pop_back();
            }
        }
    }

private:
    struct Topic {
        std::string key;
        std::int64_t count = 0;
        std::deque<std::uint32_t> newest;  // numbers of articles
    };

    void read_by_hand() {
        constexpr Query find{"press.all_related_by_hand", R"sql(
            SELECT r.article, r.other, CASE WHEN o.language = a.language
                AND o.status = 'published' AND (o.published_at < a.published_at
                    OR (o.published_at = a.published_at AND o.id < a.id)) THEN 1 ELSE 0 END
            FROM article_related r JOIN article a ON a.id = r.article
                JOIN article o ON o.id = r.other
            WHERE r.kind = 'hand' ORDER BY r.article, r.position)sql"};
        tx_.each(find, {}, [&](const Row& row) {
            ByHand& picked = by_hand_[std::string(row.text(0))];
            picked.all.emplace_back(std::string(row.text(1)));
            if (row.boolean(2)) picked.older.push_back(picked.all.back());
        });
    }

    /// In few bytes for each, since these are all articles: numbers instead of names.
    void read_topics() {
        constexpr Query all{"press.all_about", R"sql(
            SELECT a.id, a.language, t.topic
            FROM article a LEFT JOIN article_topic t ON t.article = a.id
            WHERE a.status = 'published' ORDER BY a.published_at, a.id)sql"};
        tx_.each(all, {}, [&](const Row& row) {
            if (ids_.empty() || ids_.back().text() != row.text(0)) {
                ids_.emplace_back(std::string(row.text(0)));
                starts_.push_back(of_articles_.size());
            }
            if (!row.is_null(2)) of_articles_.push_back(topic(row.text(1), row.text(2)));
        });
        starts_.push_back(of_articles_.size());
    }

    std::uint32_t topic(std::string_view language, std::string_view slug) {
        std::string key = count_key(language, slug);
        const auto [place, added] =
            numbers_.try_emplace(key, static_cast<std::uint32_t>(topics_.size()));
        if (added) topics_.push_back({std::move(key), 0, {}});
        return place->second;
    }

    void read_counts() {
        constexpr Query count{"press.count_about_all", R"sql(
            SELECT language, topic, COUNT(*) FROM article_topic GROUP BY language, topic)sql"};
        tx_.each(count, {}, [&](const Row& row) {
            topics_[topic(row.text(0), row.text(1))].count = row.integer(2);
        });
    }

    RelatedChoice choose_for(std::uint32_t number) {
        const auto count = [&](const std::string& key) { return topics_[numbers_.at(key)].count; };
        Topics keys;
        for (std::size_t at = starts_[number]; at < starts_[number + 1]; ++at)
            keys.push_back(topics_[of_articles_[at]].key);
        sort_rarest_first(keys, count);
        const auto newest = [&](const std::string& key, std::size_t limit) {
            std::vector<ArticleId> ids;
            for (const std::uint32_t older : topics_[numbers_.at(key)].newest)
                if (ids.size() < limit) ids.push_back(ids_[older]);
            return ids;
        };
        return choose(ids_[number], by_hand_[ids_[number].text()], keys, newest);
    }

    store::Transaction& tx_;
    std::unordered_set<std::string> new_;
    std::unordered_map<std::string, ByHand> by_hand_;
    std::vector<ArticleId> ids_;              // of all articles, by their number
    std::vector<std::size_t> starts_;         // of each one's topics in of_articles_
    std::vector<std::uint32_t> of_articles_;  // numbers of topics
    std::vector<Topic> topics_;               // by language and slug
    std::unordered_map<std::string, std::uint32_t> numbers_;
};

}  // namespace

void choose_by_questions(store::Transaction& tx, const std::vector<NewArticle>& articles,
                         const TakeChoice& take) {
    Questions questions(tx);
    for (const NewArticle& article : articles)
        take(questions.choose_for(article));
}

void choose_in_one_walk(store::Transaction& tx, const std::vector<NewArticle>& articles,
                        const TakeChoice& take) {
    Walk(tx, articles).choose_all(take);
}

void choose_related(store::Transaction& tx, const std::vector<NewArticle>& articles,
                    const TakeChoice& take) {
    if (articles.size() < worth_a_walk)
        choose_by_questions(tx, articles, take);
    else
        choose_in_one_walk(tx, articles, take);
}

}  // namespace kolokol::press
