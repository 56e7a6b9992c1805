#include <fmt/format.h>

#include "newsroom/act_kinds.hpp"
#include "newsroom/pages.hpp"
#include "newsroom/sentences.hpp"
#include "staff/invitation.hpp"

namespace kolokol::newsroom {
namespace {

/// What one person may hand out alone. Everything else is a change of roles, which waits for a
/// second person.
bool is_handed_out_freely(staff::Role role) {
    return role == staff::Role::reporter || role == staff::Role::editor;
}

theme::List roles_model(const Visit& visit, const staff::Roles& held, bool only_free) {
    theme::List list;
    for (const staff::Role role : staff::all_roles)
        if (!only_free || is_handed_out_freely(role))
            list.emplace_back(theme::Record{{"value", staff::to_string(role)},
                                            {"name", visit.text(title_of(role))},
                                            {"held", held.has(role)}});
    return list;
}

theme::List people_model(const Visit& visit) {
    theme::List list;
    for (const staff::Account& account : staff::accounts(visit.tx()))
        list.emplace_back(theme::Record{{"id", account.id.text()},
                                        {"pseudonym", account.pseudonym},
                                        {"self", account.id == visit.account().id},
                                        {"since", visit.time(account.created_at)},
                                        {"roles", roles_model(visit, account.roles, false)}});
    return list;
}

theme::List invitations_model(const Visit& visit) {
    theme::List list;
    for (const staff::Invitation& each : staff::invitations(visit.tx(), visit.now())) {
        theme::List roles;
        for (const staff::Role role : each.roles.all())
            roles.emplace_back(visit.text(title_of(role)));
        list.emplace_back(theme::Record{{"id", each.id.text()},
                                        {"resets", each.resets.has_value()},
                                        {"roles", std::move(roles)},
                                        {"until", visit.time(each.expires_at)}});
    }
    return list;
}

http::Response people_page(const Visit& visit, std::string link, const Problem* problem) {
    theme::List open = invitations_model(visit);
    theme::Record model{{"people", people_model(visit)},
                        {"has_invitations", !open.empty()},
                        {"invitations", std::move(open)},
                        {"free_roles", roles_model(visit, {staff::Role::reporter}, true)},
                        {"link", std::move(link)}};
    if (problem != nullptr) model.set("wrong", visit.text(sentence_of(*problem)));
    return visit.page("people", "People", std::move(model),
                      problem == nullptr ? 200 : status_of(problem->kind));
}

/// Each role is a box of its own.
Result<staff::Roles> sent_roles(const Visit& visit, bool only_free) {
    staff::Roles roles;
    for (const staff::Role role : staff::all_roles)
        if (!visit.sent("role_" + std::string(staff::to_string(role))).empty()) {
            if (only_free && !is_handed_out_freely(role))
                return refuse(Kind::forbidden, "staff.not_allowed");
            roles.add(role);
        }
    if (roles.empty()) return refuse(Kind::invalid, "staff.no_role");
    return roles;
}

http::Response ask_for(Visit& visit, std::string_view kind, const std::string& argument,
                       std::string_view subject) {
    const auto act = staff::propose(visit.tx(), kind, argument, visit.account().id, visit.now());
    visit.record("act.proposed", fmt::format("{} {}", kind, subject));
    return Visit::see("/newsroom/acts/" + act.id.text());
}

}  // namespace

http::Response show_people(Visit& visit) {
    return people_page(visit, {}, nullptr);
}

http::Response invite(Visit& visit) {
    const auto roles = sent_roles(visit, true);
    if (!roles) return people_page(visit, {}, &roles.error());
    const auto sent = staff::invite(visit.tx(), *roles, visit.account().id, visit.now());
    visit.record("staff.invited", sent.invitation.id.text());
    return people_page(visit, staff::invitation_link(visit.link_origin(), sent.token.expose()),
                       nullptr);
}

http::Response take_back_invitation(Visit& visit) {
    const staff::InvitationId id(visit.sent("id"));
    if (staff::end_invitation(visit.tx(), id))
        visit.record("staff.invitation_taken_back", id.text());
    return Visit::see("/newsroom/people");
}

http::Response ask_for_roles(Visit& visit) {
    const staff::AccountId id(std::string(visit.part(1)));
    const auto account = staff::find_account(visit.tx(), id);
    if (!account || account->removed_at)
        return visit.refused({Kind::not_found, "staff.account_unknown", {}});
    const auto roles = sent_roles(visit, false);
    if (!roles) return people_page(visit, {}, &roles.error());
    if (*roles == account->roles) return Visit::see("/newsroom/people");
    return ask_for(visit, roles_act, roles_argument(id, *roles), id.text());
}

http::Response ask_for_removal(Visit& visit) {
    const staff::AccountId id(std::string(visit.part(1)));
    const auto account = staff::find_account(visit.tx(), id);
    if (!account || account->removed_at)
        return visit.refused({Kind::not_found, "staff.account_unknown", {}});
    return ask_for(visit, removal_act, removal_argument(id), id.text());
}

}  // namespace kolokol::newsroom
