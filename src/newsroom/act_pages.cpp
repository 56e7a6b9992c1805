#include <charconv>

#include "newsroom/act_kinds.hpp"
#include "newsroom/pages.hpp"
#include "newsroom/proof.hpp"
#include "newsroom/sentences.hpp"
#include "staff/audit.hpp"

namespace kolokol::newsroom {
namespace {

constexpr int acts_shown = 50;
constexpr int entries_shown = 100;

std::string purpose_of(const staff::Act& act) {
    return "confirm " + act.id.text();
}

std::string pseudonym_of(const Visit& visit, const staff::AccountId& id) {
    const auto account = staff::find_account(visit.tx(), id);
    return account ? account->pseudonym : std::string();
}

theme::Record act_model(const Visit& visit, const staff::Act& act) {
    const ActWords words = words_of(act);
    theme::List roles;
    for (const staff::Role role : words.roles.all())
        roles.emplace_back(visit.text(title_of(role)));
    const bool waiting = act.state == staff::ActState::waiting;
    theme::Record model{{"id", act.id.text()},
                        {"roles_change", words.roles_change},
                        {"removal", words.removal},
                        {"subject", pseudonym_of(visit, words.account)},
                        {"roles", std::move(roles)},
                        {"by", pseudonym_of(visit, act.proposed_by)},
                        {"at", visit.time(act.proposed_at)},
                        {"waiting", waiting},
                        {"done", act.state == staff::ActState::done},
                        {"failed", act.state == staff::ActState::failed},
                        {"taken_back", act.state == staff::ActState::taken_back},
                        {"own", act.proposed_by == visit.account().id}};
    if (waiting && act.ready_at) model.set("ready", visit.time(*act.ready_at));
    if (act.confirmed_by) model.set("confirmed_by", pseudonym_of(visit, *act.confirmed_by));
    if (act.state == staff::ActState::failed)
        model.set("failure", visit.text(sentence_of({Kind::conflict, act.failure, {}})));
    return model;
}

http::Response act_page(const Visit& visit, const staff::Act& act, const Problem* problem) {
    theme::Record model{{"act", act_model(visit, act)}};
    if (act.state == staff::ActState::waiting && act.proposed_by != visit.account().id &&
        visit.account().may(staff::Right::confirm))
        model.set("question", question(visit, purpose_of(act)));
    if (problem != nullptr) model.set("wrong", visit.text(sentence_of(*problem)));
    return visit.page("act", "An act that waits for a second person", std::move(model),
                      problem == nullptr ? 200 : status_of(problem->kind));
}

std::optional<staff::Act> asked_act(const Visit& visit) {
    return staff::find_act(visit.tx(), staff::ActId(std::string(visit.part(1))));
}

http::Response unknown(const Visit& visit) {
    return visit.refused({Kind::not_found, "staff.act_unknown", {}});
}

}  // namespace

http::Response show_acts(Visit& visit) {
    theme::List list;
    for (const staff::Act& act : staff::acts(visit.tx(), acts_shown))
        list.emplace_back(act_model(visit, act));
    return visit.page("acts", "Acts for two", {{"acts", std::move(list)}});
}

http::Response show_act(Visit& visit) {
    const auto act = asked_act(visit);
    return act ? act_page(visit, *act, nullptr) : unknown(visit);
}

http::Response confirm_act(Visit& visit) {
    const auto act = asked_act(visit);
    if (!act) return unknown(visit);
    if (const auto proof = prove_again(visit, purpose_of(*act)); !proof)
        return act_page(visit, *act, &proof.error());
    if (const auto confirmed = staff::confirm(visit.tx(), act->id, visit.account(), visit.now());
        !confirmed)
        return act_page(visit, *act, &confirmed.error());
    visit.record("act.confirmed", act->id.text());
    return Visit::see("/newsroom/acts/" + act->id.text());
}

http::Response take_back_act(Visit& visit) {
    const auto act = asked_act(visit);
    if (!act) return unknown(visit);
    if (const auto taken = staff::take_back(visit.tx(), act->id, visit.account(), visit.now());
        !taken)
        return act_page(visit, *act, &taken.error());
    visit.record("act.taken_back", act->id.text());
    return Visit::see("/newsroom/acts/" + act->id.text());
}

http::Response show_audit(Visit& visit) {
    std::optional<std::int64_t> before;
    const std::string asked = visit.asked("before");
    std::int64_t number = 0;
    if (std::from_chars(asked.data(), asked.data() + asked.size(), number).ec == std::errc())
        before = number;
    theme::List list;
    std::int64_t last = 0;
    const auto entries = staff::audit_entries(visit.tx(), entries_shown, before);
    for (const staff::AuditEntry& entry : entries) {
        list.emplace_back(
            theme::Record{{"seq", entry.seq},
                          {"at", visit.time(entry.at)},
                          {"who", entry.account ? pseudonym_of(visit, *entry.account) : ""},
                          {"act", entry.act},
                          {"subject", entry.subject}});
        last = entry.seq;
    }
    theme::Record model{{"entries", std::move(list)}};
    if (last > 1) model.set("older", "/newsroom/audit?before=" + std::to_string(last));
    return visit.page("audit", "Who did what", std::move(model));
}

}  // namespace kolokol::newsroom
