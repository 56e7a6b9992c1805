// What a delivery brings, and when it is current.

#include "deliveries.hpp"

using namespace kolokol;
using namespace kolokol::edition;
using namespace kolokol::edition::testing;

namespace {

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

}  // namespace
