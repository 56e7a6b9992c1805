#include "media/codec.hpp"

#include <mutex>
#include <stdexcept>
#include <vector>
#include <vips/vips8>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "media/file_type.hpp"

namespace kolokol::media {

namespace {

using vips::VImage;

/// Only the loaders of the five formats that are taken, each picture on the thread that asks for
/// it, nothing kept between two pictures, and no word on the console.
void start_vips() {
    static std::once_flag once;
    std::call_once(once, [] {
        if (VIPS_INIT("kolokol") != 0) throw std::runtime_error("libvips does not start");
        vips_block_untrusted_set(TRUE);
        vips_operation_block_set("VipsForeignLoad", TRUE);
        for (const char* loader :
             {"VipsForeignLoadJpeg", "VipsForeignLoadPng", "VipsForeignLoadWebp",
              "VipsForeignLoadTiff", "VipsForeignLoadNsgif"})
            vips_operation_block_set(loader, FALSE);
        vips_concurrency_set(1);
        vips_cache_set_max(0);
        g_log_set_handler(
            "VIPS", static_cast<GLogLevelFlags>(G_LOG_LEVEL_MASK),
            [](const gchar*, GLogLevelFlags, const gchar*, gpointer) {}, nullptr);
    });
}

class Blob {
public:
    explicit Blob(BytesView bytes) : blob_(vips_blob_new(nullptr, bytes.data(), bytes.size())) {}
    ~Blob() { vips_area_unref(VIPS_AREA(blob_)); }
    Blob(const Blob&) = delete;
    Blob& operator=(const Blob&) = delete;
    VipsBlob* get() const { return blob_; }

private:
    VipsBlob* blob_;
};

Bytes take(VipsBlob* blob) {
    std::size_t size = 0;
    const auto* const data = static_cast<const char*>(vips_blob_get(blob, &size));
    Bytes bytes(data, size);
    vips_area_unref(VIPS_AREA(blob));
    return bytes;
}

/// The header alone; nothing is decoded yet.
VImage open_picture(const Blob& blob, FileType type) {
    switch (type) {
        case FileType::jpeg:
            return VImage::jpegload_buffer(blob.get());
        case FileType::png:
            return VImage::pngload_buffer(blob.get());
        case FileType::webp:
            return VImage::webpload_buffer(blob.get());
        case FileType::tiff:
            return VImage::tiffload_buffer(blob.get());
        case FileType::gif:
            return VImage::gifload_buffer(blob.get());
        case FileType::other:
            break;
    }
    throw std::logic_error("open_picture() was asked for a file that is none");
}

int pages(const VImage& image) {
    return image.get_typeof(VIPS_META_N_PAGES) != 0 ? image.get_int(VIPS_META_N_PAGES) : 1;
}

Outcome check(const VImage& image, FileType type, const Limits& limits) {
    const auto width = static_cast<std::uint64_t>(image.width());
    const auto height = static_cast<std::uint64_t>(image.height());
    if (width * height > limits.pixels || image.width() > limits.longest_side ||
        image.height() > limits.longest_side)
        return refuse(Kind::invalid, "media.too_many_pixels",
                      fmt::format("the picture is {} x {} pixels: make it smaller than {} million, "
                                  "no side longer than {}",
                                  width, height, limits.pixels / 1'000'000, limits.longest_side));
    // The further pages of a TIFF are previews; its first is the picture.
    if (type != FileType::tiff && pages(image) > 1)
        return refuse(
            Kind::invalid, "media.animated",
            fmt::format("the picture moves ({} frames): choose one of its frames", pages(image)));
    return done();
}

/// Each by its name: "strip" alone leaves EXIF in WebP (libvips 8.14).
void remove_fields(VImage& image) {
    gchar** const fields = vips_image_get_fields(image.get_image());
    for (gchar** field = fields; *field != nullptr; ++field)
        vips_image_remove(image.get_image(), *field);
    g_strfreev(fields);
}

/// Whether its numbers mean other colours than sRGB's: it brings a profile, or is for print. All
/// else is sRGB by custom, and libvips (8.14) would shift it on the way through a profile.
bool has_colours_of_its_own(const VImage& image) {
    return image.get_typeof(VIPS_META_ICC_NAME) != 0 ||
           image.interpretation() == VIPS_INTERPRETATION_CMYK;
}

/// Upright, within `width` x `height`, sRGB of eight bits a channel, without transparency (on
/// white, as on paper) and without any field that could tell something.
VImage plain_picture(BytesView file, int width, int height, VipsSize size) {
    const Blob blob(file);
    auto* const wish = VImage::option()
                           ->set("height", height)
                           ->set("size", size)
                           ->set("option_string", "[fail_on=error]");
    if (has_colours_of_its_own(open_picture(blob, file_type(file))))
        wish->set("export_profile", "srgb");
    auto image = VImage::thumbnail_buffer(blob.get(), width, wish);
    image = image.colourspace(VIPS_INTERPRETATION_sRGB);
    if (image.has_alpha())
        image =
            image.flatten(VImage::option()->set("background", std::vector<double>{255, 255, 255}));
    // A copy of its own, since fields are removed in place.
    image = image.cast(VIPS_FORMAT_UCHAR).copy_memory().copy();
    remove_fields(image);
    return image;
}

Bytes save_jpeg(const VImage& image, int quality, bool progressive) {
    return take(image.jpegsave_buffer(VImage::option()
                                          ->set("Q", quality)
                                          ->set("optimize_coding", true)
                                          ->set("interlace", progressive)
                                          ->set("strip", true)));
}

Bytes save_png(const VImage& image) {
    return take(image.pngsave_buffer(VImage::option()->set("compression", 6)->set("strip", true)));
}

/// The coded picture alone, without the frame around it: webpsave adds EXIF of its own (resolution,
/// size) to every picture, whatever it is told (libvips 8.14). RFC 9649, simple file format.
Bytes bare_webp(BytesView file) {
    std::size_t at = 12;
    while (at + 8 <= file.size()) {
        std::size_t length = 0;
        for (std::size_t i = 4; i > 0; --i)
            length = length << 8U | static_cast<unsigned char>(file[at + 3 + i]);
        const std::size_t whole = 8 + length + length % 2;
        if (whole > file.size() - at) break;
        if (file.substr(at, 3) == "VP8" && file[at + 3] != 'X') {
            Bytes bare = "RIFF";
            for (std::size_t i = 0; i < 4; ++i)
                bare += static_cast<char>((whole + 4) >> 8U * i & 0xFFU);
            return bare.append("WEBP").append(file.substr(at, whole));
        }
        at += whole;
    }
    throw std::logic_error("libvips wrote a WebP without a picture");
}

Bytes save_webp(const VImage& image) {
    return bare_webp(take(image.webpsave_buffer(VImage::option()
                                                    ->set("Q", recipe.webp_quality)
                                                    ->set("effort", recipe.webp_effort)
                                                    ->set("strip", true))));
}

/// What this room writes tells nothing, or is not written.
Bytes without_metadata(Bytes bytes) {
    const auto fields = metadata_of(bytes);
    if (!fields || !fields->empty())
        throw std::logic_error(
            fmt::format("libvips wrote a picture with {}",
                        fields ? fmt::format("{}", fmt::join(*fields, ", ")) : "broken parts"));
    return bytes;
}

tl::unexpected<Problem> damaged() {
    vips_error_clear();
    return refuse(Kind::invalid, "media.damaged",
                  "the picture is damaged or cut off: export it again from its source");
}

}  // namespace

Result<Cleaned> clean(BytesView file, const Limits& limits) {
    if (file.size() > limits.bytes)
        return refuse(Kind::invalid, "media.too_large",
                      fmt::format("the file has {} bytes, more than the {} MiB allowed: export it "
                                  "smaller",
                                  file.size(), limits.bytes >> 20U));
    const auto type = file_type(file);
    if (type == FileType::other)
        return refuse(
            Kind::invalid, "media.unknown_type",
            fmt::format("the file is {}: JPEG, PNG, WebP, TIFF and GIF are taken", describe(file)));
    start_vips();
    try {
        const Blob blob(file);
        if (const auto fits = check(open_picture(blob, type), type, limits); !fits)
            return refuse(fits.error());
        const int side = limits.original_longest_side;
        const auto image = plain_picture(file, side, side, VIPS_SIZE_DOWN);
        const bool lossless = type == FileType::png || type == FileType::gif;
        Cleaned cleaned;
        cleaned.bytes = without_metadata(
            lossless ? save_png(image) : save_jpeg(image, recipe.original_quality, false));
        cleaned.width = image.width();
        cleaned.height = image.height();
        return cleaned;
    } catch (const vips::VError&) {
        return damaged();
    }
}

Result<Cleaned> measure(BytesView original) {
    const auto type = file_type(original);
    if (type != FileType::jpeg && type != FileType::png) return damaged();
    start_vips();
    try {
        const Blob blob(original);
        const auto image = open_picture(blob, type);
        return Cleaned{{}, image.width(), image.height()};
    } catch (const vips::VError&) {
        return damaged();
    }
}

Result<Bytes> encode(BytesView original, const Size& size) {
    start_vips();
    try {
        const auto image = plain_picture(original, size.width, size.height, VIPS_SIZE_FORCE);
        return without_metadata(size.format == Format::webp
                                    ? save_webp(image)
                                    : save_jpeg(image, recipe.jpeg_quality, true));
    } catch (const vips::VError&) {
        return damaged();
    }
}

}  // namespace kolokol::media
