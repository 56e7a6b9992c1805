#include <filesystem>

#include <gmock/gmock.h>

#include "base/file.hpp"
#include "crypto/digest.hpp"
#include "media/shelf.hpp"
#include "pictures.hpp"

namespace kolokol::media {
namespace {

namespace fs = std::filesystem;
using namespace kolokol::testing;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using Came = kolokol::testing::Kind;

class TakeIn : public ::testing::Test {
protected:
    TemporaryFolder folder;
    Shelf shelf{folder.path() / "media"};

    std::string refusal(BytesView file) {
        const auto taken = shelf.take_in(file);
        return taken ? "taken" : taken.error().code;
    }
};

class TellingPicture : public TakeIn, public ::testing::WithParamInterface<Came> {};

TEST_P(TellingPicture, TellsNothingAnyMoreInOriginalAndSizes) {
    const auto file = telling_picture(GetParam(), 700, 400);
    ASSERT_TRUE(file.find(xmp_word) != Bytes::npos || !metadata_of(file).value().empty());

    const auto picture = shelf.take_in(file).value();
    std::vector<Bytes> written{shelf.original(picture.id).value()};
    for (const auto& size : Shelf::sizes(picture))
        written.push_back(shelf.size(picture, size).value());
    for (const auto& bytes : written) {
        EXPECT_THAT(metadata_of(bytes).value(), IsEmpty());
        EXPECT_THAT(bytes, Not(HasSubstr("Exif")));
        EXPECT_THAT(bytes, Not(HasSubstr("EXIF")));
        EXPECT_THAT(bytes, Not(HasSubstr(artist)));
        EXPECT_THAT(bytes, Not(HasSubstr(xmp_word)));
    }
}

TEST_P(TellingPicture, IsNowhereOnTheDisk) {
    const auto file = telling_picture(GetParam(), 300, 200);
    ASSERT_TRUE(shelf.take_in(file));
    for (const auto& entry : fs::recursive_directory_iterator(folder.path()))
        if (entry.is_regular_file()) {
            const auto bytes = read_file(entry.path()).value();
            EXPECT_THAT(bytes, Not(HasSubstr(artist)));
            EXPECT_THAT(bytes, Not(HasSubstr(xmp_word)));
        }
}

INSTANTIATE_TEST_SUITE_P(Media, TellingPicture,
                         ::testing::Values(Came::jpeg, Came::png, Came::webp, Came::tiff));

TEST_F(TakeIn, GivesTheSamePictureForTheSameBytes) {
    const auto file = plain_picture(Came::jpeg, 300, 200);
    const auto first = shelf.take_in(file).value();
    Shelf other(folder.path() / "other");
    EXPECT_EQ(other.take_in(file).value(), first);
    EXPECT_EQ(shelf.take_in(file).value(), first);
    EXPECT_EQ(first.width, 300);
    EXPECT_EQ(first.height, 200);
    EXPECT_EQ(crypto::sha256(shelf.original(first.id).value()).hex(), first.id);
}

TEST_F(TakeIn, RemembersWhatItMadeOfAFile) {
    const auto file = plain_picture(Came::png, 30, 20);
    const auto name = crypto::sha256(file).hex();
    EXPECT_FALSE(shelf.known(name));
    const auto picture = shelf.take_in(file).value();
    EXPECT_EQ(shelf.known(name), picture);
    EXPECT_FALSE(shelf.known("../../etc/passwd"));
}

TEST_F(TakeIn, CleansAnewWhatCameInUnderAnotherRecipe) {
    const auto file = plain_picture(Came::jpeg, 300, 200);
    ASSERT_TRUE(shelf.take_in(file));
    const auto name = crypto::sha256(file).hex();
    const auto memory = folder.path() / "media/known" / name.substr(0, 2) / name;
    auto words = read_file(memory).value();
    words.replace(words.rfind(' ') + 1, 1, "1");
    write_file(memory, words);
    EXPECT_FALSE(shelf.known(name));
}

TEST_F(TakeIn, MakesTheOriginalNoLargerThanItsLimit) {
    const auto picture = shelf.take_in(plain_picture(Came::jpeg, 4000, 1000)).value();
    EXPECT_EQ(picture.width, 3200);
    EXPECT_EQ(picture.height, 800);
}

TEST_F(TakeIn, TurnsPicturesUpright) {
    const auto picture = shelf.take_in(turned_picture(6, 64, 32)).value();
    EXPECT_EQ(picture.width, 32);
    EXPECT_EQ(picture.height, 64);
    const auto pixels = decode(shelf.original(picture.id).value());
    EXPECT_GT(pixels.at(28, 4, 0), 200);  // red, now at the upper right
    EXPECT_GT(pixels.at(4, 4, 2), 200);
}

TEST_F(TakeIn, PutsWhiteBehindWhatIsTransparent) {
    const auto picture = shelf.take_in(transparent_picture(64, 32)).value();
    const auto pixels = decode(shelf.original(picture.id).value());
    EXPECT_EQ(pixels.bands, 3);
    EXPECT_EQ(pixels.at(4, 4, 0), 255);
    EXPECT_EQ(pixels.at(60, 4, 0), 0);
}

TEST_F(TakeIn, TurnsColoursForPrintIntoColoursForTheScreen) {
    const auto picture = shelf.take_in(cmyk_picture(64, 32)).value();
    const auto pixels = decode(shelf.original(picture.id).value());
    EXPECT_EQ(pixels.bands, 3);
    EXPECT_GT(pixels.at(9, 9, 0), 240);
    EXPECT_GT(pixels.at(9, 9, 2), 240);
}

TEST_F(TakeIn, KeepsTheColourOfAWiderProfile) {
    const auto picture = shelf.take_in(wide_gamut_picture(64, 32)).value();
    const auto pixels = decode(shelf.original(picture.id).value());
    EXPECT_NEAR(pixels.at(9, 9, 0), 200, 3);
    EXPECT_NEAR(pixels.at(9, 9, 1), 100, 3);
    EXPECT_NEAR(pixels.at(9, 9, 2), 50, 4);
}

TEST_F(TakeIn, KeepsTheColourOfAPictureWithoutProfile) {
    const auto picture = shelf.take_in(deep_red_picture(640, 320)).value();
    const auto size = shelf.size(picture, Shelf::sizes(picture).front()).value();
    for (const auto& pixels : {decode(shelf.original(picture.id).value()), decode(size)}) {
        EXPECT_NEAR(pixels.at(9, 9, 0), 124, 4);
        EXPECT_NEAR(pixels.at(9, 9, 1), 31, 4);
        EXPECT_NEAR(pixels.at(9, 9, 2), 34, 4);
    }
}

TEST_F(TakeIn, TakesAStillGif) {
    EXPECT_EQ(shelf.take_in(still_gif()).value().width, 1);
}

TEST_F(TakeIn, RefusesPicturesThatMove) {
    EXPECT_EQ(refusal(animated_gif()), "media.animated");
    EXPECT_EQ(refusal(animated_webp()), "media.animated");
}

TEST_F(TakeIn, RefusesMorePixelsThanItsLimitBeforeItDecodesThem) {
    EXPECT_EQ(refusal(png_bomb(19'000, 19'000)), "media.too_many_pixels");
    EXPECT_EQ(refusal(png_bomb(25'000, 2)), "media.too_many_pixels");
}

TEST_F(TakeIn, RefusesAFileThatIsTooLarge) {
    Limits limits;
    limits.bytes = 1000;
    Shelf strict(folder.path() / "strict", limits);
    EXPECT_EQ(strict.take_in(plain_picture(Came::png, 100, 100)).error().code, "media.too_large");
}

class CutOff : public TakeIn, public ::testing::WithParamInterface<Came> {};

TEST_P(CutOff, IsRefusedAsDamaged) {
    const auto file = plain_picture(GetParam(), 400, 300);
    EXPECT_EQ(refusal(file.substr(0, file.size() / 2)), "media.damaged");
    EXPECT_EQ(refusal(file.substr(0, 20)), "media.damaged");
}

INSTANTIATE_TEST_SUITE_P(Media, CutOff,
                         ::testing::Values(Came::jpeg, Came::png, Came::webp, Came::tiff));

struct Foreign {
    const char* start;
    const char* named;
};
class ForeignFile : public TakeIn, public ::testing::WithParamInterface<Foreign> {};

TEST_P(ForeignFile, IsRefusedAndNamed) {
    const auto taken = shelf.take_in(GetParam().start);
    ASSERT_FALSE(taken);
    EXPECT_EQ(taken.error().code, "media.unknown_type");
    EXPECT_THAT(taken.error().detail, HasSubstr(GetParam().named));
}

INSTANTIATE_TEST_SUITE_P(
    Media, ForeignFile,
    ::testing::Values(Foreign{"<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "SVG"},
                      Foreign{"<?xml version=\"1.0\"?>\n<!-- x -->\n<svg/>", "SVG"},
                      Foreign{"%PDF-1.7\n", "PDF"},
                      Foreign{"<!DOCTYPE html><html></html>", "web page"},
                      Foreign{"1234ftypheic1234", "HEIC"}, Foreign{"1234ftypavif1234", "AVIF"},
                      Foreign{"", "empty"}, Foreign{"words", "not known"}));

}  // namespace
}  // namespace kolokol::media
