#include "newsroom/routes.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/log.hpp"
#include "newsroom/pages.hpp"
#include "newsroom/sentences.hpp"

namespace kolokol::newsroom {
namespace {

using http::Method;
using http::Request;
using http::Response;
using staff::Right;

/// Who may ask for a page.
struct Who {
    enum class Kind { anybody, recovering, staff, right } kind = Kind::staff;
    Right right = Right::write;
};
constexpr Who anybody{Who::Kind::anybody, {}};
/// Also those who came in by a recovery code.
constexpr Who recovering{Who::Kind::recovering, {}};
constexpr Who everyone{Who::Kind::staff, {}};
constexpr Who with(Right right) {
    return {Who::Kind::right, right};
}

struct Address {
    Method method;
    std::string_view path;
    Who who;
    Response (*page)(Visit&);
    std::size_t longest = 256U << 10U;  // of a form, in bytes
    /// A form with a file: refused before its body is read where somebody may not send it. Its page
    /// opens the transaction that it writes in by itself, once it has looked at the file.
    bool with_file = false;
};

/// More than the shelf takes, so that the shelf says what is too large.
constexpr std::size_t longest_file = 64U << 20U;
/// For it to arrive, also through Tor.
constexpr std::chrono::minutes file_time{10};
/// A text of docs/formats/manuscript.md's length, each letter of which may be sent as "%D0%AF".
constexpr std::size_t longest_manuscript = 3U << 20U;

constexpr Address addresses[] = {
    {Method::get, "/newsroom/", everyone, home},

    {Method::get, "/newsroom/enter", anybody, show_entry},
    {Method::post, "/newsroom/enter", anybody, enter},
    {Method::get, "/newsroom/enter/key-file", anybody, show_key_file_entry},
    {Method::get, "/newsroom/enter/recovery", anybody, show_recovery},
    {Method::post, "/newsroom/enter/recovery", anybody, recover},
    {Method::post, "/newsroom/leave", recovering, leave},
    {Method::get, "/newsroom/join/*", anybody, show_invitation},
    {Method::post, "/newsroom/join/*", anybody, join},

    {Method::get, "/newsroom/account", recovering, show_account},
    {Method::post, "/newsroom/account/keys", recovering, add_key},
    {Method::post, "/newsroom/account/keys/remove", everyone, remove_key},
    {Method::post, "/newsroom/account/codes", everyone, renew_codes},
    {Method::post, "/newsroom/account/sessions/end", everyone, end_session},
    {Method::post, "/newsroom/account/sessions/end-others", everyone, end_other_sessions},
    {Method::post, "/newsroom/account/language", everyone, choose_language},

    {Method::get, "/newsroom/pictures", with(Right::write), show_pictures},
    {Method::post, "/newsroom/pictures", with(Right::write), add_picture, longest_file, true},
    {Method::get, "/newsroom/pictures/*/small", with(Right::write), show_small_picture},
    {Method::get, "/newsroom/pictures/*/large", with(Right::write), show_large_picture},
    {Method::post, "/newsroom/pictures/*/texts", with(Right::write), describe_picture},
    {Method::post, "/newsroom/pictures/*/replace", with(Right::write), replace_picture,
     longest_file, true},
    {Method::post, "/newsroom/pictures/*/remove", with(Right::write), remove_picture},
    {Method::get, "/newsroom/pictures/*", with(Right::write), show_picture},
    {Method::get, "/newsroom/articles", with(Right::write), show_articles},
    {Method::post, "/newsroom/articles", with(Right::write), begin_article},
    {Method::post, "/newsroom/articles/*/save", with(Right::write), save_article,
     longest_manuscript},
    {Method::post, "/newsroom/articles/*/autosave", with(Right::write), autosave_article,
     longest_manuscript},
    {Method::post, "/newsroom/articles/*/stage", with(Right::write), move_article},
    {Method::get, "/newsroom/articles/*/publish", with(Right::publish), show_publishing},
    {Method::post, "/newsroom/articles/*/publish", with(Right::publish), publish_article},
    {Method::post, "/newsroom/articles/*/schedule", with(Right::publish), schedule_article},
    {Method::post, "/newsroom/articles/*/correct", with(Right::publish), correct_article},
    {Method::post, "/newsroom/articles/*/withdraw", with(Right::publish), withdraw_article},
    {Method::post, "/newsroom/articles/*/comments", with(Right::write), remark_on_article},
    {Method::post, "/newsroom/articles/*/lock", with(Right::write), lock_article},
    {Method::post, "/newsroom/articles/*/solve", with(Right::write), solve_conflict},
    {Method::post, "/newsroom/articles/*/translate", with(Right::write), translate_article},
    {Method::get, "/newsroom/articles/*/preview", with(Right::write), show_preview},
    {Method::post, "/newsroom/articles/*/preview", with(Right::write), link_preview},
    {Method::get, "/newsroom/preview/*", anybody, show_linked_preview},
    {Method::get, "/newsroom/find", with(Right::write), find_articles},
    {Method::get, "/newsroom/calendar", with(Right::write), show_calendar},
    {Method::get, "/newsroom/articles/*/versions", with(Right::write), show_versions},
    {Method::post, "/newsroom/articles/*/restore", with(Right::write), restore_version},
    {Method::get, "/newsroom/articles/*", with(Right::write), show_article},

    {Method::get, "/newsroom/people", with(Right::staffing), show_people},
    {Method::post, "/newsroom/people/invite", with(Right::staffing), invite},
    {Method::post, "/newsroom/people/take-back", with(Right::staffing), take_back_invitation},
    {Method::post, "/newsroom/people/*/roles", with(Right::staffing), ask_for_roles},
    {Method::post, "/newsroom/people/*/remove", with(Right::staffing), ask_for_removal},

    {Method::get, "/newsroom/acts", with(Right::confirm), show_acts},
    {Method::get, "/newsroom/acts/*", with(Right::confirm), show_act},
    {Method::post, "/newsroom/acts/*/confirm", with(Right::confirm), confirm_act},
    {Method::post, "/newsroom/acts/*/take-back", with(Right::confirm), take_back_act},
    {Method::get, "/newsroom/audit", with(Right::confirm), show_audit},
};

/// Behind all others.
constexpr Address nothing{Method::get, "/newsroom/*", everyone, not_here};
constexpr Address demo_entry{Method::post, "/newsroom/enter/demo", anybody, enter_demo};

/// The host that a browser believes itself to be at, if it is one of ours.
std::optional<staff::RelyingParty> host_of(const Desk& desk, const Request& request) {
    const std::string_view asked = request.field("Host").value_or("");
    if (desk.host && desk.host->origin.substr(desk.host->origin.find("://") + 3) == asked)
        return desk.host;
    const std::string_view name = asked.substr(0, asked.find(':'));
    const std::string_view port = asked.substr(std::min(name.size() + 1, asked.size()));
    if (name != "localhost" || port.find_first_not_of("0123456789") != port.npos)
        return std::nullopt;
    return staff::RelyingParty{"localhost", fmt::format("http://{}", asked)};
}

/// Browsers say where a form was sent from (Fetch, sections 3.2 and "Sec-Fetch-Site"). Who sends
/// neither is a program, and has no cookie to misuse.
bool comes_from_elsewhere(const Request& request, const staff::RelyingParty& host) {
    const auto origin = request.field("Origin");
    if (origin && *origin != host.origin) return true;
    const auto site = request.field("Sec-Fetch-Site");
    return site && *site != "same-origin" && *site != "none";
}

bool is_let_in(const Who& who, const std::optional<staff::Visitor>& visitor) {
    if (who.kind == Who::Kind::anybody) return true;
    if (!visitor) return false;
    if (who.kind == Who::Kind::recovering) return true;
    return visitor->session.way != staff::Way::recovery_code;
}

Response wrong_host(const Desk& desk) {
    return Response::text(
        421, desk.host ? fmt::format("The newsroom is at {}/newsroom/\n", desk.host->origin)
                       : "The newsroom is on localhost only: http://localhost:PORT/newsroom/\n");
}

/// A session that was begun without a key is of no use once the paper is no demo any more.
std::optional<staff::Visitor> find_visitor(const Desk& desk, store::Transaction& tx,
                                           std::string_view token) {
    if (token.empty()) return std::nullopt;
    auto visitor = staff::find_visitor(tx, token, desk.clock.now());
    if (visitor && visitor->session.way == staff::Way::demo && !desk.demo) return std::nullopt;
    return visitor;
}

void note_visit(const Desk& desk, const staff::Visitor& visitor) {
    const Instant now = desk.clock.now();
    if (!staff::wants_note(visitor.session, now)) return;
    auto tx = desk.database.begin();
    staff::note_visit(tx, visitor.session.id, now);
    tx.commit();
}

Response answer_within(const Desk& desk, const Address& address, const Request& request,
                       const staff::RelyingParty& host, store::Transaction& tx,
                       std::optional<staff::Visitor> visitor, bool& wants_press) {
    Visit visit(desk, request, tx, host, std::move(visitor));
    if (!is_let_in(address.who, visit.visitor()))
        return Visit::see(visit.visitor() ? "/newsroom/account" : "/newsroom/enter");
    if (address.who.kind == Who::Kind::right && !visit.account().may(address.who.right))
        return visit.refused({Kind::forbidden, "staff.not_allowed", {}});
    if (address.with_file)
        if (const auto file = visit.sent_file("file"); !file) return visit.refused(file.error());
    if (address.method == Method::post && address.who.kind != Who::Kind::anybody &&
        !staff::is_form_token(tx, visit.session().id, visit.sent("form")))
        return visit.refused({Kind::forbidden, "newsroom.form_old", {}});
    http::Response response = address.page(visit);
    wants_press = visit.wants_press();
    return response;
}

Response answer(const Desk& desk, const Address& address, const Request& request) {
    const auto host = host_of(desk, request);
    if (!host) return wrong_host(desk);
    if (address.method == Method::post && comes_from_elsewhere(request, *host))
        return Response::text(403, "This form was sent from another site.\n");
    std::optional<staff::Visitor> visitor;
    {
        auto tx = desk.database.read();
        const std::string_view token = session_cookie(request, *host);
        visitor = find_visitor(desk, tx, token);
    }
    if (visitor) note_visit(desk, *visitor);
    bool wants_press = false;
    if (address.method == Method::get || address.with_file) {
        auto tx = desk.database.read();
        return answer_within(desk, address, request, *host, tx, std::move(visitor), wants_press);
    }
    Response response;
    {
        auto tx = desk.database.begin();
        // asked again: a role may have been taken since the first look
        if (visitor) visitor = find_visitor(desk, tx, session_cookie(request, *host));
        response =
            answer_within(desk, address, request, *host, tx, std::move(visitor), wants_press);
        if (response.status < 400) tx.commit();
    }
    // what a second person has just confirmed
    if (address.who.kind == Who::Kind::right && response.status < 400) carry_out_ready_acts(desk);
    if (wants_press && response.status < 400) desk.press();
    return response;
}

/// Before the body of a large form is read.
std::optional<Response> turn_away(const Desk& desk, const Address& address, const Request& head) {
    const auto host = host_of(desk, head);
    if (!host) return wrong_host(desk);
    if (comes_from_elsewhere(head, *host))
        return Response::text(403, "This form was sent from another site.\n");
    auto tx = desk.database.read();
    const auto visitor = find_visitor(desk, tx, session_cookie(head, *host));
    if (!is_let_in(address.who, visitor)) return Visit::see("/newsroom/enter");
    if (!visitor->account.may(address.who.right))
        return Visit(desk, head, tx, *host, visitor)
            .refused({Kind::forbidden, "staff.not_allowed", {}});
    return std::nullopt;
}

http::Admission admission_of(const Desk& desk, const Address& address) {
    return [&desk, &address](const Request& head) -> std::optional<Response> {
        try {
            return turn_away(desk, address, head);
        } catch (const std::exception& failure) {
            log::error("newsroom.failed", {{"page", address.path}, {"why", failure.what()}});
            return Response::text(503, "Something failed here. Try again in a moment.\n");
        }
    };
}

http::Handler handler_of(const Desk& desk, const Address& address) {
    return [&desk, &address](const Request& request) {
        try {
            return answer(desk, address, request);
        } catch (const std::exception& failure) {
            log::error("newsroom.failed", {{"page", address.path}, {"why", failure.what()}});
            return Response::text(500,
                                  "Something failed here. The operator finds it in the log.\n");
        }
    };
}

Response asset(const theme::Theme& look, std::string_view name) {
    const auto found = look.assets().find(std::string(name));
    if (found == look.assets().end()) return Response::text(404, "There is no such file.\n");
    Response response{200, {}, found->second.bytes};
    response.fields.push_back({"Content-Type", found->second.media_type});
    response.fields.push_back({"Cache-Control", "no-cache"});
    return response;
}

}  // namespace

std::vector<http::Route> routes(const Desk& desk) {
    std::vector<http::Route> list;
    const auto add = [&](const Address& address) {
        http::Route route{address.method, std::string(address.path), handler_of(desk, address)};
        if (address.method == Method::post) route.body_limit = address.longest;
        if (address.with_file) {
            route.admission = admission_of(desk, address);
            route.deadline = file_time;
        }
        list.push_back(std::move(route));
    };
    for (const Address& address : addresses)
        if (desk.pictures != nullptr || !address.path.starts_with("/newsroom/pictures"))
            add(address);
    if (desk.demo) add(demo_entry);
    constexpr std::string_view files = "/newsroom/assets/";
    list.push_back({Method::get, std::string(files) + "*", [&desk, files](const Request& request) {
                        return asset(desk.look, request.path().substr(files.size()));
                    }});
    for (const char* near : {"/", "/newsroom"})
        list.push_back(
            {Method::get, near, [](const Request&) { return Visit::see("/newsroom/"); }});
    add(nothing);
    return list;
}

std::string security_lines(const Desk& desk) {
    const bool tls = desk.host && desk.host->origin.starts_with("https://");
    return fmt::format(
        "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; "
        "img-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; "
        "base-uri 'none'\r\n"
        "X-Content-Type-Options: nosniff\r\n"
        // a form's Origin field stays true, and no link tells where it was followed
        "Referrer-Policy: same-origin\r\n"
        "Cross-Origin-Opener-Policy: same-origin\r\n"
        "Cross-Origin-Resource-Policy: same-origin\r\n"
        "Cache-Control: no-store\r\n"
        "Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=(), "
        "publickey-credentials-get=(self), publickey-credentials-create=(self)\r\n"
        "{}",
        tls ? "Strict-Transport-Security: max-age=31536000\r\n" : "");
}

}  // namespace kolokol::newsroom
