#pragma once
// The part of the search page that is not signed: what was found, put into the theme's
// search_results template.

#include <memory>

#include "content/publication.hpp"
#include "search/search_index.hpp"
#include "serve/public_server.hpp"
#include "theme/theme.hpp"

namespace kolokol::app {

/// All three must outlive what is returned.
serve::SearchResults search_results(const search::SearchIndex& index, const theme::Theme& theme,
                                    const content::Publication& publication);

}  // namespace kolokol::app
