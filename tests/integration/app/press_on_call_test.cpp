#include "app/press_on_call.hpp"

#include <atomic>
#include <future>

#include <gtest/gtest.h>

namespace kolokol::app {
namespace {

using namespace std::chrono_literals;

const SetClock clock_at{from_millis(1'790'000'000'000)};

TEST(PressOnCall, SaysSinceWhenReadersSeeIt) {
    PressOnCall press([] { return done(); }, clock_at);
    const auto news = press.ask(1h);
    EXPECT_FALSE(news.under_way);
    EXPECT_EQ(news.shown_since, clock_at.now());
    EXPECT_FALSE(news.refusal);
    EXPECT_EQ(press.news().shown_since, clock_at.now());
}

TEST(PressOnCall, SaysWhyItDidNotPress) {
    PressOnCall press([] { return Outcome(refuse(Kind::invalid, "press.gate", "a script")); },
                      clock_at);
    const auto news = press.ask(1h);
    EXPECT_FALSE(news.shown_since);
    EXPECT_EQ(news.refusal.value().code, "press.gate");
}

TEST(PressOnCall, GoesOnAfterAPressThatBroke) {
    bool first = true;
    PressOnCall press(
        [&] {
            if (std::exchange(first, false)) throw std::runtime_error("the disk is full");
            return done();
        },
        clock_at);
    EXPECT_EQ(press.ask(1h).refusal.value().code, "press.failed");
    EXPECT_TRUE(press.ask(1h).shown_since);
}

TEST(PressOnCall, SaysThatItIsAtWorkToWhoHasNoPatience) {
    std::promise<void> go_on;
    PressOnCall press(
        [wait = go_on.get_future().share()] {
            wait.wait();
            return done();
        },
        clock_at);
    EXPECT_TRUE(press.ask(0ms).under_way);
    go_on.set_value();
    EXPECT_FALSE(press.ask(1h).under_way);
}

TEST(PressOnCall, MakesOnePressOfAllThatIsAskedForMeanwhile) {
    std::promise<void> begun;
    std::promise<void> go_on;
    std::atomic<int> presses = 0;
    PressOnCall press(
        [&, wait = go_on.get_future().share()] {
            if (presses++ == 0) begun.set_value();
            wait.wait();
            return done();
        },
        clock_at);
    press.ask(0ms);
    begun.get_future().wait();
    press.ask(0ms);
    press.ask(0ms);
    go_on.set_value();
    press.ask(1h);
    EXPECT_LE(presses, 3);
    EXPECT_FALSE(press.news().under_way);
}

}  // namespace
}  // namespace kolokol::app
