#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "edition/compress.hpp"
#include "workshop.hpp"

namespace kolokol::edition {
namespace {

using namespace testing;
using ::testing::HasSubstr;

TEST(Shelf, HoldsNothingBeforeTheFirstPress) {
    Workshop workshop;
    EXPECT_EQ(workshop.shelf().current(), nullptr);
}

TEST(Shelf, ServesWhatWasPressed) {
    Workshop workshop;
    const auto committed = workshop.press([](Builder& builder) { put_articles(builder, 1, 20); });
    const auto edition = workshop.shelf().current();
    ASSERT_NE(edition, nullptr);
    EXPECT_EQ(committed.sequence, 1U);
    EXPECT_EQ(edition->facts().entries, 20U);
    const auto entry = edition->find(article_path(7));
    ASSERT_TRUE(entry);
    EXPECT_EQ(entry->media_type, "text/html; charset=utf-8");
    EXPECT_EQ(edition->bytes(*entry), article(7));
    EXPECT_FALSE(edition->find("/nowhere/"));
}

TEST(Shelf, IsNotSignedAgainFromAnOlderViewOfItself) {
    Workshop workshop;
    workshop.press([](Builder& builder) { put_articles(builder, 1, 1); });
    Shelf shelf = workshop.shelf();
    write_file(workshop.shelf_folder() / "current", "what a newer commit has become");
    const auto signed_again = shelf.sign_again(workshop.signers(), press_time);
    ASSERT_FALSE(signed_again);
    EXPECT_EQ(signed_again.error().code, "edition.damaged");
    EXPECT_EQ(*read_file(workshop.shelf_folder() / "current"), "what a newer commit has become");
}

TEST(Shelf, KeepsCompressedFormsThatUnpackToThePage) {
    Workshop workshop;
    workshop.press([](Builder& builder) { put_articles(builder, 1, 1); });
    const auto edition = workshop.shelf().current();
    const auto object = edition->object(edition->find(article_path(1))->digest);
    ASSERT_TRUE(object);
    EXPECT_LT(object->br.size(), object->gzip.size());
    EXPECT_EQ(*unpack_brotli(object->br, object->identity.size()), article(1));
    EXPECT_EQ(*unpack_gzip(object->gzip, object->identity.size()), article(1));
}

TEST(Shelf, StoresOneObjectForPagesOfTheSameBytes) {
    Workshop workshop;
    const auto once = workshop.press([](Builder& builder) {
        EXPECT_TRUE(builder.put("/a/", prepare(article(1), "text/html")));
    });
    const auto twice = workshop.press([](Builder& builder) {
        EXPECT_TRUE(builder.put("/b/", prepare(article(1), "text/html")));
    });
    EXPECT_LT(twice.bytes_new, 2500U);
    EXPECT_GT(once.bytes_new, 2500U);
}

TEST(Shelf, SplitsWhatIsLargerThanOneMebibyte) {
    Workshop workshop;
    std::string picture(2'500'000, 'p');
    picture[1'500'000] = 'q';
    workshop.press([&](Builder& builder) {
        EXPECT_TRUE(builder.put("/pictures/large.webp", prepare(picture, "image/webp")));
    });
    const auto edition = workshop.shelf().current();
    const auto entry = edition->find("/pictures/large.webp");
    ASSERT_TRUE(entry);
    EXPECT_EQ(edition->content(*entry)->chunks.size(), 3U);
    EXPECT_EQ(edition->bytes(*entry), picture);
}

TEST(Shelf, AnswersFormerAddressesAndWithdrawnPages) {
    Workshop workshop;
    workshop.press([](Builder& builder) {
        EXPECT_TRUE(builder.put("/old/", redirect("/new/")));
        EXPECT_TRUE(builder.put("/gone/", prepare("Withdrawn.", "text/html", 410)));
    });
    const auto edition = workshop.shelf().current();
    EXPECT_EQ(edition->find("/old/")->status, 301);
    EXPECT_EQ(edition->find("/old/")->target, "/new/");
    EXPECT_EQ(edition->find("/gone/")->status, 410);
    EXPECT_FALSE(edition->content(*edition->find("/old/")));
}

TEST(Shelf, ShowsANewEditionToWhoeverHasItOpen) {
    Workshop workshop;
    const Shelf open = workshop.shelf();
    workshop.press([](Builder& builder) { put_articles(builder, 1, 3); });
    const auto first = open.current();
    workshop.press([](Builder& builder) { put_articles(builder, 2, 2, 2); });
    EXPECT_EQ(open.current()->facts().sequence, 2U);
    EXPECT_EQ(first->bytes(*first->find(article_path(2))), article(2, 1));
    EXPECT_EQ(open.current()->bytes(*open.current()->find(article_path(2))), article(2, 2));
    EXPECT_EQ(open.current()->facts().previous, first->digest());
}

TEST(Shelf, WritesNothingWhenNothingDiffers) {
    Workshop workshop;
    const auto put = [](Builder& builder) { put_articles(builder, 1, 5); };
    workshop.press(put);
    const auto again =
        workshop.press(put, Builder::From::nothing, press_time + std::chrono::hours(1));
    EXPECT_FALSE(again.pressed);
    EXPECT_EQ(again.sequence, 1U);
    EXPECT_EQ(workshop.shelf().list().size(), 1U);
}

TEST(Shelf, PressesAnewWhenOnlyItsFactsDiffer) {
    Workshop workshop;
    const auto put = [](Builder& builder) { put_articles(builder, 1, 5); };
    workshop.press(put);
    Facts facts = Workshop::paper();
    facts.mirrors.emplace_back("https://mirror.example");
    const auto again = workshop.press(put, Builder::From::current, press_time, facts);
    EXPECT_TRUE(again.pressed);
    EXPECT_EQ(again.sequence, 2U);
}

TEST(Shelf, DoesNotCompressAgainWhatItHolds) {
    Workshop workshop;
    workshop.press([](Builder& builder) { put_articles(builder, 1, 1); });
    auto builder = Builder::start(workshop.shelf(), Builder::From::nothing);
    const PreparedPage page = builder->prepare(article(1), "text/html; charset=utf-8");
    EXPECT_TRUE(page.known);
    EXPECT_TRUE(page.identity.empty());
    EXPECT_TRUE(builder->put(article_path(1), page));
}

TEST(Shelf, LetsOnePressAtATimeWrite) {
    Workshop workshop;
    const auto first = Builder::start(workshop.shelf(), Builder::From::current);
    const auto second = Builder::start(workshop.shelf(), Builder::From::current);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, "edition.press_under_way");
}

TEST(Shelf, IsAsBeforeWhenAPressIsGivenUp) {
    Workshop workshop;
    workshop.press([](Builder& builder) { put_articles(builder, 1, 5); });
    {
        auto builder = Builder::start(workshop.shelf(), Builder::From::current);
        put_articles(*builder, 6, 50);
    }
    workshop.press([](Builder& builder) { put_articles(builder, 6, 6); });
    const auto edition = workshop.shelf().current();
    EXPECT_EQ(edition->facts().entries, 6U);
    EXPECT_FALSE(edition->find(article_path(7)));
}

TEST(Shelf, RefusesAnEditionKeyThatTheRootDoesNotName) {
    Workshop workshop;
    FileKeySigner foreign(crypto::SigningKey::generate());
    auto builder = Builder::start(workshop.shelf(), Builder::From::current);
    const auto committed =
        builder->commit(Workshop::paper(), {foreign, workshop.heartbeat_key}, press_time);
    ASSERT_FALSE(committed);
    EXPECT_EQ(committed.error().code, "edition.foreign_key");
}

TEST(Shelf, RefusesAnAddressThatIsNone) {
    Workshop workshop;
    auto builder = Builder::start(workshop.shelf(), Builder::From::current);
    EXPECT_FALSE(builder->put("world/", prepare("x", "text/html")));
    EXPECT_FALSE(builder->put("/a b/", prepare("x", "text/html")));
    EXPECT_FALSE(builder->put("/a/?b", prepare("x", "text/html")));
}

TEST(Shelf, FillsPackAfterPackAndFindsEverythingInThem) {
    Workshop workshop;
    workshop.press([](Builder& builder) {
        for (int number = 0; number < 60; ++number) {
            std::string bytes(900'000, 'x');
            bytes.replace(0, 8, fmt::format("{:08}", number));
            EXPECT_TRUE(builder.put(article_path(number), prepare(bytes, "image/webp")));
        }
    });
    const auto edition = workshop.shelf().current();
    std::uint64_t right = 0;
    EXPECT_TRUE(edition->index().each([&](const Entry& entry) {
        right += crypto::sha256(*edition->bytes(entry)) == entry.digest ? 1U : 0U;
        return true;
    }));
    EXPECT_EQ(right, 60U);
}

TEST(Shelf, MakesItsLocatorAnewWhenSegmentsAreGone) {
    Workshop workshop;
    workshop.press([](Builder& builder) {
        for (int number = 0; number < 40; ++number) {
            std::string bytes(900'000, 'x');
            bytes.replace(0, 8, fmt::format("{:08}", number));
            EXPECT_TRUE(builder.put(article_path(number), prepare(bytes, "image/webp")));
        }
    });
    std::filesystem::remove_all(workshop.shelf_folder() / "segments");
    const auto edition = workshop.shelf().current();
    EXPECT_TRUE(edition->bytes(*edition->find(article_path(3))));
}

TEST(Shelf, RenewsItsHeartbeatWhileAPressIsUnderWay) {
    Workshop workshop;
    workshop.press([](Builder& builder) { put_articles(builder, 1, 5); });
    Shelf shelf = workshop.shelf();
    auto builder = Builder::start(shelf, Builder::From::current);
    put_articles(*builder, 6, 6);
    const Instant later = press_time + std::chrono::hours(24);
    ASSERT_TRUE(shelf.renew(workshop.heartbeat_key, later));
    EXPECT_EQ(shelf.freshness().heartbeat, later + std::chrono::hours(72));
    ASSERT_TRUE(builder->commit(Workshop::paper(), workshop.signers(), later));
    EXPECT_EQ(shelf.current()->facts().sequence, 2U);
    EXPECT_THAT(std::string(shelf.published("metadata/timestamp.json")->bytes),
                HasSubstr("\"version\":3"));
}

TEST(Shelf, PublishesWhatAClientAsksForInTurn) {
    Workshop workshop;
    workshop.press([](Builder& builder) { put_articles(builder, 1, 5); });
    workshop.press([](Builder& builder) { put_articles(builder, 6, 6); });
    const Shelf shelf = workshop.shelf();
    const auto edition = shelf.current();
    const auto entry = edition->find(article_path(6));
    EXPECT_TRUE(shelf.published("metadata/1.root.json"));
    EXPECT_FALSE(shelf.published("metadata/2.root.json"));
    EXPECT_TRUE(shelf.published("metadata/2.targets.json"));
    EXPECT_TRUE(shelf.published("metadata/2.snapshot.json"));
    EXPECT_FALSE(shelf.published("metadata/timestamp.json")->immutable);
    EXPECT_EQ(shelf.published("targets/" + edition->digest().hex() + ".edition.json")->bytes,
              encode(edition->facts()));
    EXPECT_EQ(shelf.published("objects/" + entry->digest.hex())->bytes, article(6));
    EXPECT_TRUE(shelf.published("delta/1-2"));
    EXPECT_FALSE(shelf.published("delta/../current"));
    EXPECT_FALSE(shelf.published("keys/root"));
}

// A press that is killed leaves one behind, and the next edition of that number may be another.
TEST(Shelf, PublishesNoDeltaToAnEditionThatIsNotCurrentYet) {
    Workshop workshop;
    workshop.press([](Builder& builder) { put_articles(builder, 1, 5); });
    workshop.press([](Builder& builder) { put_articles(builder, 6, 6); });
    const Shelf shelf = workshop.shelf();
    std::filesystem::copy_file(shelf.folder() / "delta/1-2", shelf.folder() / "delta/2-3");
    EXPECT_FALSE(shelf.published("delta/2-3"));
}

}  // namespace
}  // namespace kolokol::edition
