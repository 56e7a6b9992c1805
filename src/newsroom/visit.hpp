#pragma once
// One request to the newsroom on its way through a page: who asks, what they sent, and the answer
// in their language.

#include <optional>
#include <string>
#include <string_view>

#include "http/message.hpp"
#include "http/multipart.hpp"
#include "newsroom/desk.hpp"
#include "staff/audit.hpp"
#include "staff/session.hpp"

namespace kolokol::newsroom {

class Visit {
public:
    /// The transaction may write where the request is a POST.
    Visit(const Desk& desk, const http::Request& request, store::Transaction& tx,
          staff::RelyingParty host, std::optional<staff::Visitor> visitor);

    const Desk& desk() const { return desk_; }
    store::Transaction& tx() const { return tx_; }
    Instant now() const { return now_; }
    /// Under which the newsroom was asked.
    const staff::RelyingParty& host() const { return host_; }
    /// For links that are sent to others: the newsroom's own host where it has one.
    const std::string& link_origin() const;
    /// Pages that ask for somebody are not reached by nobody: see newsroom/routes.cpp.
    const staff::Account& account() const { return visitor_->account; }
    const staff::Session& session() const { return visitor_->session; }
    const std::optional<staff::Visitor>& visitor() const { return visitor_; }
    const Language& language() const { return language_; }

    const http::Request& request() const { return request_; }
    /// A program asks, such as a script of ours: it gets JSON, {"why": "…"} where it is refused.
    bool wants_json() const;
    /// Of a form (urlencoded, or with files), or of the address: empty where absent or badly
    /// escaped.
    std::string sent(std::string_view name) const;
    std::string asked(std::string_view name) const;
    /// A file of a form; null where there is none. Refuses "http.form_broken",
    /// "http.not_multipart".
    Result<const http::FormPart*> sent_file(std::string_view name) const;
    /// The same, where it has to be told from what is empty.
    std::optional<std::string> sent_at_all(std::string_view name) const;
    /// The parts of the path behind "/newsroom/": "people/01J…/roles" has three.
    std::string_view part(std::size_t which) const;

    /// A whole page. `title` is English, as it stands in the catalogue.
    http::Response page(std::string_view name, std::string_view title, theme::Record model,
                        int status = 200) const;
    /// The page that says what was wrong and leads back.
    http::Response refused(const Problem& problem) const;
    /// 303, which a browser follows by a GET.
    static http::Response see(std::string path);
    static http::Response json(int status, std::string text);
    /// The same for what readers are to see: it is pressed once this request is committed, and the
    /// page at `path` says from when the site shows it.
    http::Response see_pressed(std::string path);
    bool wants_press() const { return wants_press_; }
    /// Writes the audit trail.
    void record(std::string_view act, std::string_view subject) const;

    /// An interface text in the visitor's language.
    std::string text(std::string_view english) const;
    theme::Record time(Instant at) const;

private:
    theme::Record frame(std::string_view title) const;

    const Desk& desk_;
    const http::Request& request_;
    store::Transaction& tx_;
    staff::RelyingParty host_;
    std::optional<staff::Visitor> visitor_;
    std::optional<Result<http::MultipartForm>> form_with_files_;
    Instant now_;
    Language language_;
    bool wants_press_ = false;
};

/// The cookie that holds a session: "__Host-newsroom" over https, "newsroom" on localhost.
std::string cookie_name(const staff::RelyingParty& host);
/// Lives as long as the browser's window; SameSite=Lax, so that a link in a letter finds whoever is
/// in already. GET changes nothing, and each form carries a token.
http::Response with_session(http::Response response, const staff::RelyingParty& host,
                            const staff::BegunSession& begun);
http::Response without_session(http::Response response, const staff::RelyingParty& host);
/// The value of that cookie; empty where there is none.
std::string_view session_cookie(const http::Request& request, const staff::RelyingParty& host);

}  // namespace kolokol::newsroom
