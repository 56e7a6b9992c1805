#pragma once
// Which pages a press prints. What depends on what is said in press/dependencies.hpp; this reads
// rows and what the press remembers, and follows those rules.

#include <string>
#include <unordered_set>
#include <vector>

#include "content/publication.hpp"
#include "press/memory.hpp"
#include "press/page_set.hpp"
#include "press/printer.hpp"
#include "store/transaction.hpp"

namespace kolokol::press {

struct Plan {
    bool everything = false;
    PageSet pages;
    /// Addresses where nothing stands any more.
    std::vector<std::string> vacated;
    /// Pictures (hexadecimal) whose sizes an unfinished press may have put or taken away.
    std::vector<std::string> pictures;
    /// What is to be remembered when the edition stands.
    std::vector<Placement> placements;
    std::vector<std::string> gone;  // articles without a page now
    std::vector<Names> names;
};

/// What stands on every page: when it is not what it was, everything is printed.
std::string frame_digest(store::Transaction& tx, const content::Publication& publication);

/// One thread. References must outlive it.
class Planner {
public:
    Planner(store::Transaction& tx, const Printer& printer, const content::Publication& publication)
        : tx_(tx), printer_(printer), publication_(publication) {}

    /// Every page there is.
    Plan everything();
    /// What these changes touch, and what an unfinished press was about to change.
    Plan changed(const Changes& changes, const std::vector<PageKey>& touched);
    /// Whether so much has changed that finding out what is dearer than printing everything.
    bool is_most(const Changes& changes);

    /// A page of the plan has appeared or gone: adds the pages that say whether it is there.
    void follow(Plan& plan, const PageKey& key);
    /// A remembered page: whatever stands at its address now.
    void look_again(Plan& plan, const PageKey& key);

private:
    void add_article(Plan& plan, const std::string& id);
    void add_section_change(Plan& plan, const std::string& slug);
    void add_topic_change(Plan& plan, const std::string& slug);
    void add_byline_change(Plan& plan, const std::string& slug);
    void add_address(Plan& plan, const std::string& address);
    void add_page_of(Plan& plan, const std::string& article);
    void add_group(Plan& plan, const std::string& group, const std::string& besides);
    void add_periods(Plan& plan, PageKind kind, const Language& language, const std::string& slug);
    void add_near_months(Plan& plan, const PageKey& changed);
    void add_feeds(Plan& plan);
    void add_always(Plan& plan);
    void remember_all_names(Plan& plan);
    std::optional<Placement> placement(const std::string& id);

    store::Transaction& tx_;
    const Printer& printer_;
    const content::Publication& publication_;
    std::unordered_set<std::string> articles_;   // looked at
    std::unordered_set<std::string> addresses_;  // looked at
};

}  // namespace kolokol::press
