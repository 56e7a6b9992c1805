#include "newsroom/visit.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "newsroom/sentences.hpp"
#include "theme/formats.hpp"

namespace kolokol::newsroom {
namespace {

constexpr std::string_view root = "/newsroom/";

/// The first of RFC 9110's Accept-Language that the newsroom speaks, in the order it is written:
/// browsers write the one they like best in front.
Language accepted_language(const Desk& desk, std::string_view field) {
    for (std::string_view part : split(field, ',')) {
        part = trim(part.substr(0, part.find(';')));
        const std::string wanted = ascii_lower(part.substr(0, part.find('-')));
        for (const Language& language : desk.languages)
            if (language.tag() == wanted) return language;
    }
    return desk.languages.front();
}

Language language_of(const Desk& desk, const http::Request& request,
                     const std::optional<staff::Visitor>& visitor) {
    if (visitor) {
        const auto& spoken = desk.languages;
        const auto& own = visitor->account.language;
        if (std::find(spoken.begin(), spoken.end(), own) != spoken.end()) return own;
    }
    return accepted_language(desk, request.field("Accept-Language").value_or(""));
}

theme::List language_links(const Desk& desk, const Language& current) {
    theme::List list;
    for (const Language& language : desk.languages)
        list.emplace_back(theme::Record{{"tag", language.tag()},
                                        {"dir", language.right_to_left() ? "rtl" : "ltr"},
                                        {"name", theme::Formats::own_name(language)},
                                        {"current", language == current}});
    return list;
}

/// What became of the press that this visitor's last form asked for.
theme::Record press_model(const Visit& visit) {
    const PressNews news = visit.desk().press_news();
    theme::Record model{{"under_way", news.under_way}};
    if (news.shown_since) model.set("since", visit.time(*news.shown_since));
    if (news.refusal) {
        model.set("refused", visit.text(sentence_of(*news.refusal)));
        model.set("detail", news.refusal->detail);
    }
    return model;
}

std::string host_and_port(const staff::RelyingParty& host) {
    const std::size_t begin = host.origin.find("://");
    return begin == std::string::npos ? host.origin : host.origin.substr(begin + 3);
}

}  // namespace

Visit::Visit(const Desk& desk, const http::Request& request, store::Transaction& tx,
             staff::RelyingParty host, std::optional<staff::Visitor> visitor)
    : desk_(desk),
      request_(request),
      tx_(tx),
      host_(std::move(host)),
      visitor_(std::move(visitor)),
      now_(desk.clock.now()),
      language_(language_of(desk, request, visitor_)) {
    const std::string_view type = request.field("Content-Type").value_or("");
    if (ascii_lower(type.substr(0, 10)) == "multipart/")
        form_with_files_ = http::MultipartForm::read(type, request.body);
}

const std::string& Visit::link_origin() const {
    return desk_.host ? desk_.host->origin : host_.origin;
}

std::string Visit::sent(std::string_view name) const {
    if (!form_with_files_) return http::form_value(request_.body, name).value_or("");
    const http::FormPart* const part =
        *form_with_files_ ? (*form_with_files_)->find(name) : nullptr;
    return part == nullptr || part->file_name ? std::string() : std::string(part->content);
}

Result<const http::FormPart*> Visit::sent_file(std::string_view name) const {
    if (!form_with_files_) return refuse(Kind::invalid, "http.not_multipart");
    if (!*form_with_files_) return refuse(form_with_files_->error());
    const http::FormPart* const part = (*form_with_files_)->find(name);
    return part != nullptr && part->file_name ? part : nullptr;
}

bool Visit::wants_json() const {
    const std::string_view accepted = request_.field("Accept").value_or("");
    return accepted.find("application/json") != accepted.npos &&
           accepted.find("text/html") == accepted.npos;
}

std::optional<std::string> Visit::sent_at_all(std::string_view name) const {
    if (form_with_files_) return sent(name);
    return http::form_value(request_.body, name);
}

std::string Visit::asked(std::string_view name) const {
    return http::form_value(request_.query(), name).value_or("");
}

std::string_view Visit::part(std::size_t which) const {
    std::string_view path = request_.path();
    path.remove_prefix(std::min(root.size(), path.size()));
    const auto parts = split(path, '/');
    return which < parts.size() ? parts[which] : std::string_view();
}

std::string Visit::text(std::string_view english) const {
    return desk_.look.catalogue(language_).text(english);
}

theme::Record Visit::time(Instant at) const {
    const theme::Formats formats(language_, desk_.zone);
    return {{"iso", formats.iso(at)}, {"text", formats.time(at)}};
}

theme::Record Visit::frame(std::string_view title) const {
    theme::Record model{{"lang", language_.tag()},
                        {"dir", language_.right_to_left() ? "rtl" : "ltr"},
                        {"title", text(title)},
                        {"paper", desk_.paper},
                        {"host", host_and_port(host_)},
                        {"demo", desk_.demo},
                        {"languages", language_links(desk_, language_)}};
    if (!visitor_) return model;
    const staff::Account& who = visitor_->account;
    const bool inside = visitor_->session.way != staff::Way::recovery_code;
    model.set("form", staff::form_token(tx_, visitor_->session.id));
    model.set("who", theme::Record{{"pseudonym", who.pseudonym},
                                   {"inside", inside},
                                   {"pictures", inside && desk_.pictures != nullptr &&
                                                    who.may(staff::Right::write)},
                                   {"writes", inside && who.may(staff::Right::write)},
                                   {"edits", inside && who.may(staff::Right::edit)},
                                   {"staffing", inside && who.may(staff::Right::staffing)},
                                   {"confirms", inside && who.may(staff::Right::confirm)}});
    return model;
}

http::Response Visit::page(std::string_view name, std::string_view title, theme::Record model,
                           int status) const {
    theme::Record whole = frame(title);
    if (visitor_ && !asked("pressed").empty()) whole.set("pressed", press_model(*this));
    whole.set("page", std::move(model));
    auto html = desk_.look.render(name, whole, language_);
    if (!html) throw std::runtime_error(html.error().code);
    return http::Response::html(status, std::move(*html));
}

http::Response Visit::json(int status, std::string text) {
    return {status, {{"Content-Type", "application/json"}}, std::move(text)};
}

http::Response Visit::refused(const Problem& problem) const {
    if (wants_json())
        return json(status_of(problem.kind),
                    nlohmann::json{{"why", text(sentence_of(problem))}}.dump());
    return page("refused", "That did not work",
                {{"sentence", text(sentence_of(problem))}, {"inside", visitor_.has_value()}},
                status_of(problem.kind));
}

http::Response Visit::see(std::string path) {
    http::Response response{303, {}, {}};
    response.fields.push_back({"Location", std::move(path)});
    return response;
}

http::Response Visit::see_pressed(std::string path) {
    wants_press_ = true;
    path += path.find('?') == std::string::npos ? "?pressed=1" : "&pressed=1";
    return see(std::move(path));
}

void Visit::record(std::string_view act, std::string_view subject) const {
    std::optional<staff::AccountId> by;
    if (visitor_) by = visitor_->account.id;
    staff::record(tx_, by, act, subject, now_);
}

std::string cookie_name(const staff::RelyingParty& host) {
    return host.origin.starts_with("https://") ? "__Host-newsroom" : "newsroom";
}

http::Response with_session(http::Response response, const staff::RelyingParty& host,
                            const staff::BegunSession& begun) {
    response.fields.push_back(
        {"Set-Cookie",
         fmt::format("{}={}; Path=/; HttpOnly; SameSite=Lax{}", cookie_name(host),
                     begun.token.expose(), host.origin.starts_with("https://") ? "; Secure" : "")});
    return response;
}

http::Response without_session(http::Response response, const staff::RelyingParty& host) {
    response.fields.push_back(
        {"Set-Cookie",
         fmt::format("{}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0{}", cookie_name(host),
                     host.origin.starts_with("https://") ? "; Secure" : "")});
    return response;
}

std::string_view session_cookie(const http::Request& request, const staff::RelyingParty& host) {
    const std::string name = cookie_name(host);
    for (const http::Field& field : request.fields) {
        if (ascii_lower(field.name) != "cookie") continue;
        for (const std::string_view part : split(field.value, ';')) {
            const std::string_view pair = trim(part);
            if (pair.size() > name.size() && pair[name.size()] == '=' && pair.starts_with(name))
                return pair.substr(name.size() + 1);
        }
    }
    return {};
}

}  // namespace kolokol::newsroom
