#include "staff/invitation.hpp"

#include "crypto/digest.hpp"
#include "crypto/random.hpp"
#include "staff/challenge.hpp"

namespace kolokol::staff {
namespace {

using store::Query;
using store::Value;

constexpr Query insert_invitation{"staff.insert_invitation", R"sql(
    INSERT INTO invitation (id, token_hash, roles, resets, invited_by, expires_at)
    VALUES ($1, $2, $3, $4, $5, $6))sql"};
constexpr Query select_by_token{"staff.invitation_by_token", R"sql(
    SELECT id, roles, resets, invited_by, expires_at FROM invitation WHERE token_hash = $1)sql"};
constexpr Query select_open{"staff.invitations", R"sql(
    SELECT id, roles, resets, invited_by, expires_at FROM invitation
    WHERE expires_at > $1 ORDER BY id DESC)sql"};
constexpr Query delete_one{"staff.end_invitation", R"sql(
    DELETE FROM invitation WHERE id = $1)sql"};

Invitation read_invitation(const store::Row& row) {
    Invitation invitation;
    invitation.id = InvitationId(std::string(row.text(0)));
    if (const auto roles = Roles::parse(row.text(1))) invitation.roles = *roles;
    if (!row.is_null(2)) invitation.resets = AccountId(std::string(row.text(2)));
    if (!row.is_null(3)) invitation.invited_by = AccountId(std::string(row.text(3)));
    invitation.expires_at = row.instant(4);
    return invitation;
}

Value id_or_null(const std::optional<AccountId>& id) {
    return id ? Value(*id) : Value();
}

SentInvitation put_down(store::Transaction& tx, Invitation invitation) {
    const std::string token = crypto::random_token();
    tx.execute(insert_invitation, {invitation.id, crypto::sha256(token).hex(),
                                   invitation.roles.text(), id_or_null(invitation.resets),
                                   id_or_null(invitation.invited_by), invitation.expires_at});
    return {std::move(invitation), Secret(token)};
}

}  // namespace

SentInvitation invite(store::Transaction& tx, const Roles& roles,
                      const std::optional<AccountId>& invited_by, Instant now) {
    return put_down(
        tx, {InvitationId::make(now), roles, std::nullopt, invited_by, now + invitation_life});
}

Result<SentInvitation> invite_to_reset(store::Transaction& tx, const AccountId& account,
                                       const std::optional<AccountId>& invited_by, Instant now) {
    const auto found = find_account(tx, account);
    if (!found || found->removed_at)
        return refuse(Kind::not_found, "staff.account_unknown",
                      "nobody of that id works here; see kolokol staff list");
    return put_down(tx,
                    {InvitationId::make(now), Roles(), account, invited_by, now + invitation_life});
}

Result<Invitation> find_invitation(store::Transaction& tx, std::string_view token, Instant now) {
    auto found = tx.first(select_by_token, {crypto::sha256(token).hex()}, read_invitation);
    if (!found)
        return refuse(
            Kind::not_found, "staff.invitation_unknown",
            "that invitation has been used or taken back, or its link is cut off; ask for "
            "a new one");
    if (found->expires_at <= now)
        return refuse(Kind::not_found, "staff.invitation_over",
                      "that invitation is over; ask for a new one");
    return *found;
}

Bytes handle_of_invitation(store::Transaction& tx, const InvitationId& id) {
    return crypto::keyed_hash(Secret(newsroom_secret(tx, "handles")), id.text());
}

std::string invitation_link(std::string_view origin, std::string_view token) {
    return std::string(origin).append("/newsroom/join/").append(token);
}

std::vector<Invitation> invitations(store::Transaction& tx, Instant now) {
    return tx.all(select_open, {now}, read_invitation);
}

bool end_invitation(store::Transaction& tx, const InvitationId& id) {
    return tx.execute(delete_one, {id}) == 1;
}

}  // namespace kolokol::staff
