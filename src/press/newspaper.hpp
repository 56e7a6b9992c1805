#pragma once
// The Printer that readers see: rows of the newsroom, put into models, filled into the theme's
// templates. One file per kind of page (front_page.cpp, article_page.cpp, list_pages.cpp…).

#include <memory>
#include <optional>

#include "content/article.hpp"
#include "content/publication.hpp"
#include "edition/site_id.hpp"
#include "media/shelf.hpp"
#include "press/printer.hpp"
#include "theme/theme.hpp"

namespace kolokol::press {

struct NewspaperSettings {
    /// Which pins of the front page hold; the same as PressWish::at. No other page asks for it.
    Instant at{};
    /// Whether there is a search (serve answers it) to lead to, and the archive beneath it.
    bool search = true;
    /// What readers check a copy against; /about/ says it.
    std::optional<edition::SiteId> site = std::nullopt;
};

/// Made anew for each press: what many pages show is read once and kept (press/almanac.hpp), so
/// rows must not change while one lives. Threads share it. References must outlive it.
class Newspaper final : public Printer {
public:
    Newspaper(const theme::Theme& theme, const media::Shelf& pictures,
              const content::Publication& publication, NewspaperSettings settings = {});
    ~Newspaper() override;

    Result<std::optional<Page>> print(store::Transaction& tx, const PageKey& key) const override;
    /// The page of an article that stands in no row, or otherwise: for those who write it. Its
    /// language is one of the publication's, its address is not empty.
    Result<Page> print_draft(store::Transaction& tx, const content::Article& article) const;
    std::vector<PageKey> fixed_pages(store::Transaction& tx) const override;
    std::vector<PageKey> sizes_of(const std::string& picture) const override;
    std::string inputs() const override;

private:
    struct State;
    std::unique_ptr<const State> state_;
};

}  // namespace kolokol::press
