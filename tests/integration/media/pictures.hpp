#pragma once
// Pictures as people send them, with everything in them that must not get out.

#include <string>

#include "base/bytes.hpp"

namespace kolokol::testing {

/// Words that stand in the metadata of a telling picture.
inline const std::string artist = "Fictitious Photographer";
inline const std::string xmp_word = "fictitious:place";

enum class Kind { jpeg, png, webp, tiff };

/// A soft landscape, without metadata.
Bytes plain_picture(Kind kind, int width, int height);
/// The same with EXIF (camera, artist, place), XMP, IPTC and a colour profile.
Bytes telling_picture(Kind kind, int width, int height);
/// A JPEG whose EXIF says that it is to be turned (1 to 8); its upper left quarter is red, the rest
/// blue.
Bytes turned_picture(int orientation, int width, int height);
/// PNG with a transparent left half, black where it is not.
Bytes transparent_picture(int width, int height);
/// A JPEG for print; white.
Bytes cmyk_picture(int width, int height);
/// A JPEG in Display P3 whose colour is sRGB 200, 100, 50.
Bytes wide_gamut_picture(int width, int height);
/// A JPEG without a colour profile whose colour is sRGB 124, 31, 34.
Bytes deep_red_picture(int width, int height);
Bytes animated_webp();
Bytes animated_gif();
Bytes still_gif();
/// A PNG header that promises this many pixels, and little behind it.
Bytes png_bomb(unsigned width, unsigned height);

struct Pixels {
    int width = 0;
    int height = 0;
    int bands = 0;
    Bytes values;  // bands of a pixel beside each other, rows below each other
    int at(int x, int y, int band) const {
        const auto index = (static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
                            static_cast<std::size_t>(x)) *
                               static_cast<std::size_t>(bands) +
                           static_cast<std::size_t>(band);
        return static_cast<unsigned char>(values[index]);
    }
};
Pixels decode(BytesView picture);

}  // namespace kolokol::testing
