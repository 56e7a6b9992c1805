#include "staff/act.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace kolokol::staff {
namespace {

using store::Query;
using store::Value;

constexpr std::array<std::pair<ActState, std::string_view>, 4> states{
    {{ActState::waiting, "waiting"},
     {ActState::done, "done"},
     {ActState::failed, "failed"},
     {ActState::taken_back, "taken_back"}}};

constexpr Query insert_act{"staff.insert_act", R"sql(
    INSERT INTO act (id, kind, argument, proposed_by, proposed_at, ready_at, state)
    VALUES ($1, $2, $3, $4, $5, $6, 'waiting'))sql"};
constexpr Query select_act{"staff.act", R"sql(
    SELECT id, kind, argument, proposed_by, proposed_at, confirmed_by, ready_at, state, failure,
           ended_at
    FROM act WHERE id = $1)sql"};
constexpr Query select_acts{"staff.acts", R"sql(
    SELECT id, kind, argument, proposed_by, proposed_at, confirmed_by, ready_at, state, failure,
           ended_at
    FROM act ORDER BY CASE state WHEN 'waiting' THEN 0 ELSE 1 END, id DESC LIMIT $1)sql"};
constexpr Query select_ready{"staff.ready_acts", R"sql(
    SELECT id, kind, argument, proposed_by, proposed_at, confirmed_by, ready_at, state, failure,
           ended_at
    FROM act WHERE state = 'waiting' AND ready_at <= $1 ORDER BY id)sql"};
constexpr Query update_confirmed{"staff.confirm_act", R"sql(
    UPDATE act SET confirmed_by = $2, ready_at = $3 WHERE id = $1 AND state = 'waiting')sql"};
constexpr Query update_ended{"staff.end_act", R"sql(
    UPDATE act SET state = $2, failure = $3, ended_at = $4
    WHERE id = $1 AND state = 'waiting')sql"};

Act read_act(const store::Row& row) {
    Act act;
    act.id = ActId(std::string(row.text(0)));
    act.kind = row.text(1);
    act.argument = row.text(2);
    act.proposed_by = AccountId(std::string(row.text(3)));
    act.proposed_at = row.instant(4);
    if (!row.is_null(5)) act.confirmed_by = AccountId(std::string(row.text(5)));
    act.ready_at = row.optional_instant(6);
    for (const auto& [state, name] : states)
        if (name == row.text(7)) act.state = state;
    act.failure = row.text(8);
    act.ended_at = row.optional_instant(9);
    return act;
}

bool another_could_confirm(store::Transaction& tx, const AccountId& than) {
    const auto all = accounts(tx);
    return std::any_of(all.begin(), all.end(),
                       [&](const Account& it) { return it.id != than && it.may(Right::confirm); });
}

Result<Act> waiting_act(store::Transaction& tx, const ActId& id) {
    auto act = find_act(tx, id);
    if (!act) return refuse(Kind::not_found, "staff.act_unknown", "there is no such act");
    if (act->state != ActState::waiting)
        return refuse(Kind::conflict, "staff.act_ended",
                      "it has been carried out or taken back in the meantime");
    return *act;
}

tl::unexpected<Problem> not_allowed() {
    return refuse(Kind::forbidden, "staff.not_allowed",
                  "only publishers and operators confirm dangerous acts");
}

}  // namespace

Act propose(store::Transaction& tx, std::string_view kind, std::string_view argument,
            const AccountId& by, Instant now) {
    Act act;
    act.id = ActId::make(now);
    act.kind = kind;
    act.argument = argument;
    act.proposed_by = by;
    act.proposed_at = now;
    if (!another_could_confirm(tx, by)) act.ready_at = now + lonely_wait;
    tx.execute(insert_act,
               {act.id, kind, argument, by, now, act.ready_at ? Value(*act.ready_at) : Value()});
    return act;
}

std::optional<Act> find_act(store::Transaction& tx, const ActId& id) {
    return tx.first(select_act, {id}, read_act);
}

std::vector<Act> acts(store::Transaction& tx, int limit) {
    return tx.all(select_acts, {limit}, read_act);
}

Outcome confirm(store::Transaction& tx, const ActId& id, const Account& by, Instant now) {
    const auto act = waiting_act(tx, id);
    if (!act) return refuse(act.error());
    if (!by.may(Right::confirm)) return not_allowed();
    if (act->proposed_by == by.id)
        return refuse(Kind::forbidden, "staff.act_own",
                      "it was you who asked for it: another person confirms it");
    tx.execute(update_confirmed, {id, by.id, now});
    return done();
}

Outcome take_back(store::Transaction& tx, const ActId& id, const Account& by, Instant now) {
    const auto act = waiting_act(tx, id);
    if (!act) return refuse(act.error());
    if (act->proposed_by != by.id && !by.may(Right::confirm)) return not_allowed();
    tx.execute(update_ended, {id, "taken_back", Value(), now});
    return done();
}

std::vector<Act> ready_acts(store::Transaction& tx, Instant now) {
    return tx.all(select_ready, {now}, read_act);
}

void end_act(store::Transaction& tx, const ActId& id, const Outcome& outcome, Instant now) {
    tx.execute(update_ended, {id, outcome ? "done" : "failed",
                              outcome ? Value() : Value(outcome.error().code), now});
}

}  // namespace kolokol::staff
