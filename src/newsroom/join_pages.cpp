#include "newsroom/pages.hpp"
#include "newsroom/proof.hpp"
#include "newsroom/sentences.hpp"
#include "staff/invitation.hpp"
#include "staff/keys.hpp"

namespace kolokol::newsroom {
namespace {

std::string purpose_of(const staff::Invitation& invitation) {
    return "join " + invitation.id.text();
}

http::Response invitation_page(const Visit& visit, const staff::Invitation& invitation,
                               const Problem* problem) {
    theme::List roles;
    for (const staff::Role role : invitation.roles.all())
        roles.emplace_back(visit.text(title_of(role)));
    Bytes handle = staff::handle_of_invitation(visit.tx(), invitation.id);
    std::string pseudonym = visit.sent("pseudonym");
    if (invitation.resets) {
        const auto account = staff::find_account(visit.tx(), *invitation.resets);
        if (!account || account->removed_at)
            return visit.refused({Kind::not_found, "staff.account_unknown", {}});
        handle = account->user_handle;
        pseudonym = account->pseudonym;
    }
    theme::Record model{{"token", visit.part(1)},
                        {"resets", invitation.resets.has_value()},
                        {"roles", std::move(roles)},
                        {"pseudonym", pseudonym},
                        {"handle", to_base64url(handle)},
                        {"question", question(visit, purpose_of(invitation))},
                        {"until", visit.time(invitation.expires_at)}};
    if (problem != nullptr) model.set("wrong", visit.text(sentence_of(*problem)));
    return visit.page("join", invitation.resets ? "New keys for your account" : "Join the newsroom",
                      std::move(model), problem == nullptr ? 200 : status_of(problem->kind));
}

Result<staff::AccountId> take_place(const Visit& visit, const staff::Invitation& invitation) {
    if (invitation.resets) {
        staff::drop_keys(visit.tx(), *invitation.resets);
        return *invitation.resets;
    }
    const auto account = staff::create_account(
        visit.tx(), visit.sent("pseudonym"), visit.language(), invitation.roles,
        staff::handle_of_invitation(visit.tx(), invitation.id), visit.now());
    if (!account) return refuse(account.error());
    return account->id;
}

}  // namespace

http::Response show_invitation(Visit& visit) {
    const auto invitation = staff::find_invitation(visit.tx(), visit.part(1), visit.now());
    if (!invitation) return visit.refused(invitation.error());
    return invitation_page(visit, *invitation, nullptr);
}

http::Response join(Visit& visit) {
    const auto invitation = staff::find_invitation(visit.tx(), visit.part(1), visit.now());
    if (!invitation) return visit.refused(invitation.error());
    const auto account = take_place(visit, *invitation);
    if (!account) return invitation_page(visit, *invitation, &account.error());
    if (const auto added = add_key_from_form(visit, *account, purpose_of(*invitation)); !added)
        return invitation_page(visit, *invitation, &added.error());
    staff::end_invitation(visit.tx(), invitation->id);
    staff::record(visit.tx(), *account, invitation->resets ? "staff.reset" : "staff.joined",
                  invitation->id.text(), visit.now());
    const auto begun = staff::begin_session(
        visit.tx(), *account,
        visit.sent("key_file").empty() ? staff::Way::passkey : staff::Way::key_file, visit.now());
    return with_session(Visit::see("/newsroom/account?new"), visit.host(), begun);
}

}  // namespace kolokol::newsroom
