#include "manuscripts/comment.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace kolokol::manuscripts {
namespace {

using store::Query;
using store::Row;

bool is_plain(std::string_view text) {
    return is_utf8(text) && text.find('\0') == text.npos;
}

bool is_first_of(store::Transaction& tx, const ArticleId& manuscript, const CommentId& id) {
    constexpr Query find{"manuscripts.find_remark", R"sql(
        SELECT 1 FROM manuscript_comment
        WHERE id = $1 AND manuscript = $2 AND answers IS NULL)sql"};
    return tx.exists(find, {id, manuscript});
}

}  // namespace

Outcome add_comment(store::Transaction& tx, const ArticleId& manuscript, const Remark& remark,
                    const staff::AccountId& author, Instant now) {
    constexpr Query add{"manuscripts.add_comment", R"sql(
        INSERT INTO manuscript_comment (id, manuscript, answers, author, at, quote, text)
        VALUES ($1, $2, $3, $4, $5, $6, $7))sql"};
    const std::string_view text = trim(remark.text);
    const std::string_view quote = trim(remark.quote);
    if (text.empty()) return refuse(Kind::invalid, "manuscripts.remark_empty");
    if (text.size() > longest_comment || quote.size() > longest_quote)
        return refuse(Kind::invalid, "manuscripts.remark_too_long");
    if (!is_plain(text) || !is_plain(quote)) return refuse(Kind::invalid, "manuscripts.not_text");
    if (remark.answers && !is_first_of(tx, manuscript, *remark.answers))
        return refuse(Kind::not_found, "manuscripts.no_such_remark");
    tx.execute(add, {CommentId::make(now), manuscript, remark.answers, author, now, quote, text});
    return done();
}

Outcome resolve_comment(store::Transaction& tx, const ArticleId& manuscript, const CommentId& id,
                        Instant now) {
    constexpr Query resolve{"manuscripts.resolve_comment", R"sql(
        UPDATE manuscript_comment SET resolved_at = $3
        WHERE manuscript = $1 AND resolved_at IS NULL AND (id = $2 OR answers = $2))sql"};
    if (tx.execute(resolve, {manuscript, id, now}) == 0)
        return refuse(Kind::not_found, "manuscripts.no_such_remark");
    return done();
}

std::vector<Comment> comments(store::Transaction& tx, const ArticleId& manuscript) {
    constexpr Query find{"manuscripts.comments", R"sql(
        SELECT id, answers, author, at, quote, text, resolved_at FROM manuscript_comment
        WHERE manuscript = $1 ORDER BY at DESC, id DESC LIMIT 500)sql"};
    auto found = tx.all(find, {manuscript}, [](const Row& row) {
        Comment comment;
        comment.id = CommentId(std::string(row.text(0)));
        if (!row.is_null(1)) comment.answers = CommentId(std::string(row.text(1)));
        comment.author = staff::AccountId(std::string(row.text(2)));
        comment.at = row.instant(3);
        comment.quote = row.text(4);
        comment.text = row.text(5);
        comment.resolved_at = row.optional_instant(6);
        return comment;
    });
    std::reverse(found.begin(), found.end());
    return found;
}

}  // namespace kolokol::manuscripts
