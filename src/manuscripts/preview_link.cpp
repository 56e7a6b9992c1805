#include "manuscripts/preview_link.hpp"

#include "crypto/digest.hpp"
#include "crypto/random.hpp"

namespace kolokol::manuscripts {
namespace {

using store::Query;
using store::Row;

std::string hash_of(std::string_view token) {
    return crypto::sha256(token).hex();
}

}  // namespace

Secret make_preview_link(store::Transaction& tx, const ArticleId& manuscript,
                         const staff::AccountId& by, Instant now) {
    constexpr Query drop{"manuscripts.drop_old_previews",
                         "DELETE FROM preview_link WHERE manuscript = $1 AND expires_at <= $2"};
    constexpr Query add{"manuscripts.add_preview", R"sql(
        INSERT INTO preview_link (token_hash, manuscript, made_by, expires_at)
        VALUES ($1, $2, $3, $4))sql"};
    std::string token = crypto::random_token();
    tx.execute(drop, {manuscript, now});
    tx.execute(add, {hash_of(token), manuscript, by, now + preview_life});
    return Secret(std::move(token));
}

std::optional<ArticleId> previewed(store::Transaction& tx, std::string_view token, Instant now) {
    constexpr Query find{"manuscripts.previewed", R"sql(
        SELECT manuscript FROM preview_link WHERE token_hash = $1 AND expires_at > $2)sql"};
    return tx.first(find, {hash_of(token), now},
                    [](const Row& row) { return ArticleId(std::string(row.text(0))); });
}

void drop_preview_links(store::Transaction& tx, const ArticleId& manuscript) {
    constexpr Query drop{"manuscripts.drop_previews",
                         "DELETE FROM preview_link WHERE manuscript = $1"};
    tx.execute(drop, {manuscript});
}

std::optional<Instant> previewed_until(store::Transaction& tx, const ArticleId& manuscript,
                                       Instant now) {
    constexpr Query find{"manuscripts.previewed_until", R"sql(
        SELECT expires_at FROM preview_link WHERE manuscript = $1 AND expires_at > $2
        ORDER BY expires_at DESC LIMIT 1)sql"};
    return tx.first(find, {manuscript, now}, [](const Row& row) { return row.instant(0); });
}

}  // namespace kolokol::manuscripts
