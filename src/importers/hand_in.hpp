#pragma once
// One manuscript by itself, from memory, as the newsroom hands it in: looked at as a file of a
// folder is, and written into the article's rows.

#include <string>

#include "content/manuscript.hpp"
#include "content/publication.hpp"
#include "store/transaction.hpp"

namespace kolokol::importers {

struct HandIn {
    /// The article that it is, or becomes.
    content::ArticleId id;
    /// docs/formats/manuscript.md
    std::string text;
    Instant now;
    /// Nothing is written; a reading transaction will do.
    bool look_only = false;
};

struct HandedIn {
    content::Faults faults;
    /// As it was written, or would be. Where there are faults, as far as it could be made out.
    content::Article article;
};

/// All that is wrong with it, as `kolokol import markdown` would say; without a fault it has been
/// written, and the press will find it. Links to articles count as they are now. Pictures are those
/// of the newsroom's library (content::find_picture_of), or named by their SHA-256; what a lead
/// does not say of itself the library says.
HandedIn hand_in(store::Transaction& tx, const content::Publication& publication,
                 const HandIn& wish);

}  // namespace kolokol::importers
