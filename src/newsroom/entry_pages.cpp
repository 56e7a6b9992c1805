#include "newsroom/pages.hpp"
#include "newsroom/proof.hpp"
#include "newsroom/sentences.hpp"
#include "staff/keys.hpp"

namespace kolokol::newsroom {
namespace {

constexpr std::string_view purpose = "enter";

http::Response begin(Visit& visit, const staff::AccountId& account, staff::Way way,
                     std::string path) {
    const auto begun = staff::begin_session(visit.tx(), account, way, visit.now());
    staff::sweep_sessions(visit.tx(), visit.now());
    staff::record(visit.tx(), account, "staff.entered", staff::to_string(way), visit.now());
    return with_session(Visit::see(std::move(path)), visit.host(), begun);
}

theme::List demo_accounts(const Visit& visit) {
    theme::List list;
    for (const staff::Account& account : staff::accounts(visit.tx())) {
        theme::List roles;
        for (const staff::Role role : account.roles.all())
            roles.emplace_back(visit.text(title_of(role)));
        list.emplace_back(theme::Record{{"id", account.id.text()},
                                        {"pseudonym", account.pseudonym},
                                        {"roles", std::move(roles)}});
    }
    return list;
}

http::Response entry_page(const Visit& visit, const Problem* problem, int status) {
    theme::Record model{{"question", question(visit, purpose)},
                        {"again", visit.visitor().has_value()}};
    if (problem != nullptr) model.set("wrong", visit.text(sentence_of(*problem)));
    if (visit.desk().demo) model.set("accounts", demo_accounts(visit));
    return visit.page("enter", "Come in", std::move(model), status);
}

}  // namespace

http::Response show_entry(Visit& visit) {
    return entry_page(visit, nullptr, 200);
}

http::Response enter(Visit& visit) {
    const auto proof = prove(visit, purpose);
    if (!proof) return entry_page(visit, &proof.error(), status_of(proof.error().kind));
    // who was in already comes in anew: to change keys, a session must be young
    if (visit.visitor()) staff::end_session(visit.tx(), visit.account().id, visit.session().id);
    return begin(visit, proof->account, proof->way,
                 visit.sent("then") == "account" ? "/newsroom/account" : "/newsroom/");
}

http::Response show_key_file_entry(Visit& visit) {
    return visit.page("enter_key_file", "Come in with a key file",
                      {{"challenge", visit.asked("challenge")}, {"answer", visit.asked("answer")}});
}

http::Response show_recovery(Visit& visit) {
    return visit.page("recover", "Come in with a recovery code", {});
}

http::Response recover(Visit& visit) {
    const auto account = staff::spend_recovery_code(visit.tx(), visit.sent("code"));
    if (!account)
        return visit.page("recover", "Come in with a recovery code",
                          {{"wrong", visit.text(sentence_of(account.error()))}},
                          status_of(account.error().kind));
    return begin(visit, *account, staff::Way::recovery_code, "/newsroom/account");
}

http::Response enter_demo(Visit& visit) {
    const auto account = staff::find_account(visit.tx(), staff::AccountId(visit.sent("account")));
    if (!account || account->removed_at)
        return visit.refused({Kind::not_found, "staff.account_unknown", {}});
    return begin(visit, account->id, staff::Way::demo, "/newsroom/");
}

http::Response leave(Visit& visit) {
    staff::end_session(visit.tx(), visit.account().id, visit.session().id);
    // pictures that the browser kept for the session (Clear Site Data, section 3.1)
    return without_session(Visit::see("/newsroom/enter").with("Clear-Site-Data", "\"cache\""),
                           visit.host());
}

}  // namespace kolokol::newsroom
