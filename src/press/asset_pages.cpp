// The theme's own files under stable names, and every size of every picture.

#include "media/shelf.hpp"
#include "press/css_tight.hpp"
#include "press/pages.hpp"

namespace kolokol::press {

Printed print_asset(const Desk& desk, const PageKey& key) {
    if (!key.subject.starts_with('/')) return nothing();
    const auto& assets = desk.theme().assets();
    const auto asset = assets.find(key.subject.substr(1));
    if (asset == assets.end()) return nothing();
    Page page;
    page.media_type = asset->second.media_type;
    page.bytes = page.media_type.starts_with("text/css") ? tightened(asset->second.bytes)
                                                         : asset->second.bytes;
    return std::optional<Page>(std::move(page));
}

Printed print_picture(const Desk& desk, store::Transaction& tx, const PageKey& key) {
    const auto found = desk.gallery().at(tx, key.subject);
    if (!found) return nothing();
    auto bytes = desk.gallery().shelf().size(found->first, found->second);
    if (!bytes) return refuse(bytes.error());
    Page page;
    page.media_type = media::media_type(found->second.format);
    page.bytes = std::move(*bytes);
    return std::optional<Page>(std::move(page));
}

}  // namespace kolokol::press
