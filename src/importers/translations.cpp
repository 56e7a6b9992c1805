// Translations of each other have one article for each language: the part of references.hpp that
// needs thought.
#include <algorithm>
#include <numeric>
#include <tuple>

#include <fmt/format.h>

#include "importers/references.hpp"

namespace kolokol::importers {
namespace {

using content::ArticleId;
using content::ManuscriptFault;

struct Member {
    Language language;
    std::string path;
    const Waiter* waiter = nullptr;  // null: saved, and not handed in again
    std::size_t leads = 0;           // to another of its group, at last to one that leads to itself
};

/// Whose place it is where two want one: what stands in the paper, the original, what was taken in
/// before, then the first name.
auto claim(const Member& member) {
    const Waiter* waiter = member.waiter;
    return std::tuple(waiter != nullptr, waiter != nullptr && waiter->translation_of.has_value(),
                      waiter != nullptr && waiter->is_new, std::string_view(member.path));
}

class Groups {
public:
    void add(const Waiter& waiter) { add(waiter.id, {waiter.language, waiter.path, &waiter, 0}); }
    /// As they are saved; of one that is handed in again only the new manuscript counts.
    void add(const std::vector<content::TranslationLink>& links) {
        for (const auto& link : links)
            add(link.id, {link.language, link.manuscript, nullptr, 0});
        for (const auto& link : links)
            if (link.of && members_[numbers_.at(link.id.text())].waiter == nullptr)
                join(link.id, *link.of);
    }
    void join(const ArticleId& one, const ArticleId& other) {
        const auto first = numbers_.find(one.text());
        const auto second = numbers_.find(other.text());
        if (first == numbers_.end() || second == numbers_.end()) return;  // withdrawn
        members_[group(first->second)].leads = group(second->second);
    }

    std::vector<std::pair<std::string, ManuscriptFault>> doubled() {
        std::vector<std::size_t> order(members_.size());
        std::iota(order.begin(), order.end(), 0);
        std::sort(order.begin(), order.end(), [this](std::size_t left, std::size_t right) {
            return claim(members_[left]) < claim(members_[right]);
        });
        std::map<std::pair<std::size_t, std::string>, const Member*> first;
        std::vector<std::pair<std::string, ManuscriptFault>> found;
        for (const std::size_t number : order) {
            const Member& member = members_[number];
            const auto [place, is_first] =
                first.emplace(std::pair(group(number), member.language.tag()), &member);
            if (!is_first && member.waiter != nullptr)
                found.emplace_back(member.path, fault(*member.waiter, *place->second));
        }
        return found;
    }

private:
    void add(const ArticleId& id, Member member) {
        member.leads = members_.size();
        if (numbers_.emplace(id.text(), members_.size()).second)
            members_.push_back(std::move(member));
    }
    std::size_t group(std::size_t number) {
        while (members_[number].leads != number)
            number = members_[number].leads = members_[members_[number].leads].leads;
        return number;
    }
    static ManuscriptFault fault(const Waiter& second, const Member& first) {
        const auto& named = second.translation_of;
        return {named ? named->line : 1, "manuscript.second_translation",
                fmt::format("{} is the article in '{}' among these translations already; take "
                            "translation_of out of one of them, or correct its language",
                            first.path, second.language.tag())};
    }

    std::vector<Member> members_;
    std::map<std::string, std::size_t> numbers_;  // by id
};

}  // namespace

std::vector<std::pair<std::string, ManuscriptFault>> Waiting::second_translations(
    store::Transaction& tx) const {
    Groups groups;
    std::vector<std::pair<ArticleId, ArticleId>> named;
    for (const auto& [path, waiter] : waiters_)
        groups.add(waiter);
    for (const auto& [path, waiter] : waiters_) {
        if (!waiter.is_new) groups.add(content::translation_links(tx, waiter.id));
        if (!waiter.translation_of) continue;
        const auto other = find(tx, waiter.translation_of->text);
        if (!other) continue;
        if (other->waiter == nullptr) groups.add(content::translation_links(tx, other->id));
        named.emplace_back(waiter.id, other->id);
    }
    for (const auto& [one, other] : named)
        groups.join(one, other);
    return groups.doubled();
}

}  // namespace kolokol::importers
