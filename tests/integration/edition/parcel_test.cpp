// Offers and parcels as bytes, and what becomes of a delivery when some of them are bad.

#include "deliveries.hpp"

using namespace kolokol;
using namespace kolokol::edition;
using namespace kolokol::edition::testing;

namespace {

/// What arrives instead of the page that was signed.
class Parcels : public Deliveries {
protected:
    Parcels() {
        newsroom.press([](Builder& builder) { put_articles(builder, 1, 1); });
        EXPECT_TRUE(*delivery->offer(*newsroom.shelf().offer(), press_time));
        for (int level = 0; level < 3; ++level)
            EXPECT_TRUE(delivery->take(parcel()));
        page = delivery->wanted(2).at(0);
        // Views into the maps of this edition.
        edition = newsroom.shelf().current();
        good = *edition->object(page);
    }

    std::string taken(const Object& object) {
        Bytes bytes;
        append_object(bytes, page, object);
        const auto outcome = delivery->take(bytes);
        return outcome ? "taken" : outcome.error().code;
    }

    std::shared_ptr<const Edition> edition;
    Digest page;
    Object good;
};

TEST_F(Parcels, AreTakenAsTheyWereSigned) {
    EXPECT_EQ(taken(good), "taken");
    EXPECT_TRUE(delivery->commit());
}

TEST_F(Parcels, AreRefusedWithOtherBytes) {
    const Bytes forged(good.identity.size(), 'x');
    EXPECT_EQ(taken({forged, {}, {}}), "handover.bad_parcel");
    EXPECT_EQ(shelf().current(), nullptr);
}

TEST_F(Parcels, AreRefusedWithAnotherGzipForm) {
    const PreparedPage forged = prepare(Bytes(good.identity.size(), 'x'), "text/html");
    EXPECT_EQ(taken({good.identity, good.br, forged.gzip}), "handover.bad_parcel");
}

TEST_F(Parcels, AreRefusedWithAnotherBrotliForm) {
    const PreparedPage forged = prepare(Bytes(good.identity.size(), 'x'), "text/html");
    EXPECT_EQ(taken({good.identity, forged.br, good.gzip}), "handover.bad_parcel");
}

TEST_F(Parcels, AreRefusedWhereTheyUnpackToMore) {
    const PreparedPage large = prepare(Bytes(1U << 20U, 'x'), "text/html");
    EXPECT_EQ(taken({good.identity, large.br, {}}), "edition.damaged");
}

TEST_F(Parcels, AreRefusedWhereTheyAreCutShort) {
    Bytes bytes;
    append_object(bytes, page, good);
    bytes.resize(bytes.size() - 1);
    EXPECT_EQ(delivery->take(bytes).error().code, "handover.bad_parcel");
}

TEST_F(Parcels, HoldNothingThatNobodyAskedFor) {
    const PreparedPage other = prepare("a page that no edition names", "text/html");
    Bytes bytes;
    append_object(bytes, other.digest, {other.identity, {}, {}});
    ASSERT_TRUE(delivery->take(bytes));
    EXPECT_EQ(delivery->wanted(2), std::vector<Digest>{page});
    ASSERT_EQ(taken(good), "taken");
    ASSERT_TRUE(delivery->commit());
    EXPECT_FALSE(shelf().current()->object(other.digest));
}

TEST_F(Parcels, AreStillWantedAfterABadOne) {
    const Bytes forged(good.identity.size(), 'x');
    ASSERT_EQ(taken({forged, {}, {}}), "handover.bad_parcel");
    EXPECT_EQ(delivery->wanted(2), std::vector<Digest>{page});
    EXPECT_EQ(taken(good), "taken");
    EXPECT_TRUE(delivery->commit());
}

TEST_F(Parcels, BreakNothingOffWhereTheyAreNoParcels) {
    EXPECT_EQ(delivery->take("no parcel at all").error().code, "handover.bad_parcel");
    EXPECT_EQ(taken(good), "taken");
    EXPECT_TRUE(delivery->commit());
}

TEST_F(Parcels, KeepWhatWasGoodBeforeABadObject) {
    Bytes bytes;
    append_object(bytes, page, good);
    EXPECT_EQ(delivery->take(bytes + "garbage").error().code, "handover.bad_parcel");
    EXPECT_TRUE(delivery->wanted(1).empty());
    ASSERT_TRUE(delivery->commit());
    EXPECT_EQ(verdict().code, Verified::fresh);
}

TEST_F(Parcels, AreNotEvenUnpackedWhereNobodyAskedForThem) {
    const PreparedPage other = prepare("a page that no edition names", "text/html");
    Bytes bytes;
    append_object(bytes, other.digest, {"other bytes", {}, {}});
    append_object(bytes, page, good);
    EXPECT_TRUE(delivery->take(bytes));
    EXPECT_TRUE(delivery->commit());
}

TEST_F(Parcels, WriteNothingWhereNobodyAskedForThem) {
    const PreparedPage other = prepare("a page that no edition names", "text/html");
    Bytes bytes;
    append_object(bytes, other.digest, {other.identity, {}, {}});
    const auto current = *read_file(folder() / "current");
    ASSERT_TRUE(delivery->take(bytes));
    EXPECT_EQ(*read_file(folder() / "current"), current);
}

TEST(Offers, AreReadAsTheyWereWritten) {
    Offer offer{{"root 2", "root 3"}, "a", "b", "c", "d"};
    const auto read = decode_offer(encode(offer));
    ASSERT_TRUE(read);
    EXPECT_EQ(read->roots, offer.roots);
    EXPECT_EQ(read->edition, "d");
}

TEST(Offers, AreRefusedWhereAByteIsMissingOrTooMuch) {
    const Bytes good = encode(Offer{{"root 2"}, "a", "b", "c", "d"});
    for (std::size_t size = 0; size < good.size(); ++size)
        EXPECT_FALSE(decode_offer(good.substr(0, size))) << size;
    EXPECT_FALSE(decode_offer(good + "x"));
}

}  // namespace
