#pragma once
// libvips: decoding within limits, turning upright, sRGB, sizes, writing without metadata. For this
// room's sources; threads may call it at once.

#include <array>
#include <string_view>

#include "base/bytes.hpp"
#include "media/shelf.hpp"

namespace kolokol::media {

struct Cleaned {
    Bytes bytes;
    int width = 0;
    int height = 0;
};

/// The original as it is kept: PNG of what came without loss (PNG, GIF), JPEG of all else. Refuses
/// as Shelf::take_in().
Result<Cleaned> clean(BytesView file, const Limits& limits);

/// Of a cleaned original. Refuses "media.damaged".
Result<Cleaned> measure(BytesView original);
Result<Bytes> encode(BytesView original, const Size& size);

/// How pictures are made. Its number is part of the names of sizes, and of the memory of what came
/// in: a change of anything here, or of what clean() and encode() do, is a new number. What each
/// number makes of some pictures is recorded in tests/integration/media/recipe_test.cpp.
struct Recipe {
    std::string_view number;
    int original_quality;       // JPEG, 1 to 100
    int jpeg_quality;           // of sizes, 1 to 100
    int webp_quality;           // 1 to 100
    int webp_effort;            // 0 to 6
    std::array<int, 5> widths;  // of sizes, in pixels
};
/// 1 shifted the colours of pictures without a profile.
constexpr Recipe recipe{"2", 92, 78, 74, 4, {320, 640, 960, 1280, 1920}};

}  // namespace kolokol::media
