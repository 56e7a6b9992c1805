#pragma once
// Taking something back: out of the newsroom, out of the next edition, and out of every kept one.
// What others have fetched meanwhile is out of reach; docs/operating/withdrawing.md says which.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/pressing.hpp"
#include "base/result.hpp"

namespace kolokol::app {

struct Withdrawn {
    std::uint64_t articles = 0;
    /// It was withdrawn before, and readers see that: nothing was pressed, `pressed` is empty.
    bool already = false;
    press::Pressed pressed;
    edition::Shelf::Collected collected;
    /// What readers see is done; this is to be looked after, and says how.
    std::vector<Problem> left_undone;
};

/// "/2026/01/28/slug/" of a whole address at the paper's own origin or onions; others as they are.
std::string path_at_home(const content::Publication& publication, std::string_view address);

/// Whether an article stands, or stood, there. Refuses "content.no_article".
Outcome find_article(const House& house, std::string_view address);

/// The article at `address` is withdrawn, and readers of the current edition see that.
bool is_withdrawn(const House& house, std::string_view address);

/// The page at `address` says from now on that it was withdrawn (410), with `sentence` for readers.
/// Erases the older editions, which still hold it; of one that is_withdrawn() what an earlier try
/// left of it, unless there is another sentence to be said. Refuses "content.no_article".
Result<Withdrawn> withdraw_article(const House& house, const PressKeys& keys,
                                   std::string_view address, std::string_view sentence,
                                   Instant now);

/// How many articles bear it. Refuses "content.no_byline".
Result<std::uint64_t> articles_signed_by(const House& house, std::string_view byline);

/// The name goes off every article, list, feed and search; its page answers 410; older editions are
/// erased. Refuses "content.no_byline".
Result<Withdrawn> withdraw_byline(const House& house, const PressKeys& keys,
                                  std::string_view byline, Instant now);

}  // namespace kolokol::app
