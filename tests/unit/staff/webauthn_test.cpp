#include "staff/webauthn.hpp"

#include <gtest/gtest.h>

#include "passkey_vectors.hpp"

namespace kolokol::staff {
namespace {

class Passkey : public testing::TestWithParam<std::size_t> {
protected:
    PasskeyVector vector_ = passkey_vectors().at(GetParam());
    RelyingParty party_ = vector_party();

    Result<NewPasskey> register_it() {
        return verify_registration(party_, vector_.challenge, vector_.registration);
    }
    Result<SeenPasskey> use(std::size_t which, std::uint32_t count = 0) {
        const auto& given = vector_.assertions.at(which);
        return verify_assertion(party_, given.challenge, public_key_, count, given.assertion);
    }
    Bytes public_key_ = register_it().value().public_key;
};

INSTANTIATE_TEST_SUITE_P(OfChromium, Passkey, testing::Range<std::size_t>(0, 3));

#define EXPECT_REFUSED(expression, expected)                     \
    do {                                                         \
        const auto outcome_ = (expression);                      \
        ASSERT_FALSE(outcome_);                                  \
        EXPECT_EQ(outcome_.error().code, std::string(expected)); \
    } while (false)

TEST_P(Passkey, IsTakenWithItsIdAndItsCount) {
    const auto made = register_it();
    ASSERT_TRUE(made) << made.error().detail;
    EXPECT_EQ(made->credential_id, vector_.credential_id);
    EXPECT_EQ(made->sign_count, 1U);
    EXPECT_FALSE(made->backed_up);
}

TEST_P(Passkey, OpensWithEachOfItsAnswersInTheirOrder) {
    const auto first = use(0, 1);
    ASSERT_TRUE(first) << first.error().detail;
    const auto second = use(1, first->sign_count);
    ASSERT_TRUE(second) << second.error().detail;
    EXPECT_GT(second->sign_count, first->sign_count);
}

TEST_P(Passkey, IsRefusedWhereItsCountDidNotRise) {
    EXPECT_REFUSED(use(0, 2), "staff.passkey_copied");
}

TEST_P(Passkey, IsRefusedForAnotherChallenge) {
    vector_.assertions[0].challenge[0] ^= 1;
    EXPECT_REFUSED(use(0), "staff.passkey_wrong_challenge");
    vector_.challenge[0] ^= 1;
    EXPECT_REFUSED(register_it(), "staff.passkey_wrong_challenge");
}

TEST_P(Passkey, IsRefusedWhereNoChallengeWasHandedOut) {
    vector_.assertions[0].challenge.clear();
    EXPECT_REFUSED(use(0), "staff.passkey_wrong_challenge");
}

TEST_P(Passkey, IsRefusedWhenAPageOfAnotherOriginAsked) {
    party_.origin = "http://localhost:18481";
    EXPECT_REFUSED(use(0), "staff.passkey_wrong_origin");
    EXPECT_REFUSED(register_it(), "staff.passkey_wrong_origin");
}

TEST_P(Passkey, IsRefusedOnAnotherHost) {
    party_.id = "example.org";
    EXPECT_REFUSED(use(0), "staff.passkey_wrong_host");
    EXPECT_REFUSED(register_it(), "staff.passkey_wrong_host");
}

TEST_P(Passkey, IsRefusedWhereTheAnswerWasMadeForTheOtherCeremony) {
    vector_.assertions[0].assertion.client_data_json = vector_.registration.client_data_json;
    vector_.assertions[0].challenge = vector_.challenge;
    EXPECT_REFUSED(use(0), "staff.passkey_wrong_kind");
}

TEST_P(Passkey, IsRefusedWhereNobodyWasVerified) {
    vector_.assertions[0].assertion.authenticator_data[32] &= ~0x04;
    EXPECT_REFUSED(use(0), "staff.passkey_not_verified");
}

TEST_P(Passkey, IsRefusedWithOneBitOfItsSignatureChanged) {
    vector_.assertions[0].assertion.signature.back() ^= 1;
    EXPECT_REFUSED(use(0), "staff.passkey_forged");
}

TEST_P(Passkey, IsRefusedWithOneByteOfItsClientDataChanged) {
    auto& json = vector_.assertions[0].assertion.client_data_json;
    json.insert(json.size() - 1, " ");  // still JSON, with the same members
    EXPECT_REFUSED(use(0), "staff.passkey_forged");
}

TEST_P(Passkey, IsRefusedWithTheKeyOfAnotherOne) {
    const auto other = passkey_vectors().at((GetParam() + 1) % 3);
    public_key_ = verify_registration(party_, other.challenge, other.registration)->public_key;
    EXPECT_REFUSED(use(0), "staff.passkey_forged");
}

TEST_P(Passkey, IsRefusedInAFrameOfAnotherOrigin) {
    auto& json = vector_.registration.client_data_json;
    const auto at = json.find("\"crossOrigin\":false");
    ASSERT_NE(at, std::string::npos);
    json.replace(at, 19, "\"crossOrigin\":true");
    EXPECT_REFUSED(register_it(), "staff.passkey_wrong_origin");
}

TEST_P(Passkey, IsRefusedCutAnywhereAndNeverReadBeyondItsEnd) {
    const Bytes whole = vector_.registration.attestation_object;
    for (std::size_t size = 0; size < whole.size(); ++size) {
        vector_.registration.attestation_object = whole.substr(0, size);
        EXPECT_FALSE(register_it()) << size;
    }
}

TEST_P(Passkey, IsRefusedWithAnyByteOfItsAnswerChanged) {
    const Bytes whole = vector_.assertions[0].assertion.authenticator_data;
    for (std::size_t i = 0; i < whole.size(); ++i) {
        vector_.assertions[0].assertion.authenticator_data = whole;
        vector_.assertions[0].assertion.authenticator_data[i] ^= 0x20;
        EXPECT_FALSE(use(0)) << i;
    }
}

}  // namespace
}  // namespace kolokol::staff
