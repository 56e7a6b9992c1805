#include <gmock/gmock.h>

#include "edition/verify.hpp"
#include "workshop.hpp"

namespace kolokol::edition {
namespace {

using namespace testing;

class Export : public ::testing::Test {
protected:
    std::string refusal() const {
        const auto exported = workshop.shelf().export_to(folder);
        return exported ? "" : exported.error().code;
    }
    Workshop workshop;
    std::filesystem::path folder = workshop.folder() / "out";
};

TEST_F(Export, HoldsWhatIsPublishedAndNothingElse) {
    workshop.press([](Builder& builder) { put_articles(builder, 1, 3); });
    ASSERT_TRUE(workshop.shelf().export_to(folder));
    const Shelf shelf = workshop.shelf();
    std::size_t files = 0;
    for (const auto& file : std::filesystem::recursive_directory_iterator(folder)) {
        if (!file.is_regular_file()) continue;
        const auto published =
            shelf.published(file.path().lexically_relative(folder).generic_string());
        ASSERT_TRUE(published) << file.path();
        EXPECT_EQ(*read_file(file.path()), published->bytes) << file.path();
        ++files;
    }
    // Root, targets, snapshot, timestamp, edition.json; three pages, each with a node of its own
    // below a common root at the least.
    EXPECT_GE(files, 5U + 3U + 2U);
}

TEST_F(Export, BringsTheDeltaForThoseWhoHoldTheEditionBefore) {
    workshop.press([](Builder& builder) { put_articles(builder, 1, 3); });
    workshop.press([](Builder& builder) { put_articles(builder, 4, 4); });
    ASSERT_TRUE(workshop.shelf().export_to(folder));
    EXPECT_TRUE(std::filesystem::exists(folder / "delta/1-2"));
}

TEST_F(Export, FillsAnEmptyFolder) {
    workshop.press([](Builder& builder) { put_articles(builder, 1, 3); });
    std::filesystem::create_directory(folder);
    EXPECT_EQ(refusal(), "");
}

TEST_F(Export, IsRefusedIntoAFolderThatIsNotEmpty) {
    workshop.press([](Builder& builder) { put_articles(builder, 1, 3); });
    std::filesystem::create_directory(folder);
    write_file(folder / "precious", "x");
    EXPECT_EQ(refusal(), "edition.not_empty");
}

TEST_F(Export, IsRefusedBeforeTheFirstPress) {
    EXPECT_EQ(refusal(), "edition.no_edition");
}

TEST(Signatures, OfTheCurrentEditionCanBeMadeAgain) {
    Workshop workshop;
    workshop.press([](Builder& builder) { put_articles(builder, 1, 3); });
    Shelf shelf = workshop.shelf();
    const Instant later = press_time + std::chrono::days(80);
    ASSERT_TRUE(shelf.sign_again(workshop.signers(), later));
    EXPECT_EQ(shelf.current()->facts().sequence, 1U);
    EXPECT_EQ(shelf.freshness().targets, later + std::chrono::days(90));
    auto source = std::move(*open_source(workshop.shelf_folder()));
    EXPECT_EQ(verify(*source, SiteId(shelf.site()), nullptr, later).code, Verified::fresh);
}

TEST(Signatures, AreRefusedBeforeTheFirstPress) {
    Workshop workshop;
    Shelf shelf = workshop.shelf();
    EXPECT_EQ(shelf.sign_again(workshop.signers(), press_time).error().code, "edition.no_edition");
    EXPECT_EQ(shelf.renew(workshop.heartbeat_key, press_time).error().code, "edition.no_edition");
}

TEST(Signatures, OfAHeartbeatThatTheRootDoesNotNameAreRefused) {
    Workshop workshop;
    workshop.press([](Builder& builder) { put_articles(builder, 1, 3); });
    FileKeySigner foreign(crypto::SigningKey::generate());
    EXPECT_EQ(workshop.shelf().renew(foreign, press_time).error().code, "edition.foreign_key");
}

TEST(Snapshots, StayWholeWhateverIsCollectedMeanwhile) {
    Workshop workshop;
    workshop.press([](Builder& builder) { put_articles(builder, 1, 50); });
    Shelf shelf = workshop.shelf();
    const auto snapshot = shelf.snapshot();
    workshop.press([](Builder& builder) { put_articles(builder, 1, 50, 2); });
    ASSERT_TRUE(shelf.collect({.keep = 1, .erase_every = true}));
    const auto copy = workshop.folder() / "copy";
    for (const auto& file : snapshot.files) {
        std::filesystem::create_directories((copy / file.name).parent_path());
        write_file(copy / file.name, file.bytes);
    }
    const auto opened = std::move(*Shelf::open(copy));
    const auto edition = opened.current();
    EXPECT_EQ(edition->facts().sequence, 1U);
    EXPECT_EQ(edition->bytes(*edition->find(article_path(7))), article(7, 1));
}

TEST(Snapshots, HoldFullPacksWithTheirSegments) {
    Workshop workshop;
    workshop.press([](Builder& builder) {
        for (int number = 0; number < 40; ++number) {
            Bytes bytes(900'000, 'x');
            bytes.replace(0, 2, std::to_string(10 + number));
            EXPECT_TRUE(builder.put(article_path(number), prepare(bytes, "image/webp")));
        }
    });
    const auto snapshot = workshop.shelf().snapshot();
    const auto copy = workshop.folder() / "copy";
    for (const auto& file : snapshot.files) {
        std::filesystem::create_directories((copy / file.name).parent_path());
        write_file(copy / file.name, file.bytes);
    }
    EXPECT_TRUE(std::filesystem::exists(copy / "packs/00000002.pack"));
    EXPECT_FALSE(std::filesystem::is_empty(copy / "segments"));
    auto source = std::move(*open_source(copy));
    EXPECT_EQ(verify(*source, SiteId(workshop.shelf().site()), nullptr, press_time).code,
              Verified::fresh);
}

}  // namespace
}  // namespace kolokol::edition
