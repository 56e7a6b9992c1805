#include "serve/schedule.hpp"

#include <gtest/gtest.h>

using namespace kolokol;
using serve::Schedule;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

const Instant noon = from_millis(1'769'612'400'000);

class Schedules : public ::testing::Test {
protected:
    std::optional<Instant> due;
    Outcome answer = done();
    std::vector<Instant> pressed;
    Schedule schedule{[this](Instant) { return due; },
                      [this](Instant now) {
                          pressed.push_back(now);
                          return answer;
                      }};
};

TEST_F(Schedules, PressNothingWhereNothingIsDue) {
    EXPECT_FALSE(*schedule.press_if_due(noon));
    due = noon + seconds(1);
    EXPECT_FALSE(*schedule.press_if_due(noon));
    EXPECT_TRUE(pressed.empty());
}

TEST_F(Schedules, PressFromTheMomentOn) {
    due = noon;
    EXPECT_TRUE(*schedule.press_if_due(noon));
    EXPECT_EQ(pressed, std::vector<Instant>{noon});
}

TEST_F(Schedules, PressWhatBecameDueWhileNobodyLooked) {
    due = noon - std::chrono::hours(9);
    EXPECT_TRUE(*schedule.press_if_due(noon));
}

TEST_F(Schedules, WaitAMinuteAfterARefusal) {
    due = noon;
    answer = refuse(Kind::invalid, "press.gate", "a draft");
    EXPECT_EQ(schedule.press_if_due(noon).error().code, "press.gate");
    EXPECT_FALSE(*schedule.press_if_due(noon + seconds(59)));
    EXPECT_FALSE(schedule.press_if_due(noon + minutes(1)));
    EXPECT_EQ(pressed.size(), 2U);
}

TEST_F(Schedules, GoOnAtOnceAfterARefusalThatIsOver) {
    due = noon;
    answer = refuse(Kind::invalid, "press.gate", "a draft");
    EXPECT_FALSE(schedule.press_if_due(noon));
    answer = done();
    EXPECT_TRUE(*schedule.press_if_due(noon + minutes(1)));
    EXPECT_TRUE(*schedule.press_if_due(noon + minutes(1) + seconds(1)));
}

TEST_F(Schedules, DoNotWaitForAClockThatWasSetBack) {
    due = noon - std::chrono::days(40);
    answer = refuse(Kind::invalid, "press.gate", "a draft");
    EXPECT_FALSE(schedule.press_if_due(noon));
    answer = done();
    EXPECT_TRUE(*schedule.press_if_due(noon - std::chrono::days(30)));
}

}  // namespace
