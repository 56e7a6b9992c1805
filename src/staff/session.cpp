#include "staff/session.hpp"

#include <array>
#include <utility>

#include "crypto/digest.hpp"
#include "crypto/random.hpp"
#include "staff/challenge.hpp"

namespace kolokol::staff {
namespace {

using store::Query;

constexpr std::array<std::pair<Way, std::string_view>, 4> ways{
    {{Way::passkey, "passkey"},
     {Way::key_file, "key_file"},
     {Way::recovery_code, "recovery_code"},
     {Way::demo, "demo"}}};

constexpr Query insert_session{"staff.insert_session", R"sql(
    INSERT INTO staff_session (id, token_hash, account, way, begun_at, seen_at, ends_at)
    VALUES ($1, $2, $3, $4, $5, $5, $6))sql"};
constexpr Query select_by_token{"staff.session_by_token", R"sql(
    SELECT id, account, way, begun_at, seen_at, ends_at FROM staff_session
    WHERE token_hash = $1 AND ends_at > $2 AND seen_at > $3)sql"};
constexpr Query select_of_account{"staff.sessions_of", R"sql(
    SELECT id, account, way, begun_at, seen_at, ends_at FROM staff_session
    WHERE account = $1 AND ends_at > $2 AND seen_at > $3 ORDER BY begun_at DESC, id DESC)sql"};
constexpr Query update_seen{"staff.see_session", R"sql(
    UPDATE staff_session SET seen_at = $2 WHERE id = $1)sql"};
constexpr Query delete_one{"staff.end_session", R"sql(
    DELETE FROM staff_session WHERE id = $1 AND account = $2)sql"};
constexpr Query delete_others{"staff.end_sessions", R"sql(
    DELETE FROM staff_session WHERE account = $1 AND id <> $2)sql"};
constexpr Query delete_all{"staff.end_every_session", "DELETE FROM staff_session"};
constexpr Query delete_over{"staff.sweep_sessions", R"sql(
    DELETE FROM staff_session WHERE ends_at <= $1 OR seen_at <= $2)sql"};

Session read_session(const store::Row& row) {
    Session session;
    session.id = SessionId(std::string(row.text(0)));
    session.account = AccountId(std::string(row.text(1)));
    for (const auto& [way, name] : ways)
        if (name == row.text(2)) session.way = way;
    session.begun_at = row.instant(3);
    session.seen_at = row.instant(4);
    session.ends_at = row.instant(5);
    return session;
}

}  // namespace

std::string_view to_string(Way way) {
    return ways.at(static_cast<std::size_t>(way)).second;
}

BegunSession begin_session(store::Transaction& tx, const AccountId& account, Way way, Instant now,
                           const SessionRules& rules) {
    const std::string token = crypto::random_token();
    Session session{SessionId::make(now), account, way, now, now, now + rules.life};
    tx.execute(insert_session, {session.id, crypto::sha256(token).hex(), account, to_string(way),
                                now, session.ends_at});
    return {std::move(session), Secret(token)};
}

std::optional<Visitor> find_visitor(store::Transaction& tx, std::string_view token, Instant now,
                                    const SessionRules& rules) {
    auto session = tx.first(select_by_token, {crypto::sha256(token).hex(), now, now - rules.idle},
                            read_session);
    if (!session) return std::nullopt;
    auto account = find_account(tx, session->account);
    if (!account || account->removed_at) return std::nullopt;
    return Visitor{std::move(*account), std::move(*session)};
}

bool wants_note(const Session& session, Instant now) {
    return now - session.seen_at >= std::chrono::minutes(1);
}

void note_visit(store::Transaction& tx, const SessionId& id, Instant now) {
    tx.execute(update_seen, {id, now});
}

std::vector<Session> sessions_of(store::Transaction& tx, const AccountId& account, Instant now,
                                 const SessionRules& rules) {
    return tx.all(select_of_account, {account, now, now - rules.idle}, read_session);
}

bool end_session(store::Transaction& tx, const AccountId& account, const SessionId& id) {
    return tx.execute(delete_one, {id, account}) == 1;
}

std::int64_t end_sessions(store::Transaction& tx, const AccountId& account,
                          const std::optional<SessionId>& kept) {
    return tx.execute(delete_others, {account, kept ? kept->text() : std::string()});
}

void end_every_session(store::Transaction& tx) {
    tx.execute(delete_all);
}

void sweep_sessions(store::Transaction& tx, Instant now, const SessionRules& rules) {
    tx.execute(delete_over, {now, now - rules.idle});
}

std::string form_token(store::Transaction& tx, const SessionId& id) {
    return to_base64url(crypto::keyed_hash(Secret(newsroom_secret(tx, "forms")), id.text()));
}

bool is_form_token(store::Transaction& tx, const SessionId& id, std::string_view token) {
    return crypto::equal_in_constant_time(form_token(tx, id), token);
}

}  // namespace kolokol::staff
