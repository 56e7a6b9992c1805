#include "app/draft_pages.hpp"

#include "app/pressing.hpp"
#include "press/gallery.hpp"
#include "press/newspaper.hpp"

namespace kolokol::app {
namespace {

/// Addresses of sizes that are remembered; about ten belong to a picture.
constexpr std::size_t most_pictures = 20'000;

}  // namespace

Result<newsroom::SitePage> DraftPages::print(store::Transaction& tx,
                                             const content::Publication& publication,
                                             const content::Article& article) {
    const auto theme = load_theme(house_.folder());
    if (!theme) return refuse(theme.error());
    const press::Newspaper newspaper(*theme, house_.pictures(), publication);
    auto page = newspaper.print_draft(tx, article);
    if (!page) return refuse(page.error());
    const std::lock_guard lock(mutex_);
    if (pictures_.size() > most_pictures) pictures_.clear();
    for (const std::string& id : page->pictures)
        if (const auto picture = house_.pictures().picture(id))
            for (media::Size& size : media::Shelf::sizes(*picture)) {
                std::string address = press::picture_address(size);
                pictures_.insert_or_assign(std::move(address), Drawn{*picture, std::move(size)});
            }
    for (const auto& [name, asset] : theme->assets())
        assets_.insert_or_assign("/" + name, newsroom::SitePage{asset.media_type, asset.bytes});
    return newsroom::SitePage{std::move(page->media_type), std::move(page->bytes)};
}

std::optional<newsroom::SitePage> DraftPages::find(std::string_view address) const {
    std::optional<Drawn> drawn;
    {
        const std::lock_guard lock(mutex_);
        if (const auto asset = assets_.find(address); asset != assets_.end()) return asset->second;
        if (const auto known = pictures_.find(address); known != pictures_.end())
            drawn = known->second;
    }
    if (!drawn) return in_edition(address);
    auto bytes = house_.pictures().size(drawn->first, drawn->second);
    if (!bytes) return std::nullopt;
    return newsroom::SitePage{std::string(media::media_type(drawn->second.format)),
                              std::move(*bytes)};
}

std::optional<newsroom::SitePage> DraftPages::in_edition(std::string_view address) const {
    const auto current = house_.editions().current();
    const auto entry = current ? current->find(address) : std::nullopt;
    if (!entry || entry->status != 200) return std::nullopt;
    auto bytes = current->bytes(*entry);
    if (!bytes) return std::nullopt;
    return newsroom::SitePage{std::string(entry->media_type), std::move(*bytes)};
}

}  // namespace kolokol::app
