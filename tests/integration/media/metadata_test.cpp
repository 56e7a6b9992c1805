#include <gmock/gmock.h>

#include "media/shelf.hpp"
#include "pictures.hpp"

namespace kolokol::media {
namespace {

using namespace kolokol::testing;
using namespace std::string_view_literals;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Came = kolokol::testing::Kind;

TEST(Metadata, IsFoundInEachFormat) {
    const auto jpeg = metadata_of(telling_picture(Came::jpeg, 40, 30)).value();
    EXPECT_THAT(jpeg, Contains("exif"));
    EXPECT_THAT(jpeg, Contains("xmp"));
    EXPECT_THAT(jpeg, Contains("icc"));
    EXPECT_THAT(jpeg, Contains("iptc"));
    const auto png = metadata_of(telling_picture(Came::png, 40, 30)).value();
    EXPECT_THAT(png, Contains("zTXt"));
    EXPECT_THAT(png, Contains("icc"));
    const auto webp = metadata_of(telling_picture(Came::webp, 40, 30)).value();
    EXPECT_THAT(webp, Contains("exif"));
    EXPECT_THAT(webp, Contains("xmp"));
    EXPECT_THAT(webp, Contains("icc"));
}

TEST(Metadata, IsFoundInACommentAndBehindThePicture) {
    auto jpeg = Bytes("\xFF\xD8\xFF\xFE\x00\x05hey\xFF\xD9"sv);
    EXPECT_THAT(metadata_of(jpeg).value(), ElementsAre("comment"));
    jpeg += "hidden";
    EXPECT_THAT(metadata_of(jpeg).value(), ElementsAre("comment", "trailer"));
    EXPECT_THAT(metadata_of(still_gif() + "hidden").value(), ElementsAre("trailer"));
}

TEST(Metadata, OfAGifIsItsCommentsAndNotItsLoop) {
    auto gif = still_gif();
    EXPECT_THAT(metadata_of(gif).value(), IsEmpty());
    gif.insert(19, "!\xFF\x0BNETSCAPE2.0\x03\x01\x00\x00\x00"sv);
    EXPECT_THAT(metadata_of(gif).value(), IsEmpty());
    gif.insert(19, "!\xFE\x03hey\x00"sv);
    EXPECT_THAT(metadata_of(gif).value(), ElementsAre("comment"));
}

class CutOffAnywhere : public ::testing::TestWithParam<Bytes> {};

TEST_P(CutOffAnywhere, IsDamaged) {
    const auto& whole = GetParam();
    ASSERT_TRUE(metadata_of(whole));
    for (std::size_t length = 0; length < whole.size(); ++length)
        EXPECT_EQ(metadata_of(BytesView(whole).substr(0, length)).error().code, "media.damaged")
            << length;
}

INSTANTIATE_TEST_SUITE_P(Metadata, CutOffAnywhere,
                         ::testing::Values(plain_picture(Came::jpeg, 9, 9),
                                           plain_picture(Came::png, 9, 9),
                                           plain_picture(Came::webp, 9, 9), still_gif()));

}  // namespace
}  // namespace kolokol::media
