// Which offers are believed, whoever makes them.

#include "deliveries.hpp"

using namespace kolokol;
using namespace kolokol::edition;
using namespace kolokol::edition::testing;

namespace {

TEST_F(Deliveries, AreRefusedFromAnotherSite) {
    const auto key = [](char fill) {
        return FileKeySigner(*crypto::SigningKey::from_seed(Secret(std::string(32, fill))));
    };
    FileKeySigner root = key('x');
    FileKeySigner edition = key('y');
    FileKeySigner heartbeat = key('z');
    ASSERT_TRUE(Shelf::create(elsewhere.path() / "foreign",
                              make_root(root, edition, heartbeat, press_time)));
    auto foreign = Shelf::open(elsewhere.path() / "foreign");
    auto builder = Builder::start(*foreign, Builder::From::nothing);
    put_articles(*builder, 1, 5);
    ASSERT_TRUE(builder->commit(Workshop::paper(), {edition, heartbeat}, press_time));
    EXPECT_EQ(refused(*foreign->offer()), "edition.foreign_key");
}

TEST_F(Deliveries, AreRefusedWhereASignedFileWasChanged) {
    newsroom.press([](Builder& builder) { put_articles(builder, 1, 5); });
    const Offer good = *newsroom.shelf().offer();
    for (Bytes Offer::*file : {&Offer::timestamp, &Offer::snapshot, &Offer::targets}) {
        Offer changed = good;
        const std::size_t at = (changed.*file).find("\"version\":1");
        ASSERT_NE(at, Bytes::npos);
        (changed.*file)[at + 10] = '9';
        EXPECT_NE(refused(changed), "taken");
    }
    Offer changed = good;
    changed.edition.replace(changed.edition.find("paper.example"), 5, "pirat");
    EXPECT_EQ(refused(changed), "edition.metadata_damaged");
}

TEST_F(Deliveries, AreRefusedWhereTheyAreOlder) {
    newsroom.press([](Builder& builder) { put_articles(builder, 1, 5); });
    const Offer older = *newsroom.shelf().offer();
    newsroom.press([](Builder& builder) { put_articles(builder, 6, 6); });
    ASSERT_TRUE(deliver());
    EXPECT_EQ(refused(older), "edition.rolled_back");
    EXPECT_EQ(shelf().current()->facts().sequence, 2U);
}

TEST_F(Deliveries, AreRefusedWhereTheNewsroomSignedTwoEditionsOfOneNumber) {
    newsroom.press([](Builder& builder) { put_articles(builder, 1, 5); });
    ASSERT_TRUE(deliver());
    Workshop twin;  // of the same keys
    twin.press([](Builder& builder) { put_articles(builder, 1, 6); });
    Shelf shelf_of_twin = twin.shelf();
    ASSERT_TRUE(shelf_of_twin.renew(twin.heartbeat_key, press_time));
    EXPECT_EQ(refused(*shelf_of_twin.offer()), "edition.two_of_one_number");
}

/// Who stole the keys could sign an index that leads into itself.
TEST_F(Deliveries, AreRefusedWhereANodeStandsInTwoPlaces) {
    newsroom.press([](Builder& builder) { put_articles(builder, 1, 5); });
    InnerNode inner;
    inner.children[0] = inner.children[1] = crypto::sha256("a node below");
    const Bytes root = encode(inner);
    EditionFacts facts = newsroom.shelf().current()->facts();
    facts.root = crypto::sha256(root);
    Offer offer = *newsroom.shelf().offer();
    const Instant later = press_time + std::chrono::hours(1);
    offer.edition = encode(facts);
    offer.targets =
        *tuf::seal(tuf::targets_content(9, later, "edition.json", tuf::describe(9, offer.edition)),
                   {&newsroom.edition_key});
    offer.snapshot = *tuf::seal(tuf::snapshot_content(9, later, tuf::describe(9, offer.targets)),
                                {&newsroom.heartbeat_key});
    offer.timestamp = *tuf::seal(tuf::timestamp_content(9, later, tuf::describe(9, offer.snapshot)),
                                 {&newsroom.heartbeat_key});
    ASSERT_TRUE(delivery->offer(offer, press_time));
    Bytes parcel;
    append_object(parcel, facts.root, Object{root, {}, {}});
    const auto taken = delivery->take(parcel);
    ASSERT_FALSE(taken);
    EXPECT_EQ(taken.error().code, "edition.bad_node");
}

TEST_F(Deliveries, AreTakenWhenTheirSignaturesHaveRunOut) {
    newsroom.press([](Builder& builder) { put_articles(builder, 1, 5); });
    const auto late = press_time + std::chrono::days(20);
    ASSERT_TRUE(*delivery->offer(*newsroom.shelf().offer(), late));
    ASSERT_TRUE(deliver_rest());
    EXPECT_NE(shelf().current(), nullptr);
}

TEST_F(Deliveries, BringANewRoot) {
    newsroom.press([](Builder& builder) { put_articles(builder, 1, 5); });
    ASSERT_TRUE(deliver());
    auto next = *tuf::parse_root(newsroom.shelf().root_metadata());
    next.version = 2;
    const Bytes sealed = *tuf::seal(tuf::content(next), {&newsroom.root_key});
    ASSERT_TRUE(newsroom.shelf().accept_root(sealed, newsroom.signers(), press_time));
    ASSERT_TRUE(deliver());
    EXPECT_EQ(shelf().root_metadata(), sealed);
    EXPECT_EQ(verdict().code, Verified::fresh);
}

TEST_F(Deliveries, AreRefusedUnderARootThatTheRootKeysDidNotSign) {
    newsroom.press([](Builder& builder) { put_articles(builder, 1, 5); });
    Offer offer = *newsroom.shelf().offer();
    auto next = *tuf::parse_root(newsroom.shelf().root_metadata());
    next.version = 2;
    offer.roots.push_back(*tuf::seal(tuf::content(next), {&newsroom.edition_key}));
    EXPECT_EQ(refused(offer), "edition.forged_root");
}

TEST_F(Deliveries, TakeTheGoodEditionBackAfterATheft) {
    newsroom.press([](Builder& builder) { put_articles(builder, 1, 5); });
    ASSERT_TRUE(deliver());
    // A thief has the keys of the press, and prints once with them.
    Workshop thief;
    thief.press([](Builder& builder) { put_articles(builder, 1, 5); });
    thief.press([](Builder& builder) { put_articles(builder, 6, 6); });
    ASSERT_TRUE(*delivery->offer(*thief.shelf().offer(), press_time));
    const auto forged = thief.shelf().current();
    while (!delivery->wanted(1).empty()) {
        Bytes bytes;
        for (const Digest& digest : delivery->wanted(100))
            append_object(bytes, digest, *forged->object(digest));
        ASSERT_TRUE(delivery->take(bytes));
    }
    ASSERT_TRUE(delivery->commit());
    ASSERT_EQ(shelf().current()->facts().sequence, 2U);

    FileKeySigner next_edition(*crypto::SigningKey::from_seed(Secret(std::string(32, 'E'))));
    FileKeySigner next_heartbeat(*crypto::SigningKey::from_seed(Secret(std::string(32, 'H'))));
    const Bytes first = make_root(newsroom.root_key, next_edition, next_heartbeat, press_time);
    auto next = *tuf::parse_root(first);
    next.version = 2;
    next.revoked = {{tuf::key_id(newsroom.edition_key.public_key()), 2}};
    const Bytes sealed = *tuf::seal(tuf::content(next), {&newsroom.root_key});
    ASSERT_TRUE(newsroom.shelf().accept_root(sealed, {next_edition, next_heartbeat}, press_time));

    ASSERT_TRUE(deliver());
    EXPECT_EQ(shelf().current()->facts().sequence, 1U);
    EXPECT_EQ(shelf().list().size(), 1U);
    EXPECT_EQ(verdict().code, Verified::fresh);
    // What the thief prints from now on is nobody's.
    thief.press([](Builder& builder) { put_articles(builder, 7, 7); });
    EXPECT_NE(refused(*thief.shelf().offer()), "taken");
}

/// A delivery that is on its way while somebody else knocks.
class OnTheirWay : public Deliveries {
protected:
    OnTheirWay() {
        newsroom.press([](Builder& builder) { put_articles(builder, 1, 50); });
        older = *newsroom.shelf().offer();
        newsroom.press([](Builder& builder) { put_articles(builder, 51, 60); });
        EXPECT_TRUE(*delivery->offer(*newsroom.shelf().offer(), press_time));
        EXPECT_TRUE(delivery->take(parcel()));
    }

    Offer older;
};

TEST_F(OnTheirWay, DeliveriesOutliveAForgedOffer) {
    Offer forged = *newsroom.shelf().offer();
    forged.timestamp.replace(forged.timestamp.find("\"version\":2"), 11, "\"version\":9");
    EXPECT_EQ(refused(forged), "edition.foreign_key");
    ASSERT_TRUE(deliver_rest());
    EXPECT_EQ(verdict().code, Verified::fresh);
}

TEST_F(OnTheirWay, DeliveriesOutliveAnOfferOfNothing) {
    EXPECT_NE(refused({}), "taken");
    ASSERT_TRUE(deliver_rest());
    EXPECT_EQ(verdict().code, Verified::fresh);
}

TEST_F(OnTheirWay, DeliveriesOutliveATrueButOlderOffer) {
    EXPECT_EQ(refused(older), "handover.later_on_its_way");
    ASSERT_TRUE(deliver_rest());
    EXPECT_EQ(shelf().current()->facts().sequence, 2U);
}

TEST_F(OnTheirWay, DeliveriesGoOnWhereTheSameOfferIsMadeAgain) {
    const auto wanted = delivery->wanted(1000);
    ASSERT_TRUE(*delivery->offer(*newsroom.shelf().offer(), press_time));
    EXPECT_EQ(delivery->wanted(1000), wanted);
}

TEST_F(OnTheirWay, DeliveriesYieldToALaterOne) {
    newsroom.press([](Builder& builder) { put_articles(builder, 61, 61); });
    ASSERT_TRUE(deliver());
    EXPECT_EQ(shelf().current()->facts().sequence, 3U);
}

TEST_F(OnTheirWay, DeliveriesThatNeverEndYieldToAnOlderOne) {
    const auto later = press_time + std::chrono::minutes(61);
    EXPECT_TRUE(delivery->offer(older, later));
    EXPECT_EQ(delivery->expected()->sequence, 1U);
}

}  // namespace
