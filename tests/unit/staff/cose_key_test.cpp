#include "staff/cose_key.hpp"

#include <gtest/gtest.h>

namespace kolokol::staff {
namespace {

/// A key of 2048 bits and its signature over "message", made by openssl genrsa and dgst -sha256.
constexpr std::string_view modulus =
    "a888499fb5014dae2a09baabda03db7f91dfe94c5b9e4b57e014f3b9e5250c87b0b6f3574167"
    "4c3f1a74c571f3dc8a3eb43bec9b737154b10c5c35257bba69aaed78dfa379cb03efb889af46"
    "198a470b33fa17852cbf15db54c850bdc9ab02d2c357477502107e54a33d46d736356e0a2158"
    "2e144d440ea0aef75b867b60209d398fbe844390477d04bc4f4c27f49265e1baa96740c89f83"
    "42bf414e10c6214b1f23d2b7c85207849ee2977286e091dcad448b9c114fefac9257d1cec310"
    "a653ab843c6f81c09e0dbe991a61972ac4e2dd84fbfb717a8fe4b4369399d721f050bda6bc18"
    "6069f37d7181d48a3cc1835cb4afccc2ec4dc40964b745dfe1640419";
constexpr std::string_view signature =
    "46cb5988241e313bb8b7a055a8b097fc7f5afe3a1ac435c56729949f10758cc053f25adf29bd"
    "89e291160f3aef4dfb8873d2b25dfa24b15a6bc2df75d9f67165312ef16acad1005a9e624e3f"
    "85806ad2473afc456a4f0b59b18e87ce630cbe72ee6e8220fd4b0812c8c4ffde48f21859977b"
    "456a2428c7e476dead522c737e18ee703d3f1e6192816ca1f012de917c56b94b460714e5f6b4"
    "c23ac98e01201882265664f9d6ee391a2b765275bca4a614ffd744ac8df49c978a182f52c567"
    "938d781d567902480281e090374b495adf955cd43a6efbabb4a014a3a9d02b0ad9c9939f9e6f"
    "bcd0a2895adf2ffbb3fc2c84de5d1c95c786d2948c4be9c60acce985";

Bytes hex(std::string_view digits) {
    return from_hex(digits).value();
}

/// {1: RSA, 3: RS256, -1: modulus, -2: 65537}
Bytes rsa_key(BytesView n) {
    Bytes key = hex("a401030339010020");
    key += '\x59';
    key += static_cast<char>(n.size() >> 8U);
    key += static_cast<char>(n.size() & 0xFFU);
    return key.append(n) + hex("2143010001");
}

TEST(CoseKey, OfRsaVerifiesWhatItSigned) {
    const auto key = CoseKey::read(rsa_key(hex(modulus)));
    ASSERT_TRUE(key) << key.error().detail;
    EXPECT_TRUE(key->verify("message", hex(signature)));
    EXPECT_FALSE(key->verify("massage", hex(signature)));
    EXPECT_FALSE(key->verify("message", hex(signature).substr(1)));
    EXPECT_FALSE(key->verify("message", ""));
}

TEST(CoseKey, OfRsaIsRefusedWhereItIsShort) {
    const auto key = CoseKey::read(rsa_key(hex(modulus).substr(128)));
    ASSERT_FALSE(key);
    EXPECT_EQ(key.error().code, "staff.passkey_damaged");
}

TEST(CoseKey, OfAnotherAlgorithmIsRefusedByItsName) {
    // ES384 (-35)
    const auto key = CoseKey::read(hex("a2010203") + hex("3822"));
    ASSERT_FALSE(key);
    EXPECT_EQ(key.error().code, "staff.passkey_algorithm");
}

TEST(CoseKey, OfP256OffTheCurveVerifiesNothing) {
    const auto key = CoseKey::read(hex("a5010203262001215820") + Bytes(32, '\x01') + hex("225820") +
                                   Bytes(32, '\x02'));
    ASSERT_TRUE(key);
    EXPECT_FALSE(key->verify("message", hex("3006020101020101")));
}

}  // namespace
}  // namespace kolokol::staff
