// The newsroom's pages over a clock that is set: what a journey through the built program cannot
// wait for.

#include "pages.hpp"

namespace kolokol::newsroom {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

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
