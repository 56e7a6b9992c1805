#include "importers/picture_desk.hpp"

#include "crypto/digest.hpp"

namespace kolokol::importers {
namespace {

/// More than the shelf takes, so that it is the shelf who says what is too large.
constexpr std::size_t limit = (64U << 20U);

}  // namespace

content::PictureUse with_picture(content::PictureUse use, const media::Picture& picture) {
    use.picture = picture.id;
    use.width = picture.width;
    use.height = picture.height;
    return use;
}

Result<std::string> PictureDesk::digest(const std::string& path) {
    {
        const std::lock_guard<std::mutex> held(lock_);
        if (const auto found = digests_.find(path); found != digests_.end()) return found->second;
    }
    const auto bytes = folder_.read(path, limit);
    if (!bytes) return refuse(bytes.error());
    std::string hex = crypto::sha256(*bytes).hex();
    const std::lock_guard<std::mutex> held(lock_);
    return digests_.emplace(path, std::move(hex)).first->second;
}

Result<media::Picture> PictureDesk::take_in(const std::string& path) {
    const auto digest_of_file = digest(path);
    if (!digest_of_file) return refuse(digest_of_file.error());
    {
        const std::lock_guard<std::mutex> held(lock_);
        if (const auto found = pictures_.find(*digest_of_file); found != pictures_.end())
            return found->second;
    }
    Result<media::Picture> picture = media::Picture{};
    if (const auto known = shelf_.known(*digest_of_file)) {
        picture = *known;
    } else {
        const auto bytes = folder_.read(path, limit);
        if (!bytes) return refuse(bytes.error());
        picture = shelf_.take_in(*bytes);
    }
    const std::lock_guard<std::mutex> held(lock_);
    const auto [placed, is_new] = pictures_.emplace(*digest_of_file, std::move(picture));
    if (is_new && placed->second) ++taken_;
    return placed->second;
}

std::uint64_t PictureDesk::taken() const {
    const std::lock_guard<std::mutex> held(lock_);
    return taken_;
}

}  // namespace kolokol::importers
