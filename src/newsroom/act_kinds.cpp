#include "newsroom/act_kinds.hpp"

#include <nlohmann/json.hpp>

#include "base/log.hpp"
#include "staff/audit.hpp"
#include "staff/challenge.hpp"

namespace kolokol::newsroom {
namespace {

using nlohmann::json;

Outcome change_roles(store::Transaction& tx, const staff::Act& act, Instant) {
    const ActWords words = words_of(act);
    return staff::set_roles(tx, words.account, words.roles);
}

Outcome remove_person(store::Transaction& tx, const staff::Act& act, Instant now) {
    return staff::remove_account(tx, words_of(act).account, now);
}

Outcome carry_out(const Desk& desk, store::Transaction& tx, const staff::Act& act, Instant now) {
    const auto found = desk.executors.find(act.kind);
    if (found == desk.executors.end())
        return refuse(Kind::unavailable, "newsroom.unknown_act",
                      "this program does not know how to carry out " + act.kind);
    return found->second(tx, act, now);
}

/// What it did is kept exactly where the act is ended by it.
Outcome attempt(const Desk& desk, const staff::Act& act, Instant now) {
    auto tx = desk.database.begin();
    const Outcome outcome = carry_out(desk, tx, act, now);
    if (!outcome) return outcome;
    staff::end_act(tx, act.id, outcome, now);
    staff::record(tx, act.confirmed_by, "act.done", act.id.text(), now);
    tx.commit();
    return done();
}

void give_up(const Desk& desk, const staff::Act& act, const Outcome& outcome, Instant now) {
    auto tx = desk.database.begin();
    staff::end_act(tx, act.id, outcome, now);
    staff::record(tx, act.confirmed_by, "act.failed", act.id.text(), now);
    tx.commit();
    log::warning("act.failed", {{"kind", act.kind}, {"code", outcome.error().code}});
}

}  // namespace

std::string roles_argument(const staff::AccountId& account, const staff::Roles& roles) {
    return json{{"account", account.text()}, {"roles", roles.text()}}.dump();
}

std::string removal_argument(const staff::AccountId& account) {
    return json{{"account", account.text()}}.dump();
}

ActWords words_of(const staff::Act& act) {
    ActWords words;
    words.roles_change = act.kind == roles_act;
    words.removal = act.kind == removal_act;
    const auto argument = json::parse(act.argument, nullptr, false);
    if (!argument.is_object()) return words;
    words.account = staff::AccountId(argument.value("account", std::string()));
    if (const auto roles = staff::Roles::parse(argument.value("roles", std::string())))
        words.roles = *roles;
    return words;
}

std::map<std::string, Executor> staff_executors() {
    return {{std::string(roles_act), change_roles}, {std::string(removal_act), remove_person}};
}

void prepare(const Desk& desk) {
    auto tx = desk.database.begin();
    for (const char* name : {"challenges", "forms", "handles"})
        staff::newsroom_secret(tx, name);
    tx.commit();
}

int carry_out_ready_acts(const Desk& desk) {
    const Instant now = desk.clock.now();
    std::vector<staff::Act> ready;
    {
        auto tx = desk.database.read();
        ready = staff::ready_acts(tx, now);
    }
    for (const staff::Act& act : ready) {
        try {
            const Outcome outcome = attempt(desk, act, now);
            if (!outcome) give_up(desk, act, outcome, now);
        } catch (const std::exception& failure) {
            // It stays ready: a database that is busy is no reason to give an act up, and whoever's
            // request met it has done nothing wrong.
            log::error("act.not_carried_out", {{"kind", act.kind}, {"why", failure.what()}});
        }
    }
    return static_cast<int>(ready.size());
}

}  // namespace kolokol::newsroom
