#include <filesystem>
#include <thread>

#include <gmock/gmock.h>

#include "base/file.hpp"
#include "media/shelf.hpp"
#include "pictures.hpp"

namespace kolokol::media {
namespace {

namespace fs = std::filesystem;
using namespace kolokol::testing;
using ::testing::ElementsAre;
using Came = kolokol::testing::Kind;

class Sizes : public ::testing::Test {
protected:
    TemporaryFolder folder;
    Shelf shelf{folder.path()};

    static std::vector<int> widths(int width, int height) {
        std::vector<int> all;
        for (const auto& size : Shelf::sizes({std::string(64, 'a'), width, height}))
            if (size.format == Format::webp) all.push_back(size.width);
        return all;
    }
};

TEST_F(Sizes, AreNeverWiderThanTheOriginal) {
    EXPECT_THAT(widths(3200, 2000), ElementsAre(320, 640, 960, 1280, 1920));
    EXPECT_THAT(widths(1000, 800), ElementsAre(320, 640, 960, 1000));
    EXPECT_THAT(widths(640, 480), ElementsAre(320, 640));
    EXPECT_THAT(widths(100, 100), ElementsAre(100));
}

TEST_F(Sizes, AreInBothFormatsSmallestFirst) {
    const auto sizes = Shelf::sizes({std::string(64, 'a'), 400, 300});
    ASSERT_EQ(sizes.size(), 4U);
    EXPECT_EQ(sizes[0].width, 320);
    EXPECT_EQ(sizes[0].height, 240);
    EXPECT_TRUE(sizes[0].name.ends_with("-320.jpg"));
    EXPECT_TRUE(sizes[1].name.ends_with("-320.webp"));
    EXPECT_EQ(sizes[3].width, 400);
}

TEST_F(Sizes, HaveTheirNamesFromThePicture) {
    const auto one = Shelf::sizes({std::string(64, 'a'), 400, 300});
    const auto other = Shelf::sizes({std::string(64, 'b'), 400, 300});
    EXPECT_NE(one[0].name, other[0].name);
}

TEST_F(Sizes, AreAsLargeAsTheySay) {
    const auto picture = shelf.take_in(plain_picture(Came::jpeg, 701, 467)).value();
    for (const auto& size : Shelf::sizes(picture)) {
        const auto pixels = decode(shelf.size(picture, size).value());
        EXPECT_EQ(pixels.width, size.width);
        EXPECT_EQ(pixels.height, size.height);
        EXPECT_EQ(pixels.bands, 3);
    }
}

TEST_F(Sizes, AreOfTheirFormat) {
    const auto picture = shelf.take_in(plain_picture(Came::png, 100, 100)).value();
    const auto sizes = Shelf::sizes(picture);
    EXPECT_TRUE(shelf.size(picture, sizes[0]).value().starts_with("\xFF\xD8\xFF"));
    EXPECT_EQ(shelf.size(picture, sizes[1]).value().substr(8, 4), "WEBP");
    EXPECT_EQ(media_type(sizes[1].format), "image/webp");
}

TEST_F(Sizes, AreTheSameBytesOnEveryShelf) {
    const auto file = plain_picture(Came::jpeg, 700, 400);
    Shelf other(folder.path() / "other");
    const auto picture = shelf.take_in(file).value();
    ASSERT_EQ(other.take_in(file).value(), picture);
    for (const auto& size : Shelf::sizes(picture))
        EXPECT_EQ(shelf.size(picture, size).value(), other.size(picture, size).value());
}

TEST_F(Sizes, AreMadeOnceAndKept) {
    const auto picture = shelf.take_in(plain_picture(Came::jpeg, 400, 300)).value();
    const auto size = Shelf::sizes(picture).front();
    const auto made = shelf.size(picture, size).value();
    fs::remove_all(folder.path() / "originals");
    EXPECT_EQ(shelf.size(picture, size).value(), made);
}

TEST_F(Sizes, MayBeAskedForBySeveralThreadsAtOnce) {
    const auto picture = shelf.take_in(plain_picture(Came::jpeg, 700, 400)).value();
    const auto sizes = Shelf::sizes(picture);
    std::vector<std::vector<Bytes>> made(4);
    std::vector<std::thread> threads;
    for (auto& own : made)
        threads.emplace_back([&] {
            for (const auto& size : sizes)
                own.push_back(shelf.size(picture, size).value());
        });
    for (auto& thread : threads)
        thread.join();
    EXPECT_EQ(made[1], made[0]);
    EXPECT_EQ(made[2], made[0]);
    EXPECT_EQ(made[3], made[0]);
}

TEST_F(Sizes, ThatAPictureHasNotAreRefused) {
    const auto picture = shelf.take_in(plain_picture(Came::jpeg, 100, 100)).value();
    auto size = Shelf::sizes(picture).front();
    size.width = 99;
    EXPECT_EQ(shelf.size(picture, size).error().code, "media.no_such_size");
    const Picture absent{std::string(64, 'a'), 100, 100};
    EXPECT_EQ(shelf.size(absent, Shelf::sizes(absent).front()).error().code,
              "media.no_such_picture");
}

TEST_F(Sizes, AreForgottenWithTheirPicture) {
    const auto kept = shelf.take_in(plain_picture(Came::jpeg, 100, 80)).value();
    const auto gone = shelf.take_in(plain_picture(Came::jpeg, 120, 80)).value();
    for (const auto& picture : {kept, gone})
        ASSERT_TRUE(shelf.size(picture, Shelf::sizes(picture).front()));

    const auto only_kept = [&] { return std::vector{kept.id}; };
    EXPECT_EQ(shelf.keep_only(only_kept), 1U);
    EXPECT_TRUE(shelf.has(kept.id));
    EXPECT_FALSE(shelf.has(gone.id));
    EXPECT_EQ(shelf.size(gone, Shelf::sizes(gone).front()).error().code, "media.no_such_picture");
    EXPECT_EQ(shelf.keep_only(only_kept), 0U);
}

TEST_F(Sizes, AreNotForgottenWhileSomebodyHoldsTheShelf) {
    const auto picture = shelf.take_in(plain_picture(Came::jpeg, 100, 80)).value();
    const auto none = [] { return std::vector<std::string>(); };
    {
        Shelf of_another_process(folder.path());
        const auto hold = of_another_process.hold();
        const auto refused = shelf.keep_only(none);
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, "media.in_use");
        EXPECT_TRUE(shelf.has(picture.id));
    }
    EXPECT_EQ(shelf.keep_only(none), 1U);
}

TEST_F(Sizes, LeaveNoFileOfAForgottenPicture) {
    const auto picture = shelf.take_in(plain_picture(Came::jpeg, 400, 300)).value();
    for (const auto& size : Shelf::sizes(picture))
        ASSERT_TRUE(shelf.size(picture, size));
    ASSERT_TRUE(shelf.keep_only([] { return std::vector<std::string>(); }));
    std::vector<std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder.path()))
        if (entry.is_regular_file()) files.push_back(entry.path().filename().string());
    EXPECT_THAT(files, ElementsAre("lock"));
}

TEST_F(Sizes, OfAPictureThatIsNotThereAreRefused) {
    EXPECT_EQ(shelf.picture("../x").error().code, "media.no_such_picture");
    EXPECT_EQ(shelf.original(std::string(64, 'a')).error().code, "media.no_such_picture");
    EXPECT_FALSE(shelf.has(""));
}

TEST_F(Sizes, PictureIsMeasuredFromTheShelf) {
    const auto picture = shelf.take_in(plain_picture(Came::png, 123, 45)).value();
    EXPECT_EQ(shelf.picture(picture.id).value(), picture);
}

}  // namespace
}  // namespace kolokol::media
