#pragma once
// What the newsroom needs of other rooms to write and publish, as plain functions that app hands
// it. Threads call them at once.

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/result.hpp"
#include "base/time.hpp"
#include "content/article.hpp"
#include "content/manuscript.hpp"
#include "content/publication.hpp"
#include "store/transaction.hpp"

namespace kolokol::newsroom {

struct LookedOver {
    content::Faults faults;
    content::Article article;  // as it would stand
};

/// A page of the paper, or a file that it shows.
struct SitePage {
    std::string media_type;
    std::string bytes;
};

struct Writing {
    /// As it is now.
    std::function<std::shared_ptr<const content::Publication>()> publication;
    using HandIn = std::function<LookedOver(store::Transaction& tx, const content::ArticleId& id,
                                            const std::string& text, Instant now)>;
    /// A whole manuscript becomes the article's rows; or all that is wrong with it.
    HandIn hand_in;
    /// The same without writing anything.
    HandIn look_over;
    /// Prints the article as readers would see it now, whatever it still lacks. Refuses what stops
    /// the press.
    std::function<Result<SitePage>(store::Transaction& tx, const content::Article& article)> print;
    /// What the current edition, or the theme, has at an address: for a preview.
    std::function<std::optional<SitePage>(std::string_view address)> site;
    /// The moment of the edition that readers have now; nothing: there is none yet.
    std::function<std::optional<Instant>()> edition;
};

}  // namespace kolokol::newsroom
