#pragma once
// The newsroom's pages over a clock that is set, with a shelf for pictures.

#include <gmock/gmock.h>

#include "crypto/random.hpp"
#include "media/shelf.hpp"
#include "newsroom/act_kinds.hpp"
#include "newsroom/routes.hpp"
#include "staff/audit.hpp"
#include "staff/session.hpp"
#include "support/databases.hpp"

namespace kolokol::newsroom {

class Pages : public support::EachEngine {
protected:
    void SetUp() override {
        EachEngine::SetUp();
        if (IsSkipped()) return;
        desk_ = std::make_unique<Desk>(Desk{database(),
                                            look_,
                                            clock_,
                                            "The Gazette",
                                            Zone(),
                                            {},
                                            {Language()},
                                            false,
                                            staff_executors()});
        desk_->pictures = &shelf_;
        prepare(*desk_);
        open_routes();
    }
    void open_routes() {
        router_ = http::Router();
        for (http::Route& route : routes(*desk_))
            router_.add(std::move(route));
    }
    staff::Account hire(std::string_view pseudonym, const staff::Roles& roles) {
        auto tx = database().begin();
        auto account = staff::create_account(tx, pseudonym, Language(), roles,
                                             crypto::random_bytes(32), clock_.now())
                           .value();
        tx.commit();
        return account;
    }
    std::string come_in(const staff::Account& account, staff::Way way = staff::Way::passkey) {
        auto tx = database().begin();
        auto begun = staff::begin_session(tx, account.id, way, clock_.now());
        session_ = begun.session;
        tx.commit();
        return std::string(begun.token.expose());
    }
    http::Response ask(http::Method method, const std::string& path, const std::string& token,
                       std::string body = {}) {
        http::Request request;
        request.method = method;
        request.target = path;
        request.fields = {{"Host", "localhost:8081"}, {"Cookie", "newsroom=" + token}};
        request.body = std::move(body);
        return router_.find(method, request.path())->handler(request);
    }
    http::Response get(const std::string& path, const std::string& token) {
        return ask(http::Method::get, path, token);
    }
    /// With the token that the form of that session carries.
    http::Response post(const std::string& path, const std::string& token,
                        const std::string& fields = {}) {
        return ask(http::Method::post, path, token, "form=" + form_token() + fields);
    }
    std::string form_token() {
        auto tx = database().read();
        return staff::form_token(tx, session_.id);
    }
    static std::string location(const http::Response& response) {
        return std::string(http::find_field(response.fields, "Location").value_or(""));
    }
    /// One that is ready at once.
    void put_down_confirmed(std::string_view kind, const staff::Account& by,
                            const staff::Account& confirms) {
        auto tx = database().begin();
        const auto act = staff::propose(tx, kind, "{}", by.id, clock_.now());
        ASSERT_TRUE(staff::confirm(tx, act.id, confirms, clock_.now()));
        tx.commit();
    }

    const theme::Theme look_ =
        theme::Theme::load({std::filesystem::path(KOLOKOL_TEST_SOURCE_DIR) / "web" / "newsroom"})
            .value();
    TemporaryFolder media_;
    media::Shelf shelf_{media_.path()};
    SetClock clock_{from_millis(1'790'000'000'000)};
    std::unique_ptr<Desk> desk_;
    http::Router router_;
    staff::Session session_;
};

}  // namespace kolokol::newsroom
