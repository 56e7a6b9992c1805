#include "media/shelf.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <set>

#include <fcntl.h>
#include <fmt/format.h>

#include "base/file.hpp"
#include "base/file_lock.hpp"
#include "base/text.hpp"
#include "crypto/digest.hpp"
#include "crypto/random.hpp"
#include "media/codec.hpp"

namespace kolokol::media {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view unfinished = ".part-";

bool is_digest(std::string_view text) {
    return text.size() == 64 &&
           text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// Whole or not there, also when two threads or processes write the same file at once: each writes
/// a file of its own and renames it.
void keep(const fs::path& path, BytesView bytes) {
    fs::create_directories(path.parent_path());
    const fs::path own = path.string() + std::string(unfinished) + to_hex(crypto::random_bytes(8));
    write_file(own, bytes);
    fs::rename(own, path);
    sync_folder(path.parent_path());
}

std::string picture_and_recipe(std::string_view id) {
    return crypto::sha256(fmt::format("picture {} recipe {}", id, recipe.number))
        .hex()
        .substr(0, 32);
}

tl::unexpected<Problem> no_such_picture(std::string_view id) {
    return refuse(Kind::not_found, "media.no_such_picture",
                  fmt::format("the picture {} is not on the shelf: import it again", id));
}

std::optional<int> number(std::string_view text) {
    int value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec != std::errc() || read.ptr != text.data() + text.size() || value < 1) return {};
    return value;
}

/// Removes the files below `folder` for which `goes` says yes.
template <class Goes>
void remove_files(const fs::path& folder, Goes goes) {
    std::vector<fs::path> gone;
    std::error_code absent;
    for (const auto& entry : fs::recursive_directory_iterator(folder, absent))
        if (entry.is_regular_file() && goes(entry.path())) gone.push_back(entry.path());
    for (const auto& path : gone)
        fs::remove(path);
}

}  // namespace

std::string_view media_type(Format format) {
    return format == Format::webp ? "image/webp" : "image/jpeg";
}

std::string_view extension(Format format) {
    return format == Format::webp ? "webp" : "jpg";
}

struct Shelf::State {
    fs::path folder;
    Limits limits;

    fs::path original(std::string_view id) const {
        return folder / "originals" / id.substr(0, 2) / id;
    }
    fs::path memory(std::string_view file_sha256) const {
        return folder / "known" / file_sha256.substr(0, 2) / file_sha256;
    }
    fs::path lock() const { return folder / "lock"; }
    fs::path size(const Size& size) const {
        return folder / "sizes" / size.name.substr(0, 2) / size.name;
    }
};

Shelf::Shelf(fs::path folder, Limits limits)
    : state_(std::make_unique<State>(State{std::move(folder), limits})) {
    fs::create_directories(state_->folder);
}

Shelf::~Shelf() = default;

Result<Picture> Shelf::take_in(BytesView file) {
    const auto name = crypto::sha256(file).hex();
    if (auto picture = known(name)) return *std::move(picture);
    const auto cleaned = clean(file, state_->limits);
    if (!cleaned) return refuse(cleaned.error());
    Picture picture{crypto::sha256(cleaned->bytes).hex(), cleaned->width, cleaned->height};
    if (!has(picture.id)) keep(state_->original(picture.id), cleaned->bytes);
    keep(state_->memory(name),
         fmt::format("{} {} {} {}\n", picture.id, picture.width, picture.height, recipe.number));
    return picture;
}

std::optional<Picture> Shelf::known(std::string_view file_sha256) const {
    if (!is_digest(file_sha256)) return std::nullopt;
    const auto memory = read_file(state_->memory(file_sha256), 4096);
    if (!memory) return std::nullopt;
    const auto parts = split(trim(*memory), ' ');
    if (parts.size() != 4 || parts[3] != recipe.number || !has(parts[0])) return std::nullopt;
    const auto width = number(parts[1]);
    const auto height = number(parts[2]);
    if (!width || !height) return std::nullopt;
    return Picture{std::string(parts[0]), *width, *height};
}

bool Shelf::has(std::string_view id) const {
    return is_digest(id) && fs::exists(state_->original(id));
}

Result<Picture> Shelf::picture(std::string_view id) const {
    const auto bytes = original(id);
    if (!bytes) return refuse(bytes.error());
    const auto measured = measure(*bytes);
    if (!measured) return refuse(measured.error());
    return Picture{std::string(id), measured->width, measured->height};
}

Result<Bytes> Shelf::original(std::string_view id) const {
    if (!is_digest(id)) return no_such_picture(id);
    auto bytes = read_file(state_->original(id));
    if (!bytes) return no_such_picture(id);
    return bytes;
}

std::vector<Size> Shelf::sizes(const Picture& picture) {
    const auto name = picture_and_recipe(picture.id);
    std::vector<Size> all;
    const auto add = [&](int width) {
        const auto exact = static_cast<std::int64_t>(width) * picture.height;
        const auto height = std::max<std::int64_t>(
            1, (2 * exact + picture.width) / (std::int64_t{2} * picture.width));
        for (const auto format : {Format::jpeg, Format::webp})
            all.push_back({fmt::format("{}-{}.{}", name, width, extension(format)), format, width,
                           static_cast<int>(height)});
    };
    for (const int width : recipe.widths)
        if (width < picture.width) add(width);
    if (picture.width <= recipe.widths.back()) add(picture.width);
    return all;
}

Result<Bytes> Shelf::size(const Picture& picture, const Size& wanted) const {
    const auto all = sizes(picture);
    if (std::ranges::find(all, wanted) == all.end())
        return refuse(Kind::not_found, "media.no_such_size",
                      fmt::format("the picture {} has no size {}", picture.id, wanted.name));
    const auto path = state_->size(wanted);
    if (auto made = read_file(path)) return made;
    const auto bytes = original(picture.id);
    if (!bytes) return refuse(bytes.error());
    auto made = encode(*bytes, wanted);
    if (made) keep(path, *made);
    return made;
}

Shelf::Hold Shelf::hold() const {
    Descriptor file = open_file(state_->lock(), O_RDWR | O_CREAT);
    wait_for_lock(file, Lock::shared, state_->lock());
    return Hold(std::move(file));
}

Result<std::size_t> Shelf::keep_only(const Ids& ids) {
    const Descriptor alone = open_file(state_->lock(), O_RDWR | O_CREAT);
    if (!try_to_lock(alone, Lock::exclusive, state_->lock()))
        return refuse(Kind::conflict, "media.in_use",
                      "pictures are being taken in or printed: wait until that is done");
    std::set<std::string> kept;
    std::set<std::string> names;
    for (auto& id : ids()) {
        names.insert(picture_and_recipe(id));
        kept.insert(std::move(id));
    }
    std::size_t forgotten = 0;
    remove_files(state_->folder / "originals", [&](const fs::path& path) {
        const auto name = path.filename().string();
        const bool goes = !kept.contains(name);
        if (goes && is_digest(name)) ++forgotten;
        return goes;
    });
    remove_files(state_->folder / "sizes", [&](const fs::path& path) {
        const auto name = path.filename().string();
        return !names.contains(name.substr(0, name.find('-'))) ||
               name.find(unfinished) != std::string::npos;
    });
    remove_files(state_->folder / "known",
                 [&](const fs::path& path) { return !known(path.filename().string()); });
    return forgotten;
}

}  // namespace kolokol::media
