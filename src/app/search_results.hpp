#pragma once
// The part of the search page that is not signed: what was found, put into the theme's
// search_results template.

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>

#include "content/publication.hpp"
#include "search/search_index.hpp"
#include "serve/public_server.hpp"
#include "theme/formats.hpp"
#include "theme/theme.hpp"

namespace kolokol::app {

/// What the results look like: as the edition that is served, so it is loaded anew with each.
/// Threads may share it.
class SearchLook {
public:
    struct Loaded {
        theme::Theme theme;
        content::Publication publication;
        std::map<Language, theme::Formats> formats;
    };
    /// A broken theme of the publication's own is logged, and the default one serves instead: what
    /// is pressed is whole. Refuses what loading that one, and reading kolokol.toml, refuse.
    static Result<std::unique_ptr<SearchLook>> open(const std::filesystem::path& folder);

    /// Loads both anew; what cannot be loaded is logged, and stays as it was.
    void load_again();
    /// Shared, because an answer under way holds it while the next takes its place.
    std::shared_ptr<const Loaded> current() const;

private:
    explicit SearchLook(std::filesystem::path folder) : folder_(std::move(folder)) {}
    std::filesystem::path folder_;
    mutable std::mutex mutex_;  // of what is below
    std::shared_ptr<const Loaded> loaded_;
};

/// Both must outlive what is returned.
serve::SearchResults search_results(const search::SearchIndex& index, const SearchLook& look);

}  // namespace kolokol::app
