#include "staff/session.hpp"

#include "staff/challenge.hpp"
#include "staff/invitation.hpp"
#include "staff_fixture.hpp"
#include "support/databases.hpp"

namespace kolokol::staff {
namespace {

using namespace std::chrono_literals;
using testing::SizeIs;

class Sessions : public Newsroom {
protected:
    void SetUp() override {
        Newsroom::SetUp();
        if (IsSkipped()) return;
        account_ = join("Heron");
    }
    std::string begin(Way way = Way::passkey) {
        return std::string(in_one([&](auto& tx) {
                               return begin_session(tx, account_.id, way, now()).token;
                           }).expose());
    }
    std::optional<Visitor> visitor(std::string_view token) {
        auto tx = database().read();
        return find_visitor(tx, token, now());
    }
    Account account_;
};
KOLOKOL_ON_EACH_ENGINE(Sessions);

TEST_P(Sessions, KnowTheirAccountByTheToken) {
    const auto token = begin(Way::key_file);
    EXPECT_THAT(token, SizeIs(43));
    const auto who = visitor(token);
    ASSERT_TRUE(who);
    EXPECT_EQ(who->account.id, account_.id);
    EXPECT_EQ(who->session.way, Way::key_file);
    EXPECT_FALSE(visitor(token + "A"));
    EXPECT_FALSE(visitor(""));
}

TEST_P(Sessions, DoNotStandInTheDatabaseAsTheyAreInTheCookie) {
    const auto token = begin();
    auto tx = database().read();
    constexpr store::Query any{"test.any", "SELECT 1 FROM staff_session WHERE token_hash = $1"};
    EXPECT_FALSE(tx.exists(any, {token}));
}

TEST_P(Sessions, EndAfterTwoHoursWithoutARequestAndAfterTwelveWithAny) {
    const auto idle = begin();
    clock_.advance(119min);
    EXPECT_TRUE(visitor(idle));
    clock_.advance(1min);
    EXPECT_FALSE(visitor(idle));

    const auto busy = begin();
    for (int hour = 1; hour < 12; ++hour) {
        clock_.advance(1h);
        const auto who = visitor(busy);
        ASSERT_TRUE(who) << hour;
        ASSERT_TRUE(wants_note(who->session, now()));
        in_one([&](auto& tx) {
            note_visit(tx, who->session.id, now());
            return 0;
        });
    }
    clock_.advance(1h);
    EXPECT_FALSE(visitor(busy));
}

TEST_P(Sessions, LoseARoleWithTheNextRequest) {
    const auto token = begin();
    ASSERT_TRUE(visitor(token)->account.may(Right::publish));
    ASSERT_TRUE(in_one([&](auto& tx) { return set_roles(tx, account_.id, {Role::reporter}); }));
    EXPECT_FALSE(visitor(token)->account.may(Right::publish));
}

TEST_P(Sessions, AreListedAndEndedOneByOneOrAllButThisOne) {
    const auto first = begin();
    clock_.advance(1s);
    const auto second = begin();
    clock_.advance(1s);
    const auto third = begin();
    const auto all = in_one([&](auto& tx) { return sessions_of(tx, account_.id, now()); });
    ASSERT_THAT(all, SizeIs(3));
    EXPECT_TRUE(in_one([&](auto& tx) { return end_session(tx, account_.id, all[1].id); }));
    EXPECT_FALSE(visitor(second));
    EXPECT_EQ(in_one([&](auto& tx) { return end_sessions(tx, account_.id, all[0].id); }), 1);
    EXPECT_TRUE(visitor(third));
    EXPECT_FALSE(visitor(first));
}

TEST_P(Sessions, OfSomebodyElseCannotBeEnded) {
    const auto token = begin();
    const Account other = join("Curlew");
    const auto id = visitor(token)->session.id;
    EXPECT_FALSE(in_one([&](auto& tx) { return end_session(tx, other.id, id); }));
    EXPECT_TRUE(visitor(token));
}

TEST_P(Sessions, AreSweptOnceTheyAreOver) {
    begin();
    clock_.advance(13h);
    const auto token = begin();
    in_one([&](auto& tx) {
        sweep_sessions(tx, now());
        return 0;
    });
    auto tx = database().read();
    constexpr store::Query count{"test.count", "SELECT COUNT(*) FROM staff_session"};
    EXPECT_EQ(tx.number(count), 1);
    EXPECT_TRUE(visitor(token));
}

TEST_P(Sessions, HaveAFormTokenOfTheirOwn) {
    const auto mine = visitor(begin())->session.id;
    const auto theirs = visitor(begin())->session.id;
    in_one([&](auto& tx) {
        const auto token = form_token(tx, mine);
        EXPECT_EQ(token, form_token(tx, mine));
        EXPECT_TRUE(is_form_token(tx, mine, token));
        EXPECT_FALSE(is_form_token(tx, theirs, token));
        EXPECT_FALSE(is_form_token(tx, mine, ""));
        return 0;
    });
}

class Challenges : public Newsroom {};
KOLOKOL_ON_EACH_ENGINE(Challenges);

TEST_P(Challenges, AnswerOnceAndForOnePurpose) {
    const auto challenge = in_one([&](auto& tx) { return make_challenge(tx, "enter", now()); });
    const auto spend = [&](std::string_view purpose) {
        return in_one([&](auto& tx) { return spend_challenge(tx, challenge, purpose, now()); });
    };
    EXPECT_REFUSED(spend("join"), "staff.challenge_unknown");
    EXPECT_TRUE(spend("enter"));
    EXPECT_REFUSED(spend("enter"), "staff.challenge_spent");
}

TEST_P(Challenges, RunOutAfterFiveMinutes) {
    const auto challenge = in_one([&](auto& tx) { return make_challenge(tx, "enter", now()); });
    clock_.advance(5min);
    EXPECT_TRUE(in_one([&](auto& tx) { return spend_challenge(tx, challenge, "enter", now()); }));
    clock_.advance(1ms);
    EXPECT_REFUSED(in_one([&](auto& tx) { return spend_challenge(tx, challenge, "enter", now()); }),
                   "staff.challenge_over");
}

TEST_P(Challenges, CannotBeMadeUpOrProlonged) {
    auto challenge = in_one([&](auto& tx) { return make_challenge(tx, "enter", now()); });
    for (std::size_t i = 0; i < challenge.size(); ++i) {
        auto other = challenge;
        other[i] ^= 1;
        EXPECT_REFUSED(in_one([&](auto& tx) { return spend_challenge(tx, other, "enter", now()); }),
                       "staff.challenge_unknown");
    }
    EXPECT_REFUSED(in_one([&](auto& tx) { return spend_challenge(tx, "", "enter", now()); }),
                   "staff.challenge_unknown");
}

TEST_P(Challenges, LeaveNothingBehindUnlessTheyWereAnswered) {
    for (int i = 0; i < 100; ++i)
        in_one([&](auto& tx) { return make_challenge(tx, "enter", now()); });
    auto tx = database().read();
    constexpr store::Query count{"test.count", "SELECT COUNT(*) FROM spent_challenge"};
    EXPECT_EQ(tx.number(count), 0);
}

class Invitations : public Newsroom {};
KOLOKOL_ON_EACH_ENGINE(Invitations);

TEST_P(Invitations, AreFoundByTheirLinkUntilTheyAreUsedOrOver) {
    const Account heron = join("Heron", {Role::publisher});
    const auto sent = in_one([&](auto& tx) {
        return invite(tx, {Role::reporter, Role::editor}, heron.id, now());
    });
    const auto find = [&] {
        return in_one([&](auto& tx) { return find_invitation(tx, sent.token.expose(), now()); });
    };
    ASSERT_TRUE(find());
    EXPECT_EQ(find()->roles.text(), "reporter editor");
    EXPECT_EQ(find()->invited_by, heron.id);
    EXPECT_FALSE(find()->resets);
    clock_.advance(invitation_life);
    EXPECT_REFUSED(find(), "staff.invitation_over");
    EXPECT_TRUE(in_one([&](auto& tx) { return end_invitation(tx, sent.invitation.id); }));
    EXPECT_REFUSED(find(), "staff.invitation_unknown");
}

TEST_P(Invitations, CanResetAnAccountThatWorksHere) {
    const Account heron = join("Heron", {Role::publisher});
    const auto sent =
        in_one([&](auto& tx) { return invite_to_reset(tx, heron.id, std::nullopt, now()); });
    ASSERT_TRUE(sent);
    EXPECT_EQ(sent->invitation.resets, heron.id);
    EXPECT_REFUSED(in_one([&](auto& tx) {
                       return invite_to_reset(tx, AccountId("nobody"), std::nullopt, now());
                   }),
                   "staff.account_unknown");
}

}  // namespace
}  // namespace kolokol::staff
