#pragma once
// Sessions: a random token in a cookie of the newsroom's host, its digest in a row. Each request
// reads the row and the account anew, so that what was taken from somebody is gone with their next
// request.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/secret.hpp"
#include "staff/account.hpp"

namespace kolokol::staff {

using SessionId = Id<struct SessionTag>;

/// How somebody came in. A recovery code opens one door only: to add a new key.
enum class Way { passkey, key_file, recovery_code, demo };
std::string_view to_string(Way way);

struct SessionRules {
    /// Without a request.
    std::chrono::milliseconds idle = std::chrono::hours(2);
    /// From its beginning.
    std::chrono::milliseconds life = std::chrono::hours(12);
};

struct Session {
    SessionId id;
    AccountId account;
    Way way = Way::passkey;
    Instant begun_at;
    /// To the minute.
    Instant seen_at;
    Instant ends_at;
};

struct BegunSession {
    Session session;
    /// For the cookie: 43 characters of base64url.
    Secret token;
};
BegunSession begin_session(store::Transaction& tx, const AccountId& account, Way way, Instant now,
                           const SessionRules& rules = {});

/// Who asks, if the token is known, not over, and the account still works here.
struct Visitor {
    Account account;
    Session session;
};
std::optional<Visitor> find_visitor(store::Transaction& tx, std::string_view token, Instant now,
                                    const SessionRules& rules = {});
/// More than a minute since it was last noted: then note_visit is worth a write.
bool wants_note(const Session& session, Instant now);
void note_visit(store::Transaction& tx, const SessionId& id, Instant now);

/// Living ones, the newest first.
std::vector<Session> sessions_of(store::Transaction& tx, const AccountId& account, Instant now,
                                 const SessionRules& rules = {});
/// False where the account has no such session.
bool end_session(store::Transaction& tx, const AccountId& account, const SessionId& id);
/// All but `kept`; how many.
std::int64_t end_sessions(store::Transaction& tx, const AccountId& account,
                          const std::optional<SessionId>& kept = {});
/// Everybody comes in anew: after a restore, which would bring back what was ended since.
void end_every_session(store::Transaction& tx);
/// Forgets those that are over.
void sweep_sessions(store::Transaction& tx, Instant now, const SessionRules& rules = {});

/// What a form must carry besides the cookie: another site cannot read it. Bound to the session.
std::string form_token(store::Transaction& tx, const SessionId& id);
bool is_form_token(store::Transaction& tx, const SessionId& id, std::string_view token);

}  // namespace kolokol::staff
