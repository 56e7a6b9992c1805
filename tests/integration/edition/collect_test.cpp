#include <gmock/gmock.h>

#include "edition/compress.hpp"
#include "edition/pack.hpp"
#include "edition/verify.hpp"
#include "workshop.hpp"

namespace kolokol::edition {
namespace {

using namespace testing;
using ::testing::IsEmpty;

class Collect : public ::testing::Test {
protected:
    Shelf::Collected collect(const Shelf::Collection& wish) {
        const auto collected = workshop.shelf().collect(wish);
        EXPECT_TRUE(collected) << collected.error().detail;
        return *collected;
    }
    Verdict verdict() const {
        auto source = std::move(*open_source(workshop.shelf_folder()));
        return verify(*source, SiteId(workshop.shelf().site()), nullptr, press_time);
    }
    std::uint64_t bytes_in_packs() const {
        std::uint64_t bytes = 0;
        for (const auto& file :
             std::filesystem::directory_iterator(workshop.shelf_folder() / "packs"))
            bytes += file.file_size();
        return bytes;
    }
    /// Files of the shelf in which `word` stands, as it is or in any form that an object is kept
    /// in.
    std::vector<std::string> files_with(std::string_view word) const {
        std::vector<std::string> files;
        for (const auto& item :
             std::filesystem::recursive_directory_iterator(workshop.shelf_folder())) {
            if (!item.is_regular_file()) continue;
            const Bytes bytes = *read_file(item.path());
            bool found = bytes.find(word) != Bytes::npos;
            if (item.path().extension() == ".pack") {
                EXPECT_TRUE(each_record(bytes, pack_header_size, [&](const Record& record) {
                    found = found || says(record.object, word);
                }));
            }
            if (found) files.push_back(item.path().filename());
        }
        return files;
    }

    Workshop workshop;

private:
    static bool says(const Object& object, std::string_view word) {
        const std::size_t size = object.identity.size();
        const auto br = object.br.empty() ? Bytes() : *unpack_brotli(object.br, size);
        const auto gzip = object.gzip.empty() ? Bytes() : *unpack_gzip(object.gzip, size);
        return object.identity.find(word) != Bytes::npos || br.find(word) != Bytes::npos ||
               gzip.find(word) != Bytes::npos;
    }
};

TEST_F(Collect, DropsEditionsPastThoseToKeep) {
    for (int number = 1; number <= 5; ++number)
        workshop.press([&](Builder& builder) { put_articles(builder, number, number); });
    EXPECT_EQ(collect({.keep = 2}).editions_dropped, 3U);
    const Shelf shelf = workshop.shelf();
    EXPECT_EQ(shelf.list().size(), 2U);
    EXPECT_TRUE(shelf.edition(4));
    EXPECT_EQ(shelf.edition(3).error().code, "edition.not_kept");
    EXPECT_EQ(verdict().code, Verified::fresh);
}

TEST_F(Collect, KeepsWhatKeptEditionsReach) {
    workshop.press([](Builder& builder) { put_articles(builder, 1, 50); });
    workshop.press([](Builder& builder) { put_articles(builder, 1, 40, 2); });
    collect({.keep = 2, .erase_every = true});
    const auto first = *workshop.shelf().edition(1);
    EXPECT_EQ(first->bytes(*first->find(article_path(1))), article(1, 1));
}

TEST_F(Collect, GivesRoomBack) {
    workshop.press([](Builder& builder) { put_articles(builder, 1, 500); });
    workshop.press([](Builder& builder) { put_articles(builder, 1, 500, 2); });
    const std::uint64_t before = bytes_in_packs();
    const auto collected = collect({.keep = 1});
    EXPECT_GT(collected.bytes_freed, before / 3);
    EXPECT_LT(bytes_in_packs(), before * 2 / 3);
    EXPECT_EQ(verdict().code, Verified::fresh);
    EXPECT_EQ(verdict().pages_checked, 500U);
}

TEST_F(Collect, ErasesEveryByteOfWhatWasWithdrawn) {
    workshop.press([](Builder& builder) {
        put_articles(builder, 1, 100);
        const std::string named = article(101) + "<p>By Anna Zanzibarova.</p>";
        EXPECT_TRUE(builder.put("/named/", prepare(named, "text/html; charset=utf-8")));
    });
    ASSERT_FALSE(files_with("Zanzibarova").empty());
    workshop.press([](Builder& builder) {
        EXPECT_TRUE(builder.put("/named/", prepare(article(101), "text/html; charset=utf-8")));
    });
    ASSERT_FALSE(files_with("Zanzibarova").empty());
    collect({.keep = 1, .erase_every = true});
    EXPECT_THAT(files_with("Zanzibarova"), IsEmpty());
    EXPECT_EQ(verdict().code, Verified::fresh);
}

TEST_F(Collect, ErasesAnAddressThatHeldAName) {
    workshop.press([](Builder& builder) {
        put_articles(builder, 1, 100);
        EXPECT_TRUE(builder.put("/by/anna-zanzibarova/", prepare("Her articles", "text/html")));
    });
    workshop.press([](Builder& builder) { builder.remove("/by/anna-zanzibarova/"); });
    collect({.keep = 1, .erase_every = true});
    EXPECT_THAT(files_with("zanzibarova"), IsEmpty());
}

TEST_F(Collect, ErasesALargePictureWithItsParts) {
    Bytes picture(3'000'000, 'p');
    picture.replace(2'500'000, 11, "Zanzibarova");
    workshop.press([&](Builder& builder) {
        put_articles(builder, 1, 1);
        EXPECT_TRUE(builder.put("/pictures/p.webp", prepare(picture, "image/webp")));
    });
    workshop.press([](Builder& builder) { builder.remove("/pictures/p.webp"); });
    collect({.keep = 1, .erase_every = true});
    EXPECT_THAT(files_with("Zanzibarova"), IsEmpty());
    EXPECT_LT(bytes_in_packs(), 100'000U);
}

TEST_F(Collect, LeavesAReaderThePagesThatItHolds) {
    workshop.press([](Builder& builder) { put_articles(builder, 1, 50); });
    const auto old = workshop.shelf().current();
    workshop.press([](Builder& builder) { put_articles(builder, 1, 50, 2); });
    collect({.keep = 1, .erase_every = true});
    EXPECT_EQ(old->bytes(*old->find(article_path(3))), article(3, 1));
}

TEST_F(Collect, LetsTheNextPressGoOn) {
    workshop.press([](Builder& builder) { put_articles(builder, 1, 50); });
    workshop.press([](Builder& builder) { put_articles(builder, 1, 50, 2); });
    collect({.keep = 1, .erase_every = true});
    workshop.press([](Builder& builder) { put_articles(builder, 51, 60); });
    EXPECT_EQ(verdict().code, Verified::fresh);
    EXPECT_EQ(verdict().pages_checked, 60U);
}

TEST_F(Collect, NeverDropsTheCurrentEdition) {
    workshop.press([](Builder& builder) { put_articles(builder, 1, 5); });
    collect({.keep = 0});
    EXPECT_EQ(workshop.shelf().list().size(), 1U);
}

TEST_F(Collect, WaitsForNoPress) {
    workshop.press([](Builder& builder) { put_articles(builder, 1, 5); });
    const auto builder = Builder::start(workshop.shelf(), Builder::From::current);
    const auto collected = workshop.shelf().collect({});
    ASSERT_FALSE(collected);
    EXPECT_EQ(collected.error().code, "edition.press_under_way");
}

TEST_F(Collect, DoesNothingWhereNothingIsDead) {
    workshop.press([](Builder& builder) { put_articles(builder, 1, 5); });
    const auto collected = collect({.keep = 1, .erase_every = true});
    EXPECT_EQ(collected.packs_rewritten, 0U);
    EXPECT_EQ(collected.bytes_freed, 0U);
}

}  // namespace
}  // namespace kolokol::edition
