#pragma once
// Manuscripts of articles: written batch by batch as they are read. Those that name others
// (translation_of, related, links of the body) wait until all are read, so that the order of files
// does not matter; of them only what decides is kept in memory, and they are read once more.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "content/article_rows.hpp"
#include "importers/references.hpp"
#include "importers/register.hpp"
#include "importers/work.hpp"

namespace kolokol::importers {

class ArticleImport {
public:
    ArticleImport(Work& work, Register& names) : work_(work), names_(names) {}

    void run();

private:
    /// An article on its way into the database.
    struct Placed {
        const Prepared* prepared;
        std::optional<content::ManuscriptRow> row;  // what was there under its place
        Resolved names;
        content::Article article;
    };

    void take(const std::vector<Prepared>& batch, bool may_wait);
    void take_pictures(const Prepared& prepared, content::Article& into, content::Faults& faults);
    void place(store::Transaction& tx, Placed& placed, content::Faults& faults);
    std::optional<content::ManuscriptRow> find_moved(store::Transaction& tx,
                                                     const Prepared& prepared);
    void place_old(Placed& placed, content::Faults& faults);
    void check_links(const Placed& placed, content::Faults& faults);
    void check_addresses(store::Transaction& tx, const Placed& placed, content::Faults& faults);
    bool waits(const Placed& placed);
    static void add_to_library(store::Transaction& tx, const Placed& placed, Instant now);
    void write(store::Transaction& tx, const std::vector<const Placed*>& ready);

    Work& work_;
    Register& names_;
    Waiting waiting_;
    std::map<std::string, std::string> moved_;  // from where to where
    /// Addresses that articles of this batch take, which are not in the database yet; their places.
    std::map<std::string, std::string> addresses_;
};

}  // namespace kolokol::importers
