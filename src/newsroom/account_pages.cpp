#include <algorithm>

#include "newsroom/pages.hpp"
#include "newsroom/proof.hpp"
#include "newsroom/sentences.hpp"
#include "staff/keys.hpp"

namespace kolokol::newsroom {
namespace {

/// Who has been in for longer comes in anew before keys are changed: a window left open is not
/// enough to lock its owner out.
constexpr std::chrono::milliseconds young = std::chrono::minutes(15);

bool may_change_keys(const Visit& visit) {
    return visit.now() - visit.session().begun_at < young;
}

std::string purpose_of(const Visit& visit) {
    return "add key " + visit.session().id.text();
}

theme::Record key_model(const Visit& visit, std::string_view kind, std::string_view id,
                        const std::string& name, Instant created_at,
                        const std::optional<Instant>& used_at) {
    theme::Record model{{"kind", kind},
                        {"passkey", kind == "passkey"},
                        {"id", id},
                        {"name", name},
                        {"created", visit.time(created_at)}};
    if (used_at) model.set("used", visit.time(*used_at));
    return model;
}

theme::List keys_model(const Visit& visit) {
    theme::List list;
    for (const staff::Passkey& key : staff::passkeys_of(visit.tx(), visit.account().id)) {
        auto model = key_model(visit, "passkey", to_base64url(key.id), key.name, key.created_at,
                               key.used_at);
        model.set("backed_up", key.backed_up);
        list.emplace_back(std::move(model));
    }
    for (const staff::KeyFile& key : staff::key_files_of(visit.tx(), visit.account().id))
        list.emplace_back(key_model(visit, "key_file", to_base64url(key.key.bytes), key.name,
                                    key.created_at, key.used_at));
    return list;
}

theme::List sessions_model(const Visit& visit) {
    theme::List list;
    for (const staff::Session& each :
         staff::sessions_of(visit.tx(), visit.account().id, visit.now()))
        list.emplace_back(theme::Record{{"id", each.id.text()},
                                        {"current", each.id == visit.session().id},
                                        {"passkey", each.way == staff::Way::passkey},
                                        {"key_file", each.way == staff::Way::key_file},
                                        {"recovery", each.way == staff::Way::recovery_code},
                                        {"begun", visit.time(each.begun_at)},
                                        {"seen", visit.time(each.seen_at)}});
    return list;
}

/// Keys that the new one must not stand beside on the same device: WebAuthn's excludeCredentials.
std::string known_passkeys(const Visit& visit) {
    std::string known;
    for (const staff::Passkey& key : staff::passkeys_of(visit.tx(), visit.account().id))
        known += (known.empty() ? "" : " ") + to_base64url(key.id);
    return known;
}

http::Response account_page(const Visit& visit, const std::vector<std::string>& codes,
                            const Problem* problem) {
    const int keys = staff::count_keys(visit.tx(), visit.account().id);
    const int left = staff::count_recovery_codes(visit.tx(), visit.account().id);
    theme::List shown(codes.begin(), codes.end());
    theme::Record model{{"keys", keys_model(visit)},
                        {"sessions", sessions_model(visit)},
                        {"codes_shown", !codes.empty()},
                        {"codes", std::move(shown)},
                        {"codes_left", left},
                        {"no_codes", left == 0},
                        {"one_key", keys == 1},
                        {"no_key", keys == 0},
                        {"recovering", visit.session().way == staff::Way::recovery_code},
                        {"young", may_change_keys(visit)},
                        {"pseudonym", visit.account().pseudonym},
                        {"handle", to_base64url(visit.account().user_handle)},
                        {"known", known_passkeys(visit)},
                        {"question", question(visit, purpose_of(visit))}};
    if (problem != nullptr) model.set("wrong", visit.text(sentence_of(*problem)));
    return visit.page("account", "Your keys and sessions", std::move(model),
                      problem == nullptr ? 200 : status_of(problem->kind));
}

http::Response too_old() {
    return Visit::see("/newsroom/enter?then=account");
}

http::Response back() {
    return Visit::see("/newsroom/account");
}

}  // namespace

http::Response show_account(Visit& visit) {
    return account_page(visit, {}, nullptr);
}

http::Response add_key(Visit& visit) {
    if (!may_change_keys(visit)) return too_old();
    if (const auto added = add_key_from_form(visit, visit.account().id, purpose_of(visit)); !added)
        return account_page(visit, {}, &added.error());
    visit.record("staff.key_added", visit.account().id.text());
    if (visit.session().way != staff::Way::recovery_code) return back();
    // a recovery code has done what it is for: from here on the new key opens
    staff::end_sessions(visit.tx(), visit.account().id);
    return without_session(Visit::see("/newsroom/enter"), visit.host());
}

http::Response remove_key(Visit& visit) {
    if (!may_change_keys(visit)) return too_old();
    const auto& account = visit.account().id;
    const std::string id = visit.sent("id");
    const auto removed =
        visit.sent("kind") == "passkey"
            ? staff::remove_passkey(visit.tx(), account, from_base64url(id).value_or(Bytes()))
            : staff::remove_key_file(visit.tx(), account, id);
    if (!removed) return account_page(visit, {}, &removed.error());
    visit.record("staff.key_removed", account.text());
    return back();
}

http::Response renew_codes(Visit& visit) {
    if (!may_change_keys(visit)) return too_old();
    const auto codes = staff::renew_recovery_codes(visit.tx(), visit.account().id);
    visit.record("staff.recovery_codes_renewed", visit.account().id.text());
    return account_page(visit, codes, nullptr);
}

http::Response end_session(Visit& visit) {
    staff::end_session(visit.tx(), visit.account().id, staff::SessionId(visit.sent("id")));
    return back();
}

http::Response end_other_sessions(Visit& visit) {
    staff::end_sessions(visit.tx(), visit.account().id, visit.session().id);
    return back();
}

http::Response choose_language(Visit& visit) {
    const auto language = Language::parse(visit.sent("language"));
    const auto& spoken = visit.desk().languages;
    if (language && std::find(spoken.begin(), spoken.end(), *language) != spoken.end())
        staff::set_language(visit.tx(), visit.account().id, *language);
    return back();
}

}  // namespace kolokol::newsroom
