#pragma once
// libvips: decoding within limits, turning upright, sRGB, sizes, writing without metadata. For this
// room's sources; threads may call it at once.

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

/// Part of the names of sizes: a change of what encode() does is a new number.
constexpr std::string_view recipe = "1";

}  // namespace kolokol::media
