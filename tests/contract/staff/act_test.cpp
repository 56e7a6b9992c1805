#include "staff/act.hpp"

#include "staff/audit.hpp"
#include "staff_fixture.hpp"
#include "support/databases.hpp"

namespace kolokol::staff {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class Acts : public Newsroom {
protected:
    Act ask(const Account& by) {
        return in_one([&](auto& tx) { return propose(tx, "staff.roles", "{}", by.id, now()); });
    }
    Outcome agree(const Act& act, const Account& by) {
        return in_one([&](auto& tx) { return confirm(tx, act.id, by, now()); });
    }
    std::size_t ready() {
        return in_one([&](auto& tx) { return ready_acts(tx, now()); }).size();
    }
};
KOLOKOL_ON_EACH_ENGINE(Acts);

TEST_P(Acts, WaitForASecondPersonHoweverLong) {
    const Account heron = join("Heron", {Role::publisher});
    const Account curlew = join("Curlew", {Role::technical});
    const Act act = ask(heron);
    clock_.advance(std::chrono::days(30));
    EXPECT_EQ(ready(), 0U);
    EXPECT_REFUSED(agree(act, heron), "staff.act_own");
    EXPECT_TRUE(agree(act, curlew));
    EXPECT_EQ(ready(), 1U);
}

TEST_P(Acts, AreConfirmedByThoseWhoMay) {
    const Account heron = join("Heron", {Role::publisher});
    join("Curlew", {Role::publisher});
    const Account editor = join("Snipe", {Role::editor});
    const Act act = ask(heron);
    EXPECT_REFUSED(agree(act, editor), "staff.not_allowed");
    EXPECT_EQ(ready(), 0U);
}

TEST_P(Acts, WaitADayWhereNobodyElseCouldConfirm) {
    const Account heron = join("Heron", {Role::publisher});
    join("Snipe", {Role::editor});
    ask(heron);
    clock_.advance(24h - 1ms);
    EXPECT_EQ(ready(), 0U);
    clock_.advance(1ms);
    EXPECT_EQ(ready(), 1U);
}

TEST_P(Acts, TakenBackAreNeverCarriedOut) {
    const Account heron = join("Heron", {Role::publisher});
    const Act act = ask(heron);
    EXPECT_TRUE(in_one([&](auto& tx) { return take_back(tx, act.id, heron, now()); }));
    clock_.advance(48h);
    EXPECT_EQ(ready(), 0U);
    const Account curlew = join("Curlew", {Role::publisher});
    EXPECT_REFUSED(agree(act, curlew), "staff.act_ended");
}

TEST_P(Acts, AreCarriedOutOnceAndSayHowItWent) {
    const Account heron = join("Heron", {Role::publisher});
    const Account curlew = join("Curlew", {Role::publisher});
    const Act good = ask(heron);
    clock_.advance(1s);
    const Act bad = ask(heron);
    ASSERT_TRUE(agree(good, curlew));
    ASSERT_TRUE(agree(bad, curlew));
    in_one([&](auto& tx) {
        end_act(tx, good.id, done(), now());
        end_act(tx, bad.id, refuse(Kind::conflict, "staff.last_publisher"), now());
        return 0;
    });
    EXPECT_EQ(ready(), 0U);
    const auto all = in_one([&](auto& tx) { return acts(tx, 10); });
    ASSERT_THAT(all, SizeIs(2));
    EXPECT_EQ(all[0].state, ActState::failed);
    EXPECT_EQ(all[0].failure, "staff.last_publisher");
    EXPECT_EQ(all[1].state, ActState::done);
    EXPECT_EQ(all[1].confirmed_by, curlew.id);
}

class Audit : public Newsroom {
protected:
    void write(std::string_view act, std::string_view subject = "it") {
        in_one([&](auto& tx) {
            record(tx, AccountId("account"), act, subject, now());
            return 0;
        });
    }
    Result<AuditHead> check() {
        auto tx = database().read();
        return verify_audit(tx);
    }
    void change(const char* sql) {
        auto tx = database().begin();
        tx.run_script(sql);
        tx.commit();
    }
};
KOLOKOL_ON_EACH_ENGINE(Audit);

TEST_P(Audit, TellsWhatWasDoneTheNewestFirst) {
    for (const char* act : {"one", "two", "three"})
        write(act);
    const auto newest = in_one([&](auto& tx) { return audit_entries(tx, 2); });
    ASSERT_THAT(newest, SizeIs(2));
    EXPECT_EQ(newest[0].act, "three");
    EXPECT_EQ(newest[0].account, AccountId("account"));
    const auto older = in_one([&](auto& tx) { return audit_entries(tx, 2, newest[1].seq); });
    ASSERT_THAT(older, SizeIs(1));
    EXPECT_EQ(older[0].act, "one");
}

TEST_P(Audit, HoldsTogetherWhileNobodyTouchesIt) {
    EXPECT_EQ(check()->entries, 0);
    for (int i = 0; i < 5; ++i)
        write("act");
    ASSERT_TRUE(check());
    EXPECT_EQ(check()->entries, 5);
}

TEST_P(Audit, LeavesNothingOfWhatWasRolledBack) {
    {
        auto tx = database().begin();
        record(tx, std::nullopt, "act", "", now());
    }
    write("act");
    EXPECT_EQ(check()->entries, 1);
}

TEST_P(Audit, ShowsAnEntryThatWasChanged) {
    for (int i = 0; i < 5; ++i)
        write("act");
    change("UPDATE audit_entry SET subject = 'other' WHERE seq = 3");
    EXPECT_REFUSED(check(), "staff.audit_broken");
    EXPECT_THAT(check().error().detail, testing::HasSubstr("entry 3"));
}

TEST_P(Audit, ShowsAnEntryThatWasTakenOut) {
    for (int i = 0; i < 5; ++i)
        write("act");
    change("DELETE FROM audit_entry WHERE seq = 2");
    EXPECT_THAT(check().error().detail, testing::HasSubstr("entry 2"));
}

TEST_P(Audit, ShowsThatItsEndWasCutOff) {
    for (int i = 0; i < 5; ++i)
        write("act");
    change("DELETE FROM audit_entry WHERE seq = 5");
    EXPECT_THAT(check().error().detail, testing::HasSubstr("entry 5"));
}

TEST_P(Audit, DoesNotTakeOnePairOfFieldsForAnother) {
    write("ab", "c");
    const auto first = in_one([&](auto& tx) { return audit_entries(tx, 1); });
    change("DELETE FROM audit_entry; UPDATE audit_head SET seq = 0, hash = ''");
    write("a", "bc");
    const auto second = in_one([&](auto& tx) { return audit_entries(tx, 1); });
    EXPECT_NE(first[0].hash, second[0].hash);
}

}  // namespace
}  // namespace kolokol::staff
