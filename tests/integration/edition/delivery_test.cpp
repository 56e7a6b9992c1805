#include "edition/delivery.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "edition/verify.hpp"
#include "workshop.hpp"

using namespace kolokol;
using namespace kolokol::edition;
using namespace kolokol::edition::testing;

namespace {

/// The newsroom's shelf, and one of the public side that knows its first root and no more.
class Deliveries : public ::testing::Test {
protected:
    Deliveries() {
        EXPECT_TRUE(Shelf::create(folder(), newsroom.shelf().root_metadata()));
        delivery.emplace(folder());
    }

    std::filesystem::path folder() const { return elsewhere.path() / "editions"; }
    Shelf shelf() const { return std::move(*Shelf::open(folder())); }

    /// A parcel of all that is wanted, at most `most` objects.
    Bytes parcel(std::size_t most = 100'000) const {
        Bytes bytes;
        const auto edition = newsroom.shelf().current();
        for (const Digest& digest : delivery->wanted(most))
            append_object(bytes, digest, *edition->object(digest));
        return bytes;
    }

    Outcome deliver() {
        auto offered = delivery->offer(*newsroom.shelf().offer(), press_time);
        if (!offered) return refuse(offered.error());
        return *offered ? deliver_rest() : done();
    }

    Outcome deliver_rest() {
        while (!delivery->wanted(1).empty()) {
            auto taken = delivery->take(parcel());
            if (!taken) return taken;
        }
        return delivery->commit();
    }

    Verdict verdict() const {
        auto source = open_source(folder());
        return verify(**source, SiteId(newsroom.shelf().site()), nullptr, press_time);
    }

    std::string refused(const Offer& offer) {
        const auto outcome = delivery->offer(offer, press_time);
        return outcome ? "taken" : outcome.error().code;
    }

    Workshop newsroom;
    TemporaryFolder elsewhere;
    std::optional<Delivery> delivery;
};

Bytes noise(std::size_t size) {
    Bytes bytes(size, '\0');
    std::uint32_t state = 1;
    for (char& c : bytes)
        c = static_cast<char>((state = state * 1664525U + 1013904223U) >> 24U);
    return bytes;
}

TEST_F(Deliveries, BringTheWholeEdition) {
    newsroom.press([](Builder& builder) {
        put_articles(builder, 1, 200);
        ASSERT_TRUE(builder.put("/report.pdf", prepare(noise(2'500'000), "application/pdf")));
        ASSERT_TRUE(builder.put("/old/", redirect(article_path(1))));
    });
    ASSERT_TRUE(deliver());
    EXPECT_EQ(verdict().code, Verified::fresh);
    EXPECT_EQ(verdict().pages_checked, 202U);
    EXPECT_EQ(shelf().current()->digest(), newsroom.shelf().current()->digest());
}

TEST_F(Deliveries, BringCompressedFormsToo) {
    newsroom.press([](Builder& builder) { put_articles(builder, 1, 1); });
    ASSERT_TRUE(deliver());
    const auto here = shelf().current();
    const auto there = newsroom.shelf().current();
    const auto entry = here->find(article_path(1));
    EXPECT_EQ(here->content(*entry)->whole.br, there->content(*entry)->whole.br);
    EXPECT_EQ(here->content(*entry)->whole.gzip, there->content(*entry)->whole.gzip);
}

TEST_F(Deliveries, AskOnlyForWhatChanged) {
    newsroom.press([](Builder& builder) { put_articles(builder, 1, 500); });
    ASSERT_TRUE(deliver());
    newsroom.press([](Builder& builder) { put_articles(builder, 7, 7, 2); });
    ASSERT_TRUE(*delivery->offer(*newsroom.shelf().offer(), press_time));
    std::size_t asked = 0;
    while (!delivery->wanted(1).empty()) {
        asked += delivery->wanted(1000).size();
        ASSERT_TRUE(delivery->take(parcel()));
    }
    EXPECT_EQ(asked, 4U);  // root, node, leaf, page
    ASSERT_TRUE(delivery->commit());
    EXPECT_EQ(verdict().code, Verified::fresh);
}

TEST_F(Deliveries, LeaveTheDeltaForMirrors) {
    newsroom.press([](Builder& builder) { put_articles(builder, 1, 50); });
    ASSERT_TRUE(deliver());
    newsroom.press([](Builder& builder) { put_articles(builder, 7, 7, 2); });
    ASSERT_TRUE(deliver());
    EXPECT_EQ(shelf().published("delta/1-2")->bytes,
              newsroom.shelf().published("delta/1-2")->bytes);
}

TEST_F(Deliveries, MaySkipEditions) {
    newsroom.press([](Builder& builder) { put_articles(builder, 1, 50); });
    ASSERT_TRUE(deliver());
    newsroom.press([](Builder& builder) { put_articles(builder, 7, 7, 2); });
    newsroom.press([](Builder& builder) { put_articles(builder, 8, 8, 2); });
    ASSERT_TRUE(deliver());
    EXPECT_EQ(verdict().code, Verified::fresh);
    EXPECT_EQ(shelf().current()->facts().sequence, 3U);
}

TEST_F(Deliveries, ShowTheEditionBeforeUntilTheLastObject) {
    newsroom.press([](Builder& builder) { put_articles(builder, 1, 50); });
    ASSERT_TRUE(deliver());
    newsroom.press([](Builder& builder) { put_articles(builder, 1, 50, 2); });
    ASSERT_TRUE(*delivery->offer(*newsroom.shelf().offer(), press_time));
    while (!delivery->wanted(1).empty()) {
        ASSERT_TRUE(delivery->take(parcel(3)));
        EXPECT_EQ(shelf().current()->facts().sequence, 1U);
        EXPECT_EQ(verdict().code, Verified::fresh);
    }
    ASSERT_TRUE(delivery->commit());
    EXPECT_EQ(shelf().current()->facts().sequence, 2U);
}

TEST_F(Deliveries, GoOnWhereTheyBrokeOff) {
    newsroom.press([](Builder& builder) { put_articles(builder, 1, 300); });
    ASSERT_TRUE(*delivery->offer(*newsroom.shelf().offer(), press_time));
    while (delivery->wanted(1000).size() < 300)
        ASSERT_TRUE(delivery->take(parcel()));
    ASSERT_TRUE(delivery->take(parcel(200)));
    delivery.emplace(folder());
    ASSERT_TRUE(*delivery->offer(*newsroom.shelf().offer(), press_time));
    EXPECT_EQ(delivery->wanted(1000).size(), 100U);
    ASSERT_TRUE(deliver_rest());
    EXPECT_EQ(verdict().code, Verified::fresh);
}

TEST_F(Deliveries, StartAgainWhereWhatTheyBroughtWasCollected) {
    newsroom.press([](Builder& builder) { put_articles(builder, 1, 300); });
    ASSERT_TRUE(*delivery->offer(*newsroom.shelf().offer(), press_time));
    while (!delivery->wanted(1).empty())
        ASSERT_TRUE(delivery->take(parcel()));
    ASSERT_TRUE(shelf().collect({}));
    const auto committed = delivery->commit();
    ASSERT_FALSE(committed);
    EXPECT_EQ(committed.error().code, "edition.conflict");
    ASSERT_TRUE(deliver());
    EXPECT_EQ(verdict().code, Verified::fresh);
}

TEST_F(Deliveries, AreNotCurrentBeforeTheyAreWhole) {
    newsroom.press([](Builder& builder) { put_articles(builder, 1, 5); });
    ASSERT_TRUE(*delivery->offer(*newsroom.shelf().offer(), press_time));
    EXPECT_EQ(delivery->commit().error().code, "handover.incomplete");
    EXPECT_EQ(shelf().current(), nullptr);
}

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

TEST_F(Deliveries, AreTakenWhenTheirSignaturesHaveRunOut) {
    newsroom.press([](Builder& builder) { put_articles(builder, 1, 5); });
    const auto late = press_time + std::chrono::days(20);
    ASSERT_TRUE(*delivery->offer(*newsroom.shelf().offer(), late));
    ASSERT_TRUE(deliver_rest());
    EXPECT_NE(shelf().current(), nullptr);
}

TEST_F(Deliveries, OfWhatIsHereAlreadyAreNothing) {
    newsroom.press([](Builder& builder) { put_articles(builder, 1, 5); });
    ASSERT_TRUE(deliver());
    const auto again = delivery->offer(*newsroom.shelf().offer(), press_time);
    ASSERT_TRUE(again);
    EXPECT_FALSE(*again);
}

TEST_F(Deliveries, BringNewSignaturesOfTheSameEdition) {
    newsroom.press([](Builder& builder) { put_articles(builder, 1, 5); });
    ASSERT_TRUE(deliver());
    const auto later = press_time + std::chrono::days(80);
    ASSERT_TRUE(newsroom.shelf().sign_again(newsroom.signers(), later));
    ASSERT_TRUE(*delivery->offer(*newsroom.shelf().offer(), later));
    EXPECT_TRUE(delivery->wanted(10).empty());
    ASSERT_TRUE(delivery->commit());
    EXPECT_EQ(shelf().freshness().targets, newsroom.shelf().freshness().targets);
    EXPECT_EQ(shelf().list().size(), 1U);
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

TEST_F(Parcels, AreAskedForAgainAfterARefusal) {
    const Bytes forged(good.identity.size(), 'x');
    ASSERT_EQ(taken({forged, {}, {}}), "handover.bad_parcel");
    EXPECT_EQ(taken(good), "handover.nothing_offered");
    EXPECT_TRUE(deliver());
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
