#pragma once
// Who did what, as a chain: each entry's hash covers the one before it, so that an entry which was
// changed or taken out is noticed. No address of a machine, and no name: accounts by their id.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "staff/account.hpp"

namespace kolokol::staff {

struct AuditEntry {
    /// 1, 2, 3…
    std::int64_t seq = 0;
    Instant at;
    /// Nobody: the terminal, or the program by itself.
    std::optional<AccountId> account;
    /// "article.published", "staff.invited"…
    std::string act;
    /// Id or address of what it was done to; may be empty.
    std::string subject;
    /// SHA-256, hexadecimal; docs/formats/audit.md says of which bytes.
    std::string hash;
};

/// Written in the transaction of what it tells of: one is kept exactly when the other is.
void record(store::Transaction& tx, const std::optional<AccountId>& account, std::string_view act,
            std::string_view subject, Instant now);

/// The newest first, at most `limit`, older than `before` (a seq) where that is given.
std::vector<AuditEntry> audit_entries(store::Transaction& tx, int limit,
                                      std::optional<std::int64_t> before = {});

struct AuditHead {
    std::int64_t entries = 0;
    std::string hash;
};
/// Walks the whole chain. Refuses "staff.audit_broken", naming the first entry that does not fit.
Result<AuditHead> verify_audit(store::Transaction& tx);

}  // namespace kolokol::staff
