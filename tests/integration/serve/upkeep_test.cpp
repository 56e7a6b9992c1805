#include <future>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "newsstand.hpp"
#include "serve/health_server.hpp"
#include "serve/heartbeat_keeper.hpp"
#include "serve/rounds.hpp"

// What runs beside the serving: heartbeat, rounds, health.

using namespace kolokol;
using edition::testing::press_time;
using serve::Duty;
using serve::HealthServer;
using serve::Rounds;
using serve::testing::Newsstand;
using serve::testing::Workshop;
using std::chrono::hours;
using ::testing::HasSubstr;

namespace {

void lay(edition::Builder& builder) {
    edition::testing::put_articles(builder, 1, 1);
}

TEST(Heartbeat, IsRenewedADayAfterItWasSigned) {
    Workshop workshop;
    edition::Shelf shelf = workshop.shelf();
    serve::HeartbeatKeeper keeper(shelf, workshop.heartbeat_key);
    EXPECT_FALSE(*keeper.renew_if_due(press_time));  // nothing pressed yet
    workshop.press(lay);
    EXPECT_FALSE(*keeper.renew_if_due(press_time));
    EXPECT_FALSE(*keeper.renew_if_due(press_time + hours(24)));
    const Instant due = press_time + hours(24) + std::chrono::seconds(1);
    EXPECT_TRUE(*keeper.renew_if_due(due));
    EXPECT_FALSE(*keeper.renew_if_due(due));
    EXPECT_GE(shelf.freshness().heartbeat, due + hours(71));
}

TEST(Heartbeat, ThatIsRenewedReachesVerifiersAtOnce) {
    Newsstand stand{lay};
    const auto before = stand.get("/.well-known/kolokol/metadata/timestamp.json").body;
    edition::Shelf shelf = stand.workshop().shelf();
    ASSERT_TRUE(shelf.renew(stand.workshop().heartbeat_key, press_time + hours(30)));
    stand.watcher().look();
    EXPECT_NE(stand.get("/.well-known/kolokol/metadata/timestamp.json").body, before);
}

TEST(Heartbeat, IsNotRenewedWithAForeignKey) {
    Workshop workshop;
    workshop.press(lay);
    edition::Shelf shelf = workshop.shelf();
    serve::HeartbeatKeeper keeper(shelf, workshop.edition_key);
    EXPECT_EQ(keeper.renew_if_due(press_time + hours(60)).error().code, "edition.foreign_key");
}

TEST(RoundsOfDuties, AreDoneInOrderAtTheStart) {
    const SetClock clock(press_time);
    std::vector<std::string> done;
    std::promise<Instant> last;
    Rounds rounds(clock, {{"first", hours(1), [&](Instant) { done.push_back("first"); }},
                          {"second", hours(1), [&](Instant now) {
                               done.push_back("second");
                               last.set_value(now);
                           }}});
    EXPECT_EQ(last.get_future().get(), press_time);
    EXPECT_THAT(done, ::testing::ElementsAre("first", "second"));
}

TEST(RoundsOfDuties, AreDoneAgainAndAgain) {
    const SetClock clock(press_time);
    int times = 0;
    std::promise<void> fifth;
    Rounds rounds(clock, {{"often", std::chrono::milliseconds(1), [&](Instant) {
                               if (++times == 5) fifth.set_value();
                           }}});
    fifth.get_future().get();
}

TEST(RoundsOfDuties, GoOnAfterOneThatFails) {
    const SetClock clock(press_time);
    std::promise<void> reached;
    Rounds rounds(clock, {{"broken", hours(1), [](Instant) { throw std::runtime_error("no"); }},
                          {"whole", hours(1), [&](Instant) { reached.set_value(); }}});
    reached.get_future().get();
}

TEST(RoundsOfDuties, EndWhileNothingIsDue) {
    const SetClock clock(press_time);
    { Rounds idle(clock, {}); }
    {
        Rounds rare(clock, {{"rare", hours(9), [](Instant) {}}});
    }
}

TEST(HealthPort, SaysThatTheProcessLives) {
    const auto health = std::move(*HealthServer::start("127.0.0.1", 0, {}));
    EXPECT_EQ(serve::testing::get(health->port(), "/healthz").status, 200);
    EXPECT_EQ(serve::testing::get(health->port(), "/").status, 404);
}

TEST(HealthPort, SaysWhyNoReadersMayBeSentYet) {
    std::optional<std::string> why = "no edition yet";
    const auto health =
        std::move(*HealthServer::start("127.0.0.1", 0, {[&why] { return why; }, {}}));
    const auto reply = serve::testing::get(health->port(), "/readyz");
    EXPECT_EQ(reply.status, 503);
    EXPECT_EQ(reply.body, "no edition yet\n");
    why.reset();
    EXPECT_EQ(serve::testing::get(health->port(), "/readyz").status, 200);
}

TEST(HealthPort, GivesMetrics) {
    Newsstand stand{lay};
    const auto health = std::move(*HealthServer::start(
        "127.0.0.1", 0, {{}, [&] { return serve::server_metrics(stand.server().counters()); }}));
    stand.get("/nowhere/");
    const auto reply = serve::testing::get(health->port(), "/metrics");
    EXPECT_EQ(reply.field("content-type"), "text/plain; version=0.0.4; charset=utf-8");
    EXPECT_THAT(reply.body, HasSubstr("kolokol_http_answers_total{status=\"4xx\"} 1\n"));
}

}  // namespace
