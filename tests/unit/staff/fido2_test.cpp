// What libfido2 takes and refuses, we do too: it is the oracle for signatures and authenticator
// data. It does not look into the client data, so nothing here speaks of them.

#include <fido.h>
#include <fido/eddsa.h>
#include <fido/es256.h>
#include <gtest/gtest.h>

#include "crypto/digest.hpp"
#include "passkey_vectors.hpp"
#include "staff/cbor.hpp"

namespace kolokol::staff {
namespace {

const unsigned char* raw(const Bytes& bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

struct Release {
    void operator()(fido_cred_t* it) const { fido_cred_free(&it); }
    void operator()(fido_assert_t* it) const { fido_assert_free(&it); }
    void operator()(es256_pk_t* it) const { es256_pk_free(&it); }
    void operator()(eddsa_pk_t* it) const { eddsa_pk_free(&it); }
};

class Oracle {
public:
    explicit Oracle(const PasskeyVector& vector) : algorithm_(vector.algorithm) {
        fido_init(0);
        const auto object = read_cbor(vector.registration.attestation_object).value();
        const Bytes data = *object.item.find("authData")->bytes();
        // authenticator data as a CBOR byte string: what this library's setter wants
        const Bytes hash(crypto::sha256(vector.registration.client_data_json).bytes());
        good_ =
            fido_cred_set_type(credential_.get(), algorithm_) == FIDO_OK &&
            fido_cred_set_rp(credential_.get(), "localhost", nullptr) == FIDO_OK &&
            fido_cred_set_clientdata_hash(credential_.get(), raw(hash), hash.size()) == FIDO_OK &&
            fido_cred_set_fmt(credential_.get(), "none") == FIDO_OK &&
            fido_cred_set_authdata_raw(credential_.get(), raw(data), data.size()) == FIDO_OK;
    }
    bool read() const { return good_; }
    bool takes(const Assertion& given, const char* host) const {
        const std::unique_ptr<fido_assert_t, Release> asked(fido_assert_new());
        const Bytes hash(crypto::sha256(given.client_data_json).bytes());
        if (fido_assert_set_rp(asked.get(), host) != FIDO_OK ||
            fido_assert_set_clientdata_hash(asked.get(), raw(hash), hash.size()) != FIDO_OK ||
            fido_assert_set_count(asked.get(), 1) != FIDO_OK ||
            fido_assert_set_up(asked.get(), FIDO_OPT_TRUE) != FIDO_OK ||
            fido_assert_set_uv(asked.get(), FIDO_OPT_TRUE) != FIDO_OK ||
            fido_assert_set_authdata_raw(asked.get(), 0, raw(given.authenticator_data),
                                         given.authenticator_data.size()) != FIDO_OK ||
            fido_assert_set_sig(asked.get(), 0, raw(given.signature), given.signature.size()) !=
                FIDO_OK)
            return false;
        return verify(asked.get());
    }

private:
    bool verify(const fido_assert_t* asked) const {
        const unsigned char* key = fido_cred_pubkey_ptr(credential_.get());
        const std::size_t size = fido_cred_pubkey_len(credential_.get());
        if (algorithm_ == COSE_ES256) {
            const std::unique_ptr<es256_pk_t, Release> point(es256_pk_new());
            return es256_pk_from_ptr(point.get(), key, size) == FIDO_OK &&
                   fido_assert_verify(asked, 0, algorithm_, point.get()) == FIDO_OK;
        }
        const std::unique_ptr<eddsa_pk_t, Release> point(eddsa_pk_new());
        return eddsa_pk_from_ptr(point.get(), key, size) == FIDO_OK &&
               fido_assert_verify(asked, 0, algorithm_, point.get()) == FIDO_OK;
    }

    int algorithm_;
    std::unique_ptr<fido_cred_t, Release> credential_{fido_cred_new()};
    bool good_ = false;
};

struct Case {
    const char* name;
    const char* host;
    void (*change)(Assertion&);
};

const Case cases[] = {
    {"untouched", "localhost", [](Assertion&) {}},
    {"signature", "localhost", [](Assertion& it) { it.signature.back() ^= 1; }},
    {"no signature", "localhost", [](Assertion& it) { it.signature.clear(); }},
    {"not verified", "localhost", [](Assertion& it) { it.authenticator_data[32] &= ~0x04; }},
    {"not present", "localhost", [](Assertion& it) { it.authenticator_data[32] &= ~0x01; }},
    {"count", "localhost", [](Assertion& it) { it.authenticator_data[36] ^= 0x10; }},
    {"one byte more", "localhost", [](Assertion& it) { it.authenticator_data += '\0'; }},
    {"one byte less", "localhost", [](Assertion& it) { it.authenticator_data.pop_back(); }},
    {"client data", "localhost", [](Assertion& it) { it.client_data_json.insert(1, " "); }},
    {"host", "example.org", [](Assertion&) {}},
};

TEST(Fido2, TakesAndRefusesWhatWeDo) {
    for (const PasskeyVector& vector : passkey_vectors()) {
        const Oracle oracle(vector);
        ASSERT_TRUE(oracle.read()) << vector.algorithm;
        const auto made =
            verify_registration(vector_party(), vector.challenge, vector.registration);
        for (const Case& each : cases) {
            Assertion given = vector.assertions[0].assertion;
            each.change(given);
            const RelyingParty party{each.host, vector_party().origin};
            const bool ours =
                verify_assertion(party, vector.assertions[0].challenge, made->public_key, 0, given)
                    .has_value();
            EXPECT_EQ(ours, oracle.takes(given, each.host)) << vector.algorithm << each.name;
        }
    }
}

}  // namespace
}  // namespace kolokol::staff
