// Which articles are translations of each other: the part of article_rows.hpp that needs thought.
#include <map>

#include "content/article_rows.hpp"

namespace kolokol::content {
namespace {

using store::Query;
using store::Row;

struct Member {
    std::string of;     // whom its manuscript names
    std::string group;  // as it stands
};
using Members = std::map<std::string, Member>;

/// `id` and everybody who is in its group.
void gather(store::Transaction& tx, const std::string& id, Members& members) {
    constexpr Query one{"content.translation_member", R"sql(
        SELECT id, translation_of, translation_group FROM article WHERE id = $1)sql"};
    constexpr Query group{"content.translation_members", R"sql(
        SELECT id, translation_of, translation_group FROM article
        WHERE translation_group = $1)sql"};
    const auto take = [&](const Row& row) {
        members[std::string(row.text(0))] = {std::string(row.text(1)), std::string(row.text(2))};
    };
    tx.each(one, {id}, take);
    const std::string name = members[id].group;
    if (!name.empty()) tx.each(group, {name}, take);
}

/// The smallest id of those that hang together with each. Groups have a few members, one for each
/// language, so the plainest way will do.
std::map<std::string, std::string> smallest(const Members& members) {
    std::map<std::string, std::string> least;
    for (const auto& [id, member] : members)
        least[id] = id;
    for (bool moved = true; moved;) {
        moved = false;
        for (const auto& [id, member] : members) {
            const auto other = least.find(member.of);
            if (other == least.end() || other->second == least[id]) continue;
            least[id] = other->second = std::min(least[id], other->second);
            moved = true;
        }
    }
    return least;
}

}  // namespace

std::vector<TranslationLink> translation_links(store::Transaction& tx, const ArticleId& id) {
    constexpr Query find{"content.translation_links", R"sql(
        SELECT a.id, a.language, a.manuscript, a.translation_of FROM article a
        WHERE a.status <> 'withdrawn' AND (a.id = $1 OR a.translation_group =
            (SELECT translation_group FROM article WHERE id = $1))
        ORDER BY a.id)sql"};
    return tx.all(find, {id}, [](const Row& row) {
        TranslationLink link;
        link.id = ArticleId(std::string(row.text(0)));
        if (const auto language = Language::parse(row.text(1))) link.language = *language;
        link.manuscript = row.text(2);
        if (!row.is_null(3)) link.of = ArticleId(std::string(row.text(3)));
        return link;
    });
}

void set_translation_of(store::Transaction& tx, const ArticleId& id,
                        const std::optional<ArticleId>& other) {
    constexpr Query set_of{"content.set_translation_of", R"sql(
        UPDATE article SET translation_of = $2 WHERE id = $1)sql"};
    constexpr Query set_group{"content.set_translation_group", R"sql(
        UPDATE article SET translation_group = $2 WHERE id = $1)sql"};
    Members members;
    gather(tx, id.text(), members);
    const std::string wanted = other ? other->text() : std::string();
    if (members[id.text()].of == wanted) return;
    tx.execute(set_of, {id, other});
    members[id.text()].of = wanted;
    if (other) gather(tx, wanted, members);

    const auto least = smallest(members);
    std::map<std::string, int> sizes;
    for (const auto& [member, group] : least)
        ++sizes[group];
    for (const auto& [member, group] : least) {
        store::Value value;
        if (sizes[group] > 1) value = group;
        tx.execute(set_group, {member, value});
        // Each of them lists the others, also those whose group keeps its name.
        note_change(tx, "article", member);
    }
}

}  // namespace kolokol::content
