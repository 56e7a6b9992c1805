#pragma once
// An article finds its place among those that are there: its id, its address, its names; and is
// written. The same for a file of a folder and for a manuscript of the newsroom. One thread.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "content/article_rows.hpp"
#include "importers/prepare.hpp"
#include "importers/references.hpp"
#include "importers/register.hpp"

namespace kolokol::importers {

/// On its way into the database.
struct Placed {
    const Prepared* prepared;
    std::optional<content::ManuscriptRow> row;  // what was there under its place
    Resolved names;
    content::Article article;
};

/// All that needs no database, and no pictures.
content::Article values_of(const content::ArticleManuscript& manuscript);
bool names_others(const Prepared& prepared);
/// Addresses of articles that its body leads to.
std::vector<content::Named> article_links(const Prepared& prepared,
                                          const content::Publication& publication);
/// What is to be remembered of it until everybody whom it names is known.
Waiter waiter_of(const Placed& placed, const content::Publication& publication);

class Placing {
public:
    /// References must outlive it.
    Placing(const content::Publication& publication, Register& names, const Waiting& waiting,
            Instant now)
        : publication_(publication), names_(names), waiting_(waiting), now_(now) {}

    /// Gives the article its id (where it has none yet), slug, address and status.
    void place(store::Transaction& tx, Placed& placed, content::Faults& faults);
    /// Its addresses are taken for those that are placed after it.
    void reserve(const Placed& placed);
    /// Another transaction begins: what was reserved is written, or given up.
    void forget_reserved() { addresses_.clear(); }
    /// Whom it names is recorded later, by Waiting. What had to be made for it is added to
    /// `created`.
    void write(store::Transaction& tx, const std::vector<const Placed*>& ready,
               std::vector<std::string>& created);

private:
    void place_old(Placed& placed, content::Faults& faults);
    void check_links(const Placed& placed, content::Faults& faults);
    void check_addresses(store::Transaction& tx, const Placed& placed, content::Faults& faults);

    const content::Publication& publication_;
    Register& names_;
    const Waiting& waiting_;
    Instant now_;
    /// Addresses that articles of this batch take, which are not in the database yet; their places.
    std::map<std::string, std::string> addresses_;
};

}  // namespace kolokol::importers
