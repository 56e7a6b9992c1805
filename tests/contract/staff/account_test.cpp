#include "staff/account.hpp"

#include "staff/keys.hpp"
#include "staff/session.hpp"
#include "staff_fixture.hpp"
#include "support/databases.hpp"

namespace kolokol::staff {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Property;
using testing::SizeIs;

class Accounts : public Newsroom {};
KOLOKOL_ON_EACH_ENGINE(Accounts);

TEST_P(Accounts, AreFoundAgainWithTheirRolesAndARandomHandle) {
    const Account made = join("Heron", {Role::reporter, Role::technical});
    const auto found = in_one([&](auto& tx) { return find_account(tx, made.id); });
    ASSERT_TRUE(found);
    EXPECT_EQ(found->pseudonym, "Heron");
    EXPECT_EQ(found->roles.text(), "reporter operator");
    EXPECT_EQ(found->user_handle.size(), 32U);
    EXPECT_NE(found->user_handle, join("Curlew").user_handle);
}

TEST_P(Accounts, DoNotShareAPseudonymWhileTheyWorkHere) {
    const Account first = join("Heron", {Role::reporter});
    EXPECT_REFUSED(in_one([&](auto& tx) {
                       return create_account(tx, " Heron ", Language(), {Role::editor}, "handle",
                                             now());
                   }),
                   "staff.pseudonym_taken");
    ASSERT_TRUE(in_one([&](auto& tx) { return remove_account(tx, first.id, now()); }));
    EXPECT_NE(join("Heron").id, first.id);
}

TEST_P(Accounts, TakeNoPseudonymThatIsEmptyLongOrOfTwoLines) {
    for (const std::string& wrong :
         {std::string(" "), std::string(61, 'a'), std::string("a\nb"), std::string("\xff")})
        EXPECT_REFUSED(parse_pseudonym(wrong), "staff.pseudonym_wrong");
    std::string sixty;
    for (int i = 0; i < 60; ++i)
        sixty += "ж";
    EXPECT_TRUE(parse_pseudonym(sixty));
}

TEST_P(Accounts, KeepAlwaysSomebodyWhoCanInvite) {
    const Account only = join("Heron", {Role::publisher});
    EXPECT_REFUSED(in_one([&](auto& tx) { return set_roles(tx, only.id, {Role::editor}); }),
                   "staff.last_publisher");
    EXPECT_REFUSED(in_one([&](auto& tx) { return remove_account(tx, only.id, now()); }),
                   "staff.last_publisher");
    join("Curlew", {Role::publisher});
    EXPECT_TRUE(in_one([&](auto& tx) { return remove_account(tx, only.id, now()); }));
}

TEST_P(Accounts, AreGoneWithTheirKeysCodesAndSessionsOnceRemoved) {
    const Account account = join("Heron");
    const auto token = in_one([&](auto& tx) {
        EXPECT_TRUE(add_passkey(tx, account.id, "phone", {"id", "key", 0, false}, now()));
        renew_recovery_codes(tx, account.id);
        return begin_session(tx, account.id, Way::passkey, now()).token;
    });
    ASSERT_TRUE(in_one([&](auto& tx) { return remove_account(tx, account.id, now()); }));
    in_one([&](auto& tx) {
        EXPECT_FALSE(find_visitor(tx, token.expose(), now()));
        EXPECT_EQ(count_keys(tx, account.id), 0);
        EXPECT_EQ(count_recovery_codes(tx, account.id), 0);
        EXPECT_FALSE(find_passkey(tx, "id"));
        EXPECT_THAT(accounts(tx), IsEmpty());
        EXPECT_TRUE(find_account(tx, account.id)) << "the audit trail names it";
        return 0;
    });
    EXPECT_REFUSED(in_one([&](auto& tx) { return set_roles(tx, account.id, {Role::editor}); }),
                   "staff.account_unknown");
}

class Keys : public Newsroom {};
KOLOKOL_ON_EACH_ENGINE(Keys);

TEST_P(Keys, BelongToOneAccount) {
    const Account heron = join("Heron");
    const Account curlew = join("Curlew");
    ASSERT_TRUE(in_one([&](auto& tx) {
        return add_passkey(tx, heron.id, " telephone\n", {"credential", "key", 7, true}, now());
    }));
    EXPECT_REFUSED(
        in_one([&](auto& tx) {
            return add_passkey(tx, curlew.id, "", {"credential", "other", 0, false}, now());
        }),
        "staff.passkey_known");
    const auto found = in_one([&](auto& tx) { return find_passkey(tx, "credential"); });
    ASSERT_TRUE(found);
    EXPECT_EQ(found->account, heron.id);
    EXPECT_EQ(found->name, "telephone");
    EXPECT_EQ(found->sign_count, 7U);
    EXPECT_TRUE(found->backed_up);
}

TEST_P(Keys, RememberTheirCountAndWhenTheyWereUsed) {
    const Account heron = join("Heron");
    in_one([&](auto& tx) {
        EXPECT_TRUE(add_passkey(tx, heron.id, "", {"credential", "key", 1, false}, now()));
        clock_.advance(std::chrono::hours(1));
        note_use(tx, find_passkey(tx, "credential").value(), {4, true}, now());
        return 0;
    });
    const auto found = in_one([&](auto& tx) { return passkeys_of(tx, heron.id); });
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_EQ(found[0].sign_count, 4U);
    EXPECT_EQ(found[0].used_at, now());
}

TEST_P(Keys, AreNeverTakenAwayToTheLast) {
    const Account heron = join("Heron");
    in_one([&](auto& tx) {
        EXPECT_TRUE(add_passkey(tx, heron.id, "", {"one", "key", 1, false}, now()));
        EXPECT_REFUSED_HERE(remove_passkey(tx, heron.id, "one"), "staff.last_key");
        EXPECT_TRUE(add_passkey(tx, heron.id, "", {"two", "key", 1, false}, now()));
        EXPECT_TRUE(remove_passkey(tx, heron.id, "one"));
        return 0;
    });
    EXPECT_EQ(in_one([&](auto& tx) { return count_keys(tx, heron.id); }), 1);
}

TEST_P(Keys, OfSomebodyElseCannotBeRemoved) {
    const Account heron = join("Heron");
    const Account curlew = join("Curlew");
    in_one([&](auto& tx) {
        EXPECT_TRUE(add_passkey(tx, heron.id, "", {"one", "key", 1, false}, now()));
        EXPECT_TRUE(add_passkey(tx, curlew.id, "", {"two", "key", 1, false}, now()));
        EXPECT_TRUE(add_passkey(tx, curlew.id, "", {"three", "key", 1, false}, now()));
        EXPECT_REFUSED_HERE(remove_passkey(tx, curlew.id, "one"), "staff.key_unknown");
        return 0;
    });
}

TEST_P(Keys, OpenOnceByARecoveryCodeHoweverItIsTyped) {
    const Account heron = join("Heron");
    const auto codes = in_one([&](auto& tx) { return renew_recovery_codes(tx, heron.id); });
    ASSERT_THAT(codes, SizeIs(10));
    EXPECT_THAT(codes[0],
                testing::MatchesRegex("([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}"));
    std::string typed;
    for (const char c : codes[3])
        typed += c == '-' ? ' ' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    const auto owner = in_one([&](auto& tx) { return spend_recovery_code(tx, typed); });
    ASSERT_TRUE(owner);
    EXPECT_EQ(*owner, heron.id);
    EXPECT_REFUSED(in_one([&](auto& tx) { return spend_recovery_code(tx, codes[3]); }),
                   "staff.recovery_code_unknown");
    EXPECT_EQ(in_one([&](auto& tx) { return count_recovery_codes(tx, heron.id); }), 9);
}

TEST_P(Keys, OfARecoverySheetAreVoidOnceThereIsANewOne) {
    const Account heron = join("Heron");
    const auto old = in_one([&](auto& tx) { return renew_recovery_codes(tx, heron.id); });
    in_one([&](auto& tx) { return renew_recovery_codes(tx, heron.id); });
    EXPECT_REFUSED(in_one([&](auto& tx) { return spend_recovery_code(tx, old[0]); }),
                   "staff.recovery_code_unknown");
}

TEST_P(Keys, OfAFileAnswerOneChallengeOfOneNewsroom) {
    const auto signing = crypto::SigningKey::generate();
    const auto key = to_base64url(signing.public_key().bytes);
    const Account heron = join("Heron");
    const std::string origin = "https://newsroom.test";
    const auto answer_to = [&](std::string_view challenge) {
        return key + "." +
               to_base64url(signing.sign(key_file_message(origin, to_base64url(challenge))));
    };
    in_one([&](auto& tx) {
        EXPECT_REFUSED_HERE(verify_key_file(tx, origin, "one", answer_to("one")),
                            "staff.key_file_forged")
            << "nobody's key yet";
        EXPECT_TRUE(add_key_file(tx, heron.id, "laptop", key, now()));
        const auto file = verify_key_file(tx, origin, "one", answer_to("one"));
        EXPECT_TRUE(file);
        EXPECT_EQ(file->account, heron.id);
        EXPECT_REFUSED_HERE(verify_key_file(tx, origin, "two", answer_to("one")),
                            "staff.key_file_forged");
        EXPECT_REFUSED_HERE(
            verify_key_file(tx, "https://newsroom.test.evil", "one", answer_to("one")),
            "staff.key_file_forged");
        for (const std::string& cut : {std::string(), key, key + ".", answer_to("one").substr(1)})
            EXPECT_REFUSED_HERE(verify_key_file(tx, origin, "one", cut), "staff.key_file_answer");
        return 0;
    });
}

TEST_P(Keys, OfAFileBelongToOneAccount) {
    const Account heron = join("Heron");
    const Account curlew = join("Curlew");
    const std::string key = to_base64url(crypto::SigningKey::generate().public_key().bytes);
    in_one([&](auto& tx) {
        EXPECT_TRUE(add_key_file(tx, heron.id, "laptop", " " + key + "\r\n", now()));
        EXPECT_REFUSED_HERE(add_key_file(tx, curlew.id, "", key, now()), "staff.key_file_known");
        EXPECT_REFUSED_HERE(add_key_file(tx, curlew.id, "", key.substr(1), now()),
                            "staff.key_file_wrong");
        EXPECT_EQ(count_keys(tx, heron.id), 1);
        EXPECT_REFUSED_HERE(remove_key_file(tx, heron.id, key), "staff.last_key");
        EXPECT_EQ(to_base64url(key_files_of(tx, heron.id).at(0).key.bytes), key);
        return 0;
    });
}

}  // namespace
}  // namespace kolokol::staff
