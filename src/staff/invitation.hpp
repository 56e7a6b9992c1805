#pragma once
// One-time links: to join the newsroom, or to get new keys for an account that lost all of them.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/secret.hpp"
#include "staff/account.hpp"

namespace kolokol::staff {

using InvitationId = Id<struct InvitationTag>;

constexpr std::chrono::milliseconds invitation_life = std::chrono::hours(72);

struct Invitation {
    InvitationId id;
    /// Of the account that it will make; empty where it resets one.
    Roles roles;
    /// Whose keys it replaces.
    std::optional<AccountId> resets;
    /// Nobody: the terminal.
    std::optional<AccountId> invited_by;
    Instant expires_at;
};

struct SentInvitation {
    Invitation invitation;
    /// The last part of the link: 43 characters of base64url. Kept as its digest only.
    Secret token;
};

SentInvitation invite(store::Transaction& tx, const Roles& roles,
                      const std::optional<AccountId>& invited_by, Instant now);
/// Until the link is used the account keeps what it has. Refuses "staff.account_unknown".
Result<SentInvitation> invite_to_reset(store::Transaction& tx, const AccountId& account,
                                       const std::optional<AccountId>& invited_by, Instant now);

/// Refuses "staff.invitation_unknown" (used, taken back, or cut off by a mail program) and
/// "staff.invitation_over".
Result<Invitation> find_invitation(store::Transaction& tx, std::string_view token, Instant now);
/// The user_handle of the account that it will make. A browser makes a passkey for a handle, so
/// page and answer must agree on one before there is an account.
Bytes handle_of_invitation(store::Transaction& tx, const InvitationId& id);
/// "https://newsroom.example.org/newsroom/join/TOKEN"
std::string invitation_link(std::string_view origin, std::string_view token);

/// Open ones, the newest first.
std::vector<Invitation> invitations(store::Transaction& tx, Instant now);
/// Used, or taken back. False where there was none.
bool end_invitation(store::Transaction& tx, const InvitationId& id);

}  // namespace kolokol::staff
