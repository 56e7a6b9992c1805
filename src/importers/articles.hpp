#pragma once
// Manuscripts of articles: written batch by batch as they are read. Those that name others
// (translation_of, related, links of the body) wait until all are read, so that the order of files
// does not matter; of them only what decides is kept in memory, and they are read once more.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "content/article_rows.hpp"
#include "importers/placing.hpp"
#include "importers/work.hpp"

namespace kolokol::importers {

class ArticleImport {
public:
    ArticleImport(Work& work, Register& names)
        : work_(work), placing_(work.publication, names, waiting_, work.wish.now) {}

    void run();

private:
    void take(const std::vector<Prepared>& batch, bool may_wait);
    void take_pictures(const Prepared& prepared, content::Article& into, content::Faults& faults);
    std::optional<content::ManuscriptRow> find_moved(store::Transaction& tx,
                                                     const Prepared& prepared);
    static void add_to_library(store::Transaction& tx, const Placed& placed, Instant now);

    Work& work_;
    Waiting waiting_;
    Placing placing_;
    std::map<std::string, std::string> moved_;  // from where to where
};

}  // namespace kolokol::importers
