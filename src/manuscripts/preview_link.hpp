#pragma once
// A link that lets somebody without an account see one manuscript as a page, for a while. Only a
// hash of its token is kept.

#include <optional>
#include <string>
#include <string_view>

#include "base/secret.hpp"
#include "manuscripts/manuscript.hpp"
#include "store/transaction.hpp"

namespace kolokol::manuscripts {

constexpr std::chrono::hours preview_life = std::chrono::hours(24 * 7);

/// 43 characters of base64url: 32 random bytes. Those that ran out are dropped.
Secret make_preview_link(store::Transaction& tx, const ArticleId& manuscript,
                         const staff::AccountId& by, Instant now);
std::optional<ArticleId> previewed(store::Transaction& tx, std::string_view token, Instant now);
/// All links to this one are void.
void drop_preview_links(store::Transaction& tx, const ArticleId& manuscript);
/// Until when the last of them holds.
std::optional<Instant> previewed_until(store::Transaction& tx, const ArticleId& manuscript,
                                       Instant now);

}  // namespace kolokol::manuscripts
