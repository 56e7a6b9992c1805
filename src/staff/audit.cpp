#include "staff/audit.hpp"

#include <limits>

#include <fmt/format.h>

#include "crypto/digest.hpp"

namespace kolokol::staff {
namespace {

using store::Query;

constexpr Query take_number{"staff.audit_number", R"sql(
    UPDATE audit_head SET seq = seq + 1 WHERE id = 1 RETURNING seq, hash)sql"};
constexpr Query keep_hash{"staff.audit_hash", R"sql(
    UPDATE audit_head SET hash = $1 WHERE id = 1)sql"};
constexpr Query insert_entry{"staff.audit_insert", R"sql(
    INSERT INTO audit_entry (seq, at, account, act, subject, hash)
    VALUES ($1, $2, $3, $4, $5, $6))sql"};
constexpr Query select_newest{"staff.audit_newest", R"sql(
    SELECT seq, at, account, act, subject, hash FROM audit_entry
    WHERE seq < $1 ORDER BY seq DESC LIMIT $2)sql"};
constexpr Query select_all{"staff.audit_all", R"sql(
    SELECT seq, at, account, act, subject, hash FROM audit_entry ORDER BY seq)sql"};
constexpr Query select_head{"staff.audit_head", R"sql(
    SELECT seq, hash FROM audit_head WHERE id = 1)sql"};

AuditEntry read_entry(const store::Row& row) {
    AuditEntry entry{row.integer(0),           row.instant(1),           {},
                     std::string(row.text(3)), std::string(row.text(4)), std::string(row.text(5))};
    if (!row.is_null(2)) entry.account = AccountId(std::string(row.text(2)));
    return entry;
}

/// Each field with its length in front, so that no two entries read alike.
std::string hash_of(const AuditEntry& entry, std::string_view before) {
    const std::string account = entry.account ? entry.account->text() : std::string();
    return crypto::sha256(fmt::format("kolokol-audit-1\n{}\n{}\n{}\n{}:{}\n{}:{}\n{}:{}\n", before,
                                      entry.seq, to_millis(entry.at), account.size(), account,
                                      entry.act.size(), entry.act, entry.subject.size(),
                                      entry.subject))
        .hex();
}

tl::unexpected<Problem> broken_at(std::int64_t seq) {
    return refuse(Kind::conflict, "staff.audit_broken",
                  fmt::format("entry {} of the audit trail does not follow from the one before it: "
                              "somebody changed the trail in the database",
                              seq));
}

}  // namespace

void record(store::Transaction& tx, const std::optional<AccountId>& account, std::string_view act,
            std::string_view subject, Instant now) {
    AuditEntry entry;
    std::string before;
    tx.each(take_number, {}, [&](const store::Row& row) {
        entry.seq = row.integer(0);
        before = row.text(1);
    });
    entry.at = now;
    entry.account = account;
    entry.act = act;
    entry.subject = subject;
    entry.hash = hash_of(entry, before);
    tx.execute(insert_entry, {entry.seq, now, account ? store::Value(*account) : store::Value(),
                              entry.act, entry.subject, entry.hash});
    tx.execute(keep_hash, {entry.hash});
}

std::vector<AuditEntry> audit_entries(store::Transaction& tx, int limit,
                                      std::optional<std::int64_t> before) {
    const std::int64_t end = before.value_or(std::numeric_limits<std::int64_t>::max());
    return tx.all(select_newest, {end, limit}, read_entry);
}

Result<AuditHead> verify_audit(store::Transaction& tx) {
    AuditHead head;
    std::optional<std::int64_t> fault;
    tx.each(select_all, {}, [&](const store::Row& row) {
        if (fault) return;
        const AuditEntry entry = read_entry(row);
        if (entry.seq != head.entries + 1 || entry.hash != hash_of(entry, head.hash))
            fault = head.entries + 1;
        head = {entry.seq, entry.hash};
    });
    if (fault) return broken_at(*fault);
    const auto said = tx.first(select_head, {}, [](const store::Row& row) {
        return AuditHead{row.integer(0), std::string(row.text(1))};
    });
    if (!said || said->entries != head.entries || said->hash != head.hash)
        return broken_at(head.entries + 1);
    return head;
}

}  // namespace kolokol::staff
