#pragma once
// Working copies in the database: SQL and nothing else. All throw store::Failure when the database
// does not answer.

#include <optional>
#include <string>
#include <vector>

#include "manuscripts/manuscript.hpp"
#include "manuscripts/stage.hpp"
#include "store/transaction.hpp"

namespace kolokol::manuscripts {

std::optional<Manuscript> find_manuscript(store::Transaction& tx, const ArticleId& id);
/// A new one; its newest version is yet to be added.
void add_manuscript(store::Transaction& tx, const Manuscript& manuscript);
void place(store::Transaction& tx, const ArticleId& id, const Placed& placed, Instant now);
/// This version was handed to the press, and nothing is open.
void note_printed(store::Transaction& tx, const ArticleId& id, std::int64_t version, Instant now);
void set_lock(store::Transaction& tx, const ArticleId& id, const Lock& lock);

struct Which {
    std::optional<Stage> stage;
    std::optional<staff::AccountId> writer;
    std::optional<staff::AccountId> assigned;
    std::string section;  // empty: any
};
/// Those that were changed last come first, from `offset` on, at most `limit`.
std::vector<Manuscript> manuscripts(store::Transaction& tx, const Which& which, int offset,
                                    int limit);

}  // namespace kolokol::manuscripts
