#pragma once
// A newsroom with a section, topics and bylines on a fresh database, and articles in few words.

#include <string>

#include "content/article_rows.hpp"
#include "content/listing.hpp"
#include "content/taxonomy_rows.hpp"
#include "support/databases.hpp"

namespace kolokol::content {

inline Instant at(const char* text) {
    return parse_rfc3339(text).value();
}
inline Language in(const char* tag) {
    return Language::parse(tag).value();
}
inline ArticleId id(const std::string& name) {
    return ArticleId("article-" + name);
}

/// Published at `day`, at the address /DAY/NAME/.
inline Article article(const std::string& name, const char* day, const char* language = "en") {
    Article made;
    made.summary.id = id(name);
    made.summary.language = in(language);
    made.summary.address = "/" + std::string(language) + "/" + name + "/";
    made.summary.section = "world";
    made.summary.headline = "Headline of " + name;
    made.summary.published = at(day);
    made.status = Status::published;
    made.slug = name;
    made.markdown = "Text of " + name;
    return made;
}

class Newsroom : public support::EachEngine {
protected:
    void SetUp() override {
        EachEngine::SetUp();
        if (IsSkipped()) return;
        auto tx = database().begin();
        save_section(tx, {"world", 1, {{in("en"), {"World", ""}}}});
        save_section(tx, {"culture", 2, {{in("en"), {"Culture", ""}}}});
        save_topic(tx, {"syria", TopicType::place, {{in("en"), {"Syria", ""}}}});
        save_byline(tx, {"anna", {}, {}, {{in("en"), {"Anna Belova", ""}}}});
        save_byline(tx, {"boris", {}, {}, {{in("ru"), {"Борис Чернов", ""}}}});
        tx.execute(clear_changes);
        tx.commit();
    }
    void save(const Article& made) {
        auto tx = database().begin();
        save_article(tx, made, made.slug + ".md", "digest of " + made.slug);
        tx.commit();
    }
    /// What the press has to look at since the last time this was asked.
    std::vector<std::string> changes() {
        constexpr store::Query all{"test.changes",
                                   "SELECT kind, id FROM content_change ORDER BY seq"};
        auto tx = database().begin();
        auto noted = tx.all(all, {}, [](const store::Row& row) {
            return std::string(row.text(0)) + " " + std::string(row.text(1));
        });
        tx.execute(clear_changes);
        tx.commit();
        return noted;
    }
    static constexpr store::Query clear_changes{"test.clear_changes", "DELETE FROM content_change"};
};

inline std::vector<std::string> slugs(const std::vector<Summary>& list) {
    std::vector<std::string> found;
    for (const Summary& one : list)
        found.push_back(one.id.text().substr(8));
    return found;
}

}  // namespace kolokol::content
