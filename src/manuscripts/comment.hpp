#pragma once
// Remarks beside a text: about words that they quote, or about the whole; answered, and resolved.

#include <optional>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "base/result.hpp"
#include "manuscripts/manuscript.hpp"
#include "store/transaction.hpp"

namespace kolokol::manuscripts {

using CommentId = Id<struct CommentTag>;

struct Comment {
    CommentId id;
    std::optional<CommentId> answers;
    staff::AccountId author;
    Instant at;
    std::string quote;  // empty: about the whole
    std::string text;
    std::optional<Instant> resolved_at;
};

/// In bytes.
constexpr std::size_t longest_comment = 4000;
constexpr std::size_t longest_quote = 500;

struct Remark {
    std::string text;
    std::string quote;
    std::optional<CommentId> answers;
};
/// Refuses "manuscripts.remark_empty", "manuscripts.remark_too_long", "manuscripts.not_text",
/// "manuscripts.no_such_remark" (what it answers is another manuscript's, or an answer itself).
Outcome add_comment(store::Transaction& tx, const ArticleId& manuscript, const Remark& remark,
                    const staff::AccountId& author, Instant now);
/// With its answers. Refuses "manuscripts.no_such_remark".
Outcome resolve_comment(store::Transaction& tx, const ArticleId& manuscript, const CommentId& id,
                        Instant now);

/// In the order in which they were written, answers too; at most 500, the newest.
std::vector<Comment> comments(store::Transaction& tx, const ArticleId& manuscript);

}  // namespace kolokol::manuscripts
