#pragma once
// The publication's pictures: cleaned originals, and the sizes that pages show. What comes in is
// decoded within limits, turned upright, converted to sRGB and written anew without any metadata,
// before a byte of it reaches the shelf; the bytes as they came are never kept.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "base/file.hpp"
#include "base/result.hpp"

namespace kolokol::media {

struct Picture {
    std::string id;  // SHA-256 of the cleaned original, hexadecimal
    int width = 0;   // of the cleaned original, in pixels
    int height = 0;
    bool operator==(const Picture&) const = default;
};

enum class Format { jpeg, webp };
std::string_view media_type(Format format);
std::string_view extension(Format format);  // "jpg", "webp"

/// One size of one picture. `name` is content-addressed for ever: "HEX-640.webp" where HEX names
/// picture and recipe.
struct Size {
    std::string name;
    Format format = Format::jpeg;
    int width = 0;
    int height = 0;
    bool operator==(const Size&) const = default;
};

struct Limits {
    std::size_t bytes = 40U << 20U;      // of the file that comes in
    std::uint64_t pixels = 100'000'000;  // width times height
    int longest_side = 20'000;
    int original_longest_side = 3200;  // what is kept is made no larger than this
};

/// A folder. Threads may share it, processes too.
class Shelf {
public:
    /// Makes the folder where it is absent.
    explicit Shelf(std::filesystem::path folder, Limits limits = {});
    ~Shelf();
    Shelf(const Shelf&) = delete;
    Shelf& operator=(const Shelf&) = delete;

    /// While one lives, in this process or another, nothing is forgotten: for who takes pictures
    /// in, until the rows that name them are committed, and for who shows pictures that rows named.
    class Hold {
    private:
        friend class Shelf;
        explicit Hold(Descriptor file) : file_(std::move(file)) {}
        Descriptor file_;
    };
    /// Waits while somebody forgets pictures.
    [[nodiscard]] Hold hold() const;

    /// JPEG, PNG, WebP, TIFF and single-frame GIF are taken. Refuses "media.unknown_type" (SVG,
    /// PDF, HEIC…), "media.too_large", "media.too_many_pixels", "media.animated", "media.damaged".
    /// The same bytes give the same picture.
    Result<Picture> take_in(BytesView file);
    /// The picture that take_in() made of a file with this SHA-256 (hexadecimal), without decoding
    /// it again; a memory of the shelf that may be lost, and is with a new recipe.
    std::optional<Picture> known(std::string_view file_sha256) const;

    bool has(std::string_view id) const;
    /// Refuses "media.no_such_picture".
    Result<Picture> picture(std::string_view id) const;
    /// The cleaned original. Refuses "media.no_such_picture".
    Result<Bytes> original(std::string_view id) const;

    /// Every size that pages may show, smallest first, JPEG and WebP: 320, 640, 960, 1280 and 1920
    /// wide, never wider than the original (which is then the last). Pure.
    static std::vector<Size> sizes(const Picture& picture);
    /// Made once, kept by picture and recipe. Refuses "media.no_such_picture",
    /// "media.no_such_size".
    Result<Bytes> size(const Picture& picture, const Size& wanted) const;

    /// Forgets originals and sizes of all pictures but those that `ids` names, which is asked when
    /// nobody holds the shelf any more; the number forgotten. Looks at every file. Refuses
    /// "media.in_use" while somebody holds it.
    using Ids = std::function<std::vector<std::string>()>;
    Result<std::size_t> keep_only(const Ids& ids);

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// Names of metadata fields of an encoded picture (EXIF, XMP, IPTC, ICC, comments): empty for
/// everything this room writes. For the gate and for tests. Refuses "media.damaged".
Result<std::vector<std::string>> metadata_of(BytesView file);

}  // namespace kolokol::media
