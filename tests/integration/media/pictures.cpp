#include "pictures.hpp"

#include <array>
#include <stdexcept>
#include <vips/vips8>

namespace kolokol::testing {

namespace {

using vips::VImage;
using namespace std::string_view_literals;

VImage landscape(int width, int height) {
    const auto xy = VImage::xyz(width, height);
    const auto x = xy[0] * (255.0 / width);
    const auto y = xy[1] * (255.0 / height);
    return x.bandjoin(y)
        .bandjoin((x + y) / 2)
        .cast(VIPS_FORMAT_UCHAR)
        .copy(VImage::option()->set("interpretation", VIPS_INTERPRETATION_sRGB));
}

VImage plain_colour(int width, int height, const std::vector<double>& colour) {
    return (VImage::black(width, height, VImage::option()->set("bands", 3)) + colour)
        .cast(VIPS_FORMAT_UCHAR)
        .copy(VImage::option()->set("interpretation", VIPS_INTERPRETATION_sRGB));
}

Bytes save(const VImage& image, const char* suffix) {
    void* data = nullptr;
    std::size_t size = 0;
    image.write_to_buffer(suffix, &data, &size);
    Bytes bytes(static_cast<const char*>(data), size);
    g_free(data);
    return bytes;
}

const char* suffix_of(Kind kind) {
    constexpr std::array suffixes{".jpg", ".png", ".webp", ".tif"};
    return suffixes.at(static_cast<std::size_t>(kind));
}

void set_blob(VImage& image, const char* field, std::string_view bytes) {
    vips_image_set_blob_copy(image.get_image(), field, bytes.data(), bytes.size());
}

std::string big_endian(unsigned value) {
    std::string bytes;
    for (int shift = 24; shift >= 0; shift -= 8)
        bytes += static_cast<char>(value >> static_cast<unsigned>(shift) & 0xFFU);
    return bytes;
}

}  // namespace

Bytes plain_picture(Kind kind, int width, int height) {
    return save(landscape(width, height), suffix_of(kind));
}

Bytes telling_picture(Kind kind, int width, int height) {
    auto image = landscape(width, height)
                     .icc_transform("p3", VImage::option()->set("input_profile", "srgb"))
                     .copy_memory()
                     .copy();
    image.set("exif-ifd0-Artist", artist.c_str());
    image.set("exif-ifd0-Model", "Fictitious Camera");
    image.set("exif-ifd3-GPSLatitude", "59 56 0");
    image.set("exif-ifd3-GPSLongitude", "30 18 0");
    set_blob(image, VIPS_META_XMP_NAME,
             "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><p>" + xmp_word + "</p></x:xmpmeta>");
    set_blob(image, VIPS_META_IPTC_NAME, "\x1C\x02\x50\x00\x17" + artist);
    return save(image, suffix_of(kind));
}

Bytes turned_picture(int orientation, int width, int height) {
    auto image = plain_colour(width, height, {0, 0, 255})
                     .insert(plain_colour(width / 2, height / 2, {255, 0, 0}), 0, 0)
                     .copy_memory()
                     .copy();
    image.set(VIPS_META_ORIENTATION, orientation);
    return save(image, ".jpg");
}

Bytes transparent_picture(int width, int height) {
    const auto left = VImage::black(width / 2, height);
    const auto right = (VImage::black(width - width / 2, height) + 255.0).cast(VIPS_FORMAT_UCHAR);
    const auto alpha = left.join(right, VIPS_DIRECTION_HORIZONTAL);
    return save(plain_colour(width, height, {0, 0, 0}).bandjoin(alpha), ".png");
}

Bytes cmyk_picture(int width, int height) {
    const auto white = plain_colour(width, height, {255, 255, 255});
    return save(white.icc_transform("cmyk", VImage::option()->set("input_profile", "srgb")),
                ".jpg");
}

Bytes wide_gamut_picture(int width, int height) {
    const auto colour = plain_colour(width, height, {200, 100, 50});
    return save(colour.icc_transform("p3", VImage::option()->set("input_profile", "srgb")),
                ".jpg[Q=100]");
}

Bytes deep_red_picture(int width, int height) {
    return save(plain_colour(width, height, {124, 31, 34}), ".jpg[Q=95]");
}

Bytes animated_webp() {
    auto frames = landscape(16, 16)
                      .join(plain_colour(16, 16, {1, 2, 3}), VIPS_DIRECTION_VERTICAL)
                      .copy_memory()
                      .copy();
    frames.set(VIPS_META_PAGE_HEIGHT, 16);
    return save(frames, ".webp");
}

Bytes still_gif() {
    return Bytes(
        "GIF89a\x01\x00\x01\x00\x80\x00\x00\xFF\x00\x00\x00\x00\x00"
        ",\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02\x44\x01\x00;"sv);
}

Bytes animated_gif() {
    auto gif = still_gif();
    const auto frame = gif.substr(19, gif.size() - 20);
    gif.insert(gif.size() - 1, frame);
    return gif;
}

Bytes png_bomb(unsigned width, unsigned height) {
    // IHDR with eight bits a sample, RGB; its sum is not looked at before the size is.
    auto whole = plain_picture(Kind::png, 8, 8);
    whole.replace(16, 8, big_endian(width) + big_endian(height));
    std::uint32_t sum = 0xFFFFFFFF;
    for (std::size_t i = 12; i < 29; ++i) {
        sum ^= static_cast<unsigned char>(whole[i]);
        for (int bit = 0; bit < 8; ++bit)
            sum = (sum & 1U) != 0 ? sum >> 1U ^ 0xEDB88320U : sum >> 1U;
    }
    whole.replace(29, 4, big_endian(~sum));
    return whole;
}

Pixels decode(BytesView picture) {
    const auto image = VImage::new_from_buffer(picture.data(), picture.size(), "");
    Pixels pixels{image.width(), image.height(), image.bands(), {}};
    std::size_t size = 0;
    void* const data = image.write_to_memory(&size);
    pixels.values.assign(static_cast<const char*>(data), size);
    g_free(data);
    return pixels;
}

}  // namespace kolokol::testing
