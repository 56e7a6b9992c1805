// What comes out of the recipe bears its number: pictures that are made otherwise need new names,
// or readers and mirrors keep the old ones under them for ever.

#include <map>
#include <numeric>

#include <gmock/gmock.h>

#include "media/codec.hpp"
#include "media/shelf.hpp"
#include "pictures.hpp"

namespace kolokol::media {
namespace {

using namespace kolokol::testing;
using Came = kolokol::testing::Kind;

using Colour = std::array<int, 3>;

/// Loose enough for other versions of libvips and its coders, tight enough for our own changes.
constexpr int tolerance = 4;

struct Recorded {
    std::vector<int> numbers;  // qualities, effort, widths
    Colour without_profile;    // of deep_red_picture()
    Colour wide_gamut;
    Colour for_print;
    Colour transparent;
    bool progressive;
    int quantisation;  // sum of a JPEG's tables, which its quality decides
    int sampling;      // of luma, as in a JPEG's SOF: 0x22 is 4:2:0
};

/// A record is never changed: what comes out otherwise gets a new number, and a record of its own.
const std::map<std::string_view, Recorded> recorded{
    {"2",
     {{92, 78, 74, 4, 320, 640, 960, 1280, 1920},
      {124, 31, 34},
      {200, 100, 50},
      {255, 255, 255},
      {255, 255, 255},
      true,
      4065,
      0x22}},
};

Size size_of(Format format, int width, int height) {
    return {"", format, width, height};
}

Colour colour_of(BytesView picture) {
    const Pixels pixels = decode(picture);
    const int y = pixels.height / 2;
    const int x = pixels.width / 4;
    return {pixels.at(x, y, 0), pixels.at(x, y, 1), pixels.at(x, y, 2)};
}

/// The parts of a JPEG that say how it was made (ITU T.81, annex B).
struct JpegFacts {
    bool progressive = false;
    int quantisation = 0;
    int sampling = 0;
};
JpegFacts facts_of(const Bytes& jpeg) {
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(jpeg.at(at)); };
    JpegFacts facts;
    for (std::size_t at = 2; byte(at + 1) != 0xDA;) {
        const std::size_t length = byte(at + 2) * 256U + byte(at + 3);
        const unsigned marker = byte(at + 1);
        if (marker == 0xC2) facts.progressive = true;
        if (marker == 0xC0 || marker == 0xC2) facts.sampling = byte(at + 11);
        if (marker == 0xDB)
            for (std::size_t table = at + 4; table < at + 2 + length; table += 65)
                for (std::size_t i = 1; i <= 64; ++i)
                    facts.quantisation += byte(table + i);
        at += 2 + length;
    }
    return facts;
}

class Recipes : public ::testing::TestWithParam<Format> {
protected:
    const Recorded& record = recorded.at(recipe.number);

    void expect(const Bytes& came, const Colour& wanted) const {
        const auto made = encode(came, size_of(GetParam(), 64, 64));
        ASSERT_TRUE(made);
        const Colour colour = colour_of(*made);
        for (std::size_t i = 0; i < 3; ++i)
            EXPECT_NEAR(colour[i], wanted[i], tolerance) << "band " << i;
    }
};

TEST_P(Recipes, KeepTheColourOfAPictureWithoutProfile) {
    expect(deep_red_picture(64, 64), record.without_profile);
}

TEST_P(Recipes, KeepTheColourOfAWiderProfile) {
    expect(wide_gamut_picture(64, 64), record.wide_gamut);
}

TEST_P(Recipes, TurnColoursForPrint) {
    expect(cmyk_picture(64, 64), record.for_print);
}

TEST_P(Recipes, LayWhatIsTransparentOnPaper) {
    expect(transparent_picture(64, 64), record.transparent);
}

INSTANTIATE_TEST_SUITE_P(Formats, Recipes, ::testing::Values(Format::jpeg, Format::webp));

TEST(Recipe, HasTheNumbersOfItsRecord) {
    std::vector<int> numbers{recipe.original_quality, recipe.jpeg_quality, recipe.webp_quality,
                             recipe.webp_effort};
    numbers.insert(numbers.end(), recipe.widths.begin(), recipe.widths.end());
    EXPECT_EQ(numbers, recorded.at(recipe.number).numbers);
}

TEST(Recipe, WritesJpegAsItsRecordSays) {
    const auto made = encode(plain_picture(Came::png, 64, 64), size_of(Format::jpeg, 64, 64));
    ASSERT_TRUE(made);
    const JpegFacts facts = facts_of(*made);
    const Recorded& record = recorded.at(recipe.number);
    EXPECT_EQ(facts.progressive, record.progressive);
    EXPECT_EQ(facts.quantisation, record.quantisation);
    EXPECT_EQ(facts.sampling, record.sampling);
}

TEST(Recipe, WritesWebpWithLoss) {
    const auto made = encode(plain_picture(Came::png, 64, 64), size_of(Format::webp, 64, 64));
    ASSERT_TRUE(made);
    EXPECT_EQ(made->substr(12, 4), "VP8 ");
}

}  // namespace
}  // namespace kolokol::media
