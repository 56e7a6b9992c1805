// The newsroom's pages over a clock that is set: what a journey through the built program cannot
// wait for.

#include <gmock/gmock.h>

#include "crypto/random.hpp"
#include "newsroom/act_kinds.hpp"
#include "newsroom/routes.hpp"
#include "staff/audit.hpp"
#include "staff/session.hpp"
#include "support/databases.hpp"

namespace kolokol::newsroom {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

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
        return router_.find(method, path)->handler(request);
    }
    http::Response get(const std::string& path, const std::string& token) {
        return ask(http::Method::get, path, token);
    }
    /// With the token that the form of that session carries.
    http::Response post(const std::string& path, const std::string& token) {
        std::string form;
        {
            auto tx = database().read();
            form = staff::form_token(tx, session_.id);
        }
        return ask(http::Method::post, path, token, "form=" + form);
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
    SetClock clock_{from_millis(1'790'000'000'000)};
    std::unique_ptr<Desk> desk_;
    http::Router router_;
    staff::Session session_;
};
KOLOKOL_ON_EACH_ENGINE(Pages);

TEST_P(Pages, LetKeysBeChangedForAQuarterOfAnHourAfterComingIn) {
    const auto token = come_in(hire("Heron", {staff::Role::editor}));
    clock_.advance(15min - 1s);
    EXPECT_EQ(post("/newsroom/account/codes", token).status, 200);
    clock_.advance(1s);
    const auto late = post("/newsroom/account/codes", token);
    EXPECT_EQ(late.status, 303);
    EXPECT_EQ(location(late), "/newsroom/enter?then=account");
    EXPECT_THAT(get("/newsroom/account", token).body, Not(HasSubstr("Make ten new codes")));
}

TEST_P(Pages, NoteAVisitSoThatABusySessionGoesOn) {
    const auto token = come_in(hire("Heron", {staff::Role::editor}));
    for (int i = 0; i < 3; ++i) {
        clock_.advance(90min);
        EXPECT_EQ(get("/newsroom/", token).status, 200);
    }
    clock_.advance(2h);
    EXPECT_EQ(location(get("/newsroom/", token)), "/newsroom/enter");
}

TEST_P(Pages, KnowNoSessionOfADemoOnceThePaperIsNone) {
    const auto account = hire("Heron", {staff::Role::editor});
    desk_->demo = true;
    open_routes();
    const auto token = come_in(account, staff::Way::demo);
    EXPECT_EQ(get("/newsroom/", token).status, 200);
    EXPECT_THAT(get("/newsroom/", token).body, HasSubstr("This is a demo."));
    desk_->demo = false;
    open_routes();
    EXPECT_EQ(location(get("/newsroom/", token)), "/newsroom/enter");
    EXPECT_EQ(router_.find(http::Method::post, "/newsroom/enter/demo"), nullptr);
}

TEST_P(Pages, CarryOutByThemselvesWhatHasWaitedADay) {
    const auto only = hire("Osprey", {staff::Role::publisher});
    const auto gone = hire("Curlew", {staff::Role::reporter});
    const auto token = come_in(only);
    EXPECT_EQ(post("/newsroom/people/" + gone.id.text() + "/remove", token).status, 303);
    clock_.advance(24h - 1ms);
    EXPECT_EQ(carry_out_ready_acts(*desk_), 0);
    clock_.advance(1ms);
    EXPECT_EQ(carry_out_ready_acts(*desk_), 1);
    auto tx = database().read();
    EXPECT_TRUE(staff::find_account(tx, gone.id)->removed_at);
    EXPECT_EQ(staff::audit_entries(tx, 1).at(0).act, "act.done");
    EXPECT_TRUE(staff::verify_audit(tx));
}

TEST_P(Pages, SayWhyAnActCouldNotBeDoneAndKeepNothingOfIt) {
    const auto osprey = hire("Osprey", {staff::Role::publisher});
    const auto plover = hire("Plover", {staff::Role::technical});
    desk_->executors["test.half"] = [&](store::Transaction& tx, const staff::Act&, Instant now) {
        EXPECT_TRUE(staff::remove_account(tx, plover.id, now));
        return Outcome(refuse(Kind::conflict, "staff.last_publisher"));
    };
    put_down_confirmed("test.half", osprey, plover);
    carry_out_ready_acts(*desk_);
    auto tx = database().read();
    EXPECT_FALSE(staff::find_account(tx, plover.id)->removed_at);
    EXPECT_EQ(staff::acts(tx, 1).at(0).failure, "staff.last_publisher");
    EXPECT_EQ(staff::audit_entries(tx, 1).at(0).act, "act.failed");
}

TEST_P(Pages, AreAnsweredWhereAnActBreaksAndKeepItReady) {
    const auto osprey = hire("Osprey", {staff::Role::publisher});
    const auto plover = hire("Plover", {staff::Role::technical});
    bool broken = true;
    desk_->executors["test.broken"] = [&](store::Transaction&, const staff::Act&, Instant) {
        if (broken) throw store::Busy("the database is held by another");
        return done();
    };
    put_down_confirmed("test.broken", osprey, plover);
    const auto token = come_in(osprey);
    EXPECT_EQ(post("/newsroom/people/take-back", token).status, 303);
    broken = false;
    EXPECT_EQ(carry_out_ready_acts(*desk_), 1);
    auto tx = database().read();
    EXPECT_EQ(staff::acts(tx, 1).at(0).state, staff::ActState::done);
}

}  // namespace
}  // namespace kolokol::newsroom
