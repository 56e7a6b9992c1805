#pragma once
// The newsroom's pages over a clock that is set, on either engine, with what app hands them.

#include <gmock/gmock.h>

#include "content/taxonomy_rows.hpp"
#include "crypto/random.hpp"
#include "importers/hand_in.hpp"
#include "manuscripts/manuscript_rows.hpp"
#include "manuscripts/version.hpp"
#include "newsroom/act_kinds.hpp"
#include "newsroom/routes.hpp"
#include "staff/audit.hpp"
#include "staff/session.hpp"
#include "support/databases.hpp"

namespace kolokol::newsroom {

/// Somebody who is in.
struct Person {
    staff::Account account;
    std::string token;
    staff::Session session;
};

class WritingRoom : public support::EachEngine {
protected:
    void SetUp() override;
    Writing::HandIn taking_in(bool look_only) {
        return [this, look_only](store::Transaction& tx, const content::ArticleId& id,
                                 const std::string& text, Instant now) {
            auto handed = importers::hand_in(tx, paper_, {id, text, now, look_only});
            return LookedOver{std::move(handed.faults), std::move(handed.article)};
        };
    }
    /// What a press does to the rows.
    PressNews press();
    Person hire(std::string_view pseudonym, const staff::Roles& roles);
    http::Response ask(http::Method method, const std::string& path, const std::string& token,
                       std::string body = {}) {
        http::Request request;
        request.method = method;
        request.target = path;
        request.fields = {{"Host", "localhost:8081"}, {"Cookie", "newsroom=" + token}};
        request.body = std::move(body);
        const auto* route = router_.find(method, request.path());
        return route == nullptr ? http::Response::text(404, "no route") : route->handler(request);
    }
    http::Response get(const Person& person, const std::string& path) {
        return ask(http::Method::get, path, person.token);
    }
    std::string form_of(const Person& person) {
        auto tx = database().read();
        return staff::form_token(tx, person.session.id);
    }
    using Sent = std::vector<std::pair<std::string, std::string>>;
    static std::string encoded(std::string_view text) {
        std::string out;
        for (const char c : text)
            out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
        return out;
    }
    /// With the token that the form of that session carries.
    http::Response post(const Person& person, const std::string& path, const Sent& sent = {}) {
        std::string body = "form=" + form_of(person);
        for (const auto& [name, value] : sent)
            body += "&" + name + "=" + encoded(value);
        return ask(http::Method::post, path, person.token, body);
    }
    static std::string location(const http::Response& response) {
        return std::string(http::find_field(response.fields, "Location").value_or(""));
    }
    /// A new manuscript's address.
    std::string begin(const Person& person) { return location(post(person, "/newsroom/articles")); }
    static content::ArticleId id_of(const std::string& path) {
        return content::ArticleId(path.substr(path.rfind('/') + 1));
    }
    manuscripts::Manuscript manuscript(const std::string& path) {
        auto tx = database().read();
        return manuscripts::find_manuscript(tx, id_of(path)).value();
    }
    std::string newest(const std::string& path) { return std::to_string(manuscript(path).newest); }
    static Sent whole_article(const std::string& base) {
        return {{"base", base},
                {"headline", "Talks end without a word"},
                {"section", "world"},
                {"bylines", "Anna Belova"},
                {"body", "One two three.\n\nFour five six.\n"}};
    }
    /// Written and published by an editor.
    std::string published(const Person& editor);

    const theme::Theme look_ =
        theme::Theme::load({std::filesystem::path(KOLOKOL_TEST_SOURCE_DIR) / "web" / "newsroom"})
            .value();
    SetClock clock_{from_millis(1'790'000'000'000)};
    content::Publication paper_;
    std::unique_ptr<Desk> desk_;
    http::Router router_;
    int pressed_ = 0;
    std::optional<Instant> edition_;
};

}  // namespace kolokol::newsroom
