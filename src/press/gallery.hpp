#pragma once
// Which sizes of which picture there are, and how a page shows one: srcset, intrinsic size, caption
// and credit.

#include <map>
#include <memory>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "content/article.hpp"
#include "media/shelf.hpp"
#include "store/transaction.hpp"

namespace kolokol::press {

struct PictureSizes {
    media::Picture picture;
    std::vector<media::Size> jpeg;  // smallest first
    std::vector<media::Size> webp;
};

/// "/pictures/HEX-640.webp"
std::string picture_address(const media::Size& size);

/// Threads share it.
class Gallery {
public:
    explicit Gallery(const media::Shelf& shelf) : shelf_(shelf) {}

    /// Null where the shelf has no such picture.
    const PictureSizes* sizes(const content::PictureUse& use) const;
    const PictureSizes* sizes(const std::string& picture) const;
    /// What stands at an address of the edition; every picture that the paper uses is looked
    /// through where it is not known yet.
    std::optional<std::pair<media::Picture, media::Size>> at(store::Transaction& tx,
                                                             std::string_view address) const;
    const media::Shelf& shelf() const { return shelf_; }

private:
    const PictureSizes* known(const std::string& picture) const;
    const PictureSizes* keep(const media::Picture& picture) const;
    std::optional<std::pair<media::Picture, media::Size>> known_at(std::string_view address) const;

    const media::Shelf& shelf_;
    mutable std::shared_mutex guard_;
    mutable std::map<std::string, std::unique_ptr<const PictureSizes>> by_id_;
    mutable std::map<std::string, std::pair<media::Picture, media::Size>, std::less<>> by_address_;
};

}  // namespace kolokol::press
