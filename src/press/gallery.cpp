#include "press/gallery.hpp"

#include <mutex>

#include "content/article_rows.hpp"

namespace kolokol::press {

std::string picture_address(const media::Size& size) {
    return "/pictures/" + size.name;
}

const PictureSizes* Gallery::known(const std::string& picture) const {
    const std::shared_lock lock(guard_);
    const auto found = by_id_.find(picture);
    return found == by_id_.end() ? nullptr : found->second.get();
}

const PictureSizes* Gallery::keep(const media::Picture& picture) const {
    auto made = std::make_unique<PictureSizes>();
    made->picture = picture;
    for (auto& size : media::Shelf::sizes(picture))
        (size.format == media::Format::jpeg ? made->jpeg : made->webp).push_back(std::move(size));
    if (made->jpeg.empty()) return nullptr;
    const std::unique_lock lock(guard_);
    const auto [place, is_new] = by_id_.try_emplace(picture.id, std::move(made));
    if (is_new)
        for (const auto* sizes : {&place->second->jpeg, &place->second->webp})
            for (const auto& size : *sizes)
                by_address_.emplace(picture_address(size), std::pair(picture, size));
    return place->second.get();
}

const PictureSizes* Gallery::sizes(const content::PictureUse& use) const {
    if (use.picture.empty()) return nullptr;
    if (const auto* found = known(use.picture)) return found;
    if (use.width <= 0 || use.height <= 0) return sizes(use.picture);
    return keep({use.picture, use.width, use.height});
}

const PictureSizes* Gallery::sizes(const std::string& picture) const {
    if (const auto* found = known(picture)) return found;
    const auto on_shelf = shelf_.picture(picture);
    return on_shelf ? keep(*on_shelf) : nullptr;
}

std::optional<std::pair<media::Picture, media::Size>> Gallery::known_at(
    std::string_view address) const {
    const std::shared_lock lock(guard_);
    const auto found = by_address_.find(address);
    if (found == by_address_.end()) return std::nullopt;
    return found->second;
}

std::optional<std::pair<media::Picture, media::Size>> Gallery::at(store::Transaction& tx,
                                                                  std::string_view address) const {
    if (auto found = known_at(address)) return found;
    for (const auto& picture : content::pictures_in_use(tx))
        sizes(picture);
    return known_at(address);
}

}  // namespace kolokol::press
