#pragma once
// Articles that name other articles. One thread.

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "content/article_rows.hpp"
#include "importers/work.hpp"

namespace kolokol::importers {

/// What is remembered of an article until everybody whom it may name is known.
struct Waiter {
    std::string path;
    std::string sha256;
    std::string address;  // empty: a draft
    content::ArticleId id;
    bool is_new = true;
    Language language;
    std::optional<Instant> published;
    std::optional<content::Named> translation_of;
    std::vector<content::Named> related;
    std::vector<content::Named> links;  // addresses of articles that the body leads to
};

/// Of so many digits and nothing else: a year or a month in an address.
bool is_number(std::string_view text, std::size_t digits);

/// Where a link of a body leads: without query, fragment and language, in parts ("topics",
/// "syria").
std::vector<std::string> parts_of_link(std::string_view href,
                                       const content::Publication& publication);
/// "/ru/2026/01/28/slug/#part" gives "/ru/2026/01/28/slug/"; empty where it leads to no article.
std::string article_link(std::string_view href, const content::Publication& publication);

class Waiting {
public:
    void add(Waiter waiter);
    /// The place of the manuscript that waits for this address, or nothing.
    std::optional<std::string> who_takes(std::string_view address) const;
    bool empty() const { return waiters_.empty(); }

    /// Refuses those that name nobody ("manuscript.unknown_related",
    /// "manuscript.unknown_translation", "manuscript.translation_same_language",
    /// "manuscript.second_translation",
    /// "manuscript.names_itself", "manuscript.broken_link", "manuscript.link_before_page"), and
    /// those that only name refused ones; the places of all others.
    std::vector<std::string> settle(Work& work);
    /// After all are written: records whom each of them names.
    void record(Work& work) const;
    /// The same for few of them, in one transaction.
    void record(store::Transaction& tx) const;
    /// Adds the faults for which settle() would refuse one.
    void check_all(store::Transaction& tx, Instant now, content::Faults& faults) const;

private:
    struct Other {
        const Waiter* waiter = nullptr;  // one of ours
        content::ArticleId id;
        Language language;
        std::optional<Instant> published;  // nothing: a draft
    };
    std::optional<Other> find(store::Transaction& tx, const std::string& name) const;
    void check(store::Transaction& tx, const Waiter& waiter, Instant now,
               content::Faults& faults) const;
    /// Those that are a second article of one language among translations of each other: who is
    /// refused, and why.
    std::vector<std::pair<std::string, content::ManuscriptFault>> second_translations(
        store::Transaction& tx) const;
    void check_links(store::Transaction& tx, const Waiter& waiter, Instant now,
                     content::Faults& faults) const;
    static void record(store::Transaction& tx, const Waiter& waiter);

    std::map<std::string, Waiter, std::less<>> waiters_;          // by place
    std::map<std::string, std::string, std::less<>> by_address_;  // their places
};

}  // namespace kolokol::importers
