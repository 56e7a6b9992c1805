#include "serve/alarm.hpp"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "newsstand.hpp"

using namespace kolokol;
using serve::Alarm;
using serve::AlarmSettings;
using serve::Danger;
using serve::testing::Workshop;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using ::testing::ElementsAre;

namespace {

const Instant noon = edition::testing::press_time;

/// An alarm whose command writes down what it is told.
class Alarms : public ::testing::Test {
protected:
    Alarms() {
        settings.memory = folder.path() / "alarm.txt";
        settings.command = {"/bin/sh", "-c",
                            "echo \"$KOLOKOL_ALARM_EVENT|$KOLOKOL_ALARM_SUBJECT|"
                            "$KOLOKOL_ALARM_DETAIL\" >> \"$0\"",
                            heard_file().string()};
    }

    std::filesystem::path heard_file() const { return folder.path() / "heard.txt"; }

    Alarm alarm() {
        return Alarm(settings, {[this](Instant) { return dangers; }});
    }

    std::vector<std::string> heard() const {
        std::ifstream file(heard_file());
        std::vector<std::string> lines;
        for (std::string line; std::getline(file, line);)
            lines.push_back(line);
        return lines;
    }

    TemporaryFolder folder;
    AlarmSettings settings;
    std::vector<Danger> dangers{{"disk", "", "12 MB are left"}};
};

TEST_F(Alarms, BlankLineEndsSoThatNothingCanBeAddedToTheHeaderOfALetter) {
    dangers = {{"job", "mail\r\nBcc: somebody\t\x7f", "given\nup"}};
    alarm().look(noon);
    alarm().look(noon + minutes(1));
    EXPECT_THAT(heard(), ElementsAre("job|mail  Bcc: somebody  |given up"));
}

TEST_F(Alarms, TellOnceWhatIsInDanger) {
    Alarm one = alarm();
    one.look(noon);
    one.look(noon + minutes(1));
    one.look(noon + hours(23));
    EXPECT_THAT(heard(), ElementsAre("disk||12 MB are left"));
}

TEST_F(Alarms, TellAgainEachDay) {
    Alarm one = alarm();
    one.look(noon);
    one.look(noon + hours(24));
    one.look(noon + hours(30));
    one.look(noon + hours(48));
    EXPECT_EQ(heard().size(), 3U);
}

TEST_F(Alarms, RememberAcrossARestartWhatTheyTold) {
    alarm().look(noon);
    alarm().look(noon + hours(2));
    EXPECT_EQ(heard().size(), 1U);
    alarm().look(noon + hours(25));
    EXPECT_EQ(heard().size(), 2U);
}

TEST_F(Alarms, TellOfADangerThatCameBack) {
    Alarm one = alarm();
    one.look(noon);
    const auto before = std::exchange(dangers, {});
    one.look(noon + hours(1));
    dangers = before;
    one.look(noon + hours(2));
    EXPECT_EQ(heard().size(), 2U);
}

TEST_F(Alarms, TellEachSubjectByItself) {
    dangers = {{"key", "root", "old"}, {"key", "targets", "old"}};
    alarm().look(noon);
    EXPECT_THAT(heard(), ElementsAre("key|root|old", "key|targets|old"));
}

TEST_F(Alarms, TryAgainWhereTheCommandFailed) {
    const auto good = std::exchange(settings.command, {"/bin/false"});
    alarm().look(noon);
    settings.command = {"/nowhere/at/all"};
    alarm().look(noon + minutes(1));
    settings.command = good;
    alarm().look(noon + minutes(2));
    EXPECT_EQ(heard().size(), 1U);
}

TEST_F(Alarms, KillACommandThatDoesNotEnd) {
    settings.command = {"/bin/sh", "-c", "sleep 600 & sleep 600"};
    settings.command_time = std::chrono::milliseconds(50);
    const auto started = std::chrono::steady_clock::now();
    alarm().look(noon);
    EXPECT_LT(std::chrono::steady_clock::now() - started, minutes(5));
}

TEST_F(Alarms, PassWhatTheyTellThroughNoShell) {
    settings.command = {"/bin/sh", "-c", "true"};
    dangers = {{"disk", "$(touch " + (folder.path() / "made").string() + ")", "`x`; \"y\""}};
    alarm().look(noon);
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "made"));
}

TEST_F(Alarms, GiveAllThatIsInDangerAtEachLook) {
    Alarm one = alarm();
    EXPECT_EQ(one.look(noon).size(), 1U);
    EXPECT_EQ(one.look(noon + minutes(1)).size(), 1U);
}

TEST_F(Alarms, GoOnWhereOneCheckFails) {
    Alarm one(settings,
              {[](Instant) -> std::vector<Danger> { throw std::runtime_error("the disk is gone"); },
               [this](Instant) { return dangers; }});
    EXPECT_EQ(one.look(noon).size(), 1U);
    EXPECT_EQ(heard().size(), 1U);
}

TEST_F(Alarms, TellAgainAfterAClockThatWasAhead) {
    alarm().look(noon + days(400));
    alarm().look(noon);
    EXPECT_EQ(heard().size(), 2U);
}

std::vector<std::string> subjects(const std::vector<Danger>& dangers) {
    std::vector<std::string> all;
    for (const Danger& danger : dangers)
        all.push_back(danger.event + "/" + danger.subject);
    return all;
}

TEST(DangerChecks, SeeSignaturesThatRunOut) {
    Workshop workshop;
    edition::Shelf shelf = workshop.shelf();
    const auto check = serve::signatures_in_danger(shelf);
    EXPECT_THAT(subjects(check(noon)), ElementsAre());
    workshop.press(
        [](edition::Builder& builder) { edition::testing::put_articles(builder, 1, 1); });
    EXPECT_THAT(subjects(check(noon)), ElementsAre());
    EXPECT_THAT(subjects(check(noon + hours(48))), ElementsAre());
    EXPECT_THAT(subjects(check(noon + hours(49))), ElementsAre("heartbeat/timestamp"));
    ASSERT_TRUE(shelf.renew(workshop.heartbeat_key, noon + days(77)));
    EXPECT_THAT(subjects(check(noon + days(77))), ElementsAre("key/targets"));
    ASSERT_TRUE(shelf.sign_again(workshop.signers(), noon + days(370)));
    EXPECT_THAT(subjects(check(noon + days(370))), ElementsAre("key/root"));
}

TEST(DangerChecks, SeeADiskThatIsFull) {
    TemporaryFolder folder;
    EXPECT_EQ(serve::disk_in_danger(folder.path(), 1ULL << 60U, 0)(noon).size(), 1U);
    EXPECT_EQ(serve::disk_in_danger(folder.path(), 0, 101)(noon).size(), 1U);
    EXPECT_EQ(serve::disk_in_danger(folder.path(), 0, 0)(noon).size(), 0U);
}

}  // namespace
