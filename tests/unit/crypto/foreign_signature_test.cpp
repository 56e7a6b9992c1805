// Made with the openssl program: a key of each kind, and its signature of "root metadata".
#include "crypto/foreign_signature.hpp"

#include <gtest/gtest.h>

namespace kolokol::crypto {
namespace {

constexpr std::string_view message = "root metadata";

constexpr std::string_view ecdsa_key =
    "-----BEGIN PUBLIC KEY-----\n"
    "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEB2ls7yNX9DQyw9NDQJmy9nkbWZNY\n"
    "gk7RH7LBTeBxHV6yt3qkfB2D3cgCewO+pU6SaPAuEdXjEO7PjEGEma5YRg==\n"
    "-----END PUBLIC KEY-----\n";
constexpr std::string_view ecdsa_signature =
    "3045022100e320e238abe11df97901e5f39cb32e97ed3b4deacf70a4b16d9826e4099fb44a02204039d044705ecfe4"
    "877c5df12283aa66078f6990fbcdaeb28c895f35b1da2f5f";

constexpr std::string_view rsa_key =
    "-----BEGIN PUBLIC KEY-----\n"
    "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAm046GWpaQudvlBdf0VUA\n"
    "3Z+Nhmnm3wNJrTbaz7rYa03YhdVeX2kguY0/eRdzxFxxpFbZGdg5d3zf27z6mce0\n"
    "cTSbw2DMcjKx6nm7EbOI0tONTetkKh/xIGv630nRnyod8qkuHGH3adK2Kg/WPIpo\n"
    "fk90AP2BFXpgEgqsO63Ouk3kCEcVfiD0fB0XLDU9uypuyZfu406xOhJ5FlsJ6V0h\n"
    "GHQsO4vE81pfYxmOSMUztB+a+Nt+Yg35HNhvqFWy45V2OREF7SLDJ6WVjNj4a1ZQ\n"
    "uwhIxF68XPJXnjv85udhN1DScITH6eEo2XLfbncA6DInagWr+S/8h5ewgoFVEuub\n"
    "FQIDAQAB\n"
    "-----END PUBLIC KEY-----\n";
constexpr std::string_view rsa_signature =
    "028f9683bcf893b19230f40d7f6d96073beb539d8dd2f005386d57c961f5b0566549e2d3d446dabf842fe9b1f66767"
    "415341d6d5050a59833039fa15b83c616b01f2757690dac33cf9f655d9f4acc78adb70ac80a958e9b94d4a986b1670"
    "554f8ae5b89f2cd7dfaf3e4548198892d825b8c97b071f8b169b12023a39e03a744b79eb90388af2d787cd9650e669"
    "1304852b84ea33d3b357c6e1fbe4ba210b70b04587dafa82a6669f71c538300f66f3cc38c70829ca252b0d87be5395"
    "156f735718b1c5079cd4776a76877b9f0007d127d7f7345d7afa360b1919b1a2b72a763cd032ad02df1303202a43ab"
    "40d0514e73e81ae964fdebbfa5b1c897a8a62b8b59";

TEST(ForeignSignature, AcceptsEcdsaOverP256) {
    EXPECT_TRUE(verify_ecdsa_p256(ecdsa_key, message, *from_hex(ecdsa_signature)));
    EXPECT_FALSE(verify_ecdsa_p256(ecdsa_key, "other metadata", *from_hex(ecdsa_signature)));
}

TEST(ForeignSignature, AcceptsRsaPss) {
    EXPECT_TRUE(verify_rsa_pss(rsa_key, message, *from_hex(rsa_signature)));
    EXPECT_FALSE(verify_rsa_pss(rsa_key, "other metadata", *from_hex(rsa_signature)));
}

TEST(ForeignSignature, TakesNoKeyForTheOtherKind) {
    EXPECT_FALSE(verify_ecdsa_p256(rsa_key, message, *from_hex(rsa_signature)));
    EXPECT_FALSE(verify_rsa_pss(ecdsa_key, message, *from_hex(ecdsa_signature)));
    EXPECT_FALSE(verify_ecdsa_p256("no key", message, *from_hex(ecdsa_signature)));
}

}  // namespace
}  // namespace kolokol::crypto
