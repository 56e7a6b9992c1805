#pragma once
// Every text that a manuscript ever had. Kept small: each is packed against one that stands alone,
// so that reading any of them takes two rows at most.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "content/manuscript_fields.hpp"
#include "manuscripts/manuscript.hpp"
#include "store/transaction.hpp"

namespace kolokol::manuscripts {

struct Version {
    std::int64_t number = 0;                 // 1, 2, 3…
    std::optional<staff::AccountId> author;  // nobody: as it came from a folder
    Instant saved_at;
    std::int64_t words = 0;  // of the body
};

/// Every so many versions one stands alone.
constexpr std::int64_t versions_between = 64;
/// Of a manuscript's text, in bytes; what docs/formats/manuscript.md allows.
constexpr std::size_t longest_text = 2U << 20U;

/// The next version of this manuscript, whose newest and what lists show of it are noted. The
/// number. Refuses "manuscripts.too_long" where the text could not be handed in.
Result<std::int64_t> add_version(store::Transaction& tx, const ArticleId& id,
                                 const content::ManuscriptFields& fields,
                                 const std::optional<staff::AccountId>& author, Instant now);

/// Nothing where there is no such version. Throws std::runtime_error where it is damaged.
std::optional<content::ManuscriptFields> read_version(store::Transaction& tx, const ArticleId& id,
                                                      std::int64_t number);
std::optional<Version> find_version(store::Transaction& tx, const ArticleId& id,
                                    std::int64_t number);
/// The newest first, those before `before` (0: all), at most `limit`.
std::vector<Version> versions(store::Transaction& tx, const ArticleId& id, std::int64_t before,
                              int limit);
/// Whether all versions behind this one are this author's.
bool are_all_by(store::Transaction& tx, const ArticleId& id, std::int64_t behind,
                const staff::AccountId& author);

/// Versions of one author within a quarter of an hour, as people look for them.
struct Sitting {
    Version newest;
    std::int64_t oldest = 0;  // its number
    int saves = 1;
};
std::vector<Sitting> in_sittings(const std::vector<Version>& newest_first);

}  // namespace kolokol::manuscripts
