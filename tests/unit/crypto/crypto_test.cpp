#include <gtest/gtest.h>

#include "crypto/digest.hpp"
#include "crypto/ed25519.hpp"
#include "crypto/foreign_signature.hpp"
#include "crypto/passphrase.hpp"
#include "crypto/random.hpp"
#include "crypto/sealed.hpp"

namespace kolokol::crypto {
namespace {

Bytes hex(std::string_view text) {
    return *from_hex(text);
}

TEST(Digest, IsTheSha256OfFips180) {
    EXPECT_EQ(sha256("abc").hex(),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(sha256("").hex(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(Digest, IsTheSameInPartsAndAtOnce) {
    Sha256 parts;
    parts.add("ab");
    parts.add("");
    parts.add("c");
    EXPECT_EQ(parts.finish(), sha256("abc"));
}

TEST(Digest, ReadsItsOwnHexadecimalAndNothingElse) {
    const Digest digest = sha256("abc");
    EXPECT_EQ(*Digest::from_hex(digest.hex()), digest);
    EXPECT_FALSE(Digest::from_hex(digest.hex().substr(1)));
    EXPECT_FALSE(Digest::from_hex(std::string(64, 'A')));
    EXPECT_FALSE(Digest::from_hex(std::string(64, 'g')));
}

// RFC 8032 section 7.1, test 3.
TEST(SigningKey, SignsAsRfc8032Says) {
    const auto key = SigningKey::from_seed(
        Secret(hex("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7")));
    ASSERT_TRUE(key);
    EXPECT_EQ(to_hex(key->public_key().bytes),
              "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025");
    EXPECT_EQ(
        to_hex(key->sign(hex("af82"))),
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f7"
        "60984dc6594a7c15e9716ed28dc027beceea1ec40a");
}

TEST(SigningKey, ComesBackFromItsSeed) {
    const auto key = SigningKey::generate();
    EXPECT_EQ(SigningKey::from_seed(key.seed())->public_key(), key.public_key());
    EXPECT_FALSE(SigningKey::from_seed(Secret("short")));
}

TEST(SigningKey, DoesNotVouchForAnotherMessageOrKey) {
    const auto key = SigningKey::generate();
    const Bytes signature = key.sign("the paper");
    EXPECT_TRUE(verify(key.public_key(), "the paper", signature));
    EXPECT_FALSE(verify(key.public_key(), "the papers", signature));
    EXPECT_FALSE(verify(SigningKey::generate().public_key(), "the paper", signature));
    EXPECT_FALSE(verify(key.public_key(), "the paper", signature.substr(1)));
    EXPECT_FALSE(verify(PublicKey{}, "the paper", signature));
}

TEST(SealedBox, OpensForItsOwnerOnly) {
    const auto owner = BoxKeyPair::generate();
    const auto sealed = seal(owner.public_key, "a name");
    ASSERT_TRUE(sealed);
    EXPECT_EQ(open_sealed(owner, *sealed)->expose(), "a name");
    EXPECT_EQ(open_sealed(BoxKeyPair::generate(), *sealed).error().code, "crypto.cannot_open");
}

TEST(SealedBox, IsRefusedWhenChanged) {
    const auto owner = BoxKeyPair::generate();
    Bytes sealed = *seal(owner.public_key, "a name");
    sealed.back() ^= 1;
    EXPECT_FALSE(open_sealed(owner, sealed));
    EXPECT_FALSE(open_sealed(owner, "short"));
    EXPECT_FALSE(seal(BoxPublicKey{"short"}, "a name"));
}

TEST(Lock, BindsWhatItHoldsToItsContext) {
    const Secret key = make_lock_key();
    const Bytes locked = lock(key, "address", "row 7");
    EXPECT_EQ(unlock(key, locked, "row 7")->expose(), "address");
    EXPECT_FALSE(unlock(key, locked, "row 8"));
    EXPECT_FALSE(unlock(make_lock_key(), locked, "row 7"));
    EXPECT_FALSE(unlock(key, locked.substr(0, 20), "row 7"));
}

TEST(SealingStream, ComesBackPartByPartAndTellsItsEnd) {
    const Secret key = make_lock_key();
    SealingStream sealing(key);
    const Bytes first = sealing.part("one", false);
    const Bytes last = sealing.part("two", true);
    auto opening = OpeningStream::start(key, sealing.header());
    ASSERT_TRUE(opening);
    const auto one = opening->part(first);
    EXPECT_EQ(one->bytes, "one");
    EXPECT_FALSE(one->last);
    const auto two = opening->part(last);
    EXPECT_EQ(two->bytes, "two");
    EXPECT_TRUE(two->last);
}

TEST(SealingStream, NoticesPartsThatChangedPlaces) {
    const Secret key = make_lock_key();
    SealingStream sealing(key);
    const Bytes first = sealing.part("one", false);
    const Bytes second = sealing.part("two", false);
    auto opening = OpeningStream::start(key, sealing.header());
    EXPECT_FALSE(opening->part(second));
}

TEST(Passphrase, GivesOneKeyForOneSalt) {
    const Hardness quick{1, 8192};
    const Secret phrase("correct horse");
    const Bytes salt(salt_size, 's');
    const auto key = key_from_passphrase(phrase, salt, quick);
    ASSERT_TRUE(key);
    EXPECT_EQ(key->expose(), key_from_passphrase(phrase, salt, quick)->expose());
    EXPECT_NE(key->expose(), key_from_passphrase(phrase, Bytes(salt_size, 't'), quick)->expose());
    EXPECT_FALSE(key_from_passphrase(phrase, "short", quick));
}

// RFC 4231 section 4.3.
TEST(KeyedHash, IsHmacSha256) {
    EXPECT_EQ(to_hex(keyed_hash(Secret("Jefe"), "what do ya want for nothing?")),
              "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

TEST(RandomToken, IsSafeInAnAddressAndNeverTheSame) {
    const std::string token = random_token();
    EXPECT_EQ(token.size(), 43U);
    EXPECT_NE(token, random_token());
    EXPECT_EQ(token.find_first_of("+/="), token.npos);
}

}  // namespace
}  // namespace kolokol::crypto
