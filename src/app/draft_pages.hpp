#pragma once
// Articles that nobody has published, as pages: for those who write them.

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "app/house.hpp"
#include "newsroom/writing.hpp"

namespace kolokol::app {

/// Threads may share it.
class DraftPages {
public:
    /// The house must outlive it.
    explicit DraftPages(const House& house) : house_(house) {}

    /// By the theme as it is now. Refuses what loading it and printing refuse.
    Result<newsroom::SitePage> print(store::Transaction& tx,
                                     const content::Publication& publication,
                                     const content::Article& article);
    /// What stands at an address of the current edition; besides that the theme's own files and the
    /// pictures of pages that were printed here.
    std::optional<newsroom::SitePage> find(std::string_view address) const;

private:
    std::optional<newsroom::SitePage> in_edition(std::string_view address) const;

    using Drawn = std::pair<media::Picture, media::Size>;
    const House& house_;
    mutable std::mutex mutex_;
    std::map<std::string, Drawn, std::less<>> pictures_;             // by address
    std::map<std::string, newsroom::SitePage, std::less<>> assets_;  // of the theme, by address
};

}  // namespace kolokol::app
