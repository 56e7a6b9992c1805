#pragma once
// Our own articles by words of their headlines, and by what they lead to: for those who write.
// All throw store::Failure when the database does not answer.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/article.hpp"
#include "store/transaction.hpp"

namespace kolokol::content {

/// The words of a headline as they are looked for: in ASCII ("Чай" is "chai"), each once.
std::vector<std::string> headline_words(std::string_view headline);

/// Published and scheduled articles in whose headlines all these words stand, newest first, at most
/// `limit`. The last word may be the beginning of one, from three letters on.
std::vector<Summary> find_by_headline(store::Transaction& tx, std::string_view words, int limit);

/// How readers have it: nothing where no article was handed in yet.
struct Standing {
    Status status = Status::draft;
    std::string address;  // empty: none yet
    std::optional<Instant> published;
    bool seen = false;  // readers have, or had, it
};
std::optional<Standing> standing_of(store::Transaction& tx, const ArticleId& id);

/// Published articles whose text leads to this address, newest first, at most `limit`.
std::vector<Summary> leading_to(store::Transaction& tx, std::string_view address, int limit);

/// Scheduled ones at or after `from` and before `to`, in the order of their time, at most `limit`.
std::vector<Summary> scheduled_between(store::Transaction& tx, Instant from, Instant to, int limit);
/// All that have this status, the newest first, from `offset` on, at most `limit`.
struct OfStatus {
    Status status = Status::published;
    std::string section;  // empty: any
};
std::vector<Summary> articles_of(store::Transaction& tx, const OfStatus& which, int offset,
                                 int limit);

/// Whether articles that were there before they could be found so are still to be looked at.
bool finding_has_gaps(store::Transaction& tx);
/// Looks at up to `limit` of them.
void fill_finding(store::Transaction& tx, std::size_t limit);

}  // namespace kolokol::content
