#pragma once
// What /metrics tells of a paper that is being served.

#include <vector>

#include "edition/shelf.hpp"
#include "search/search_index.hpp"
#include "serve/health_server.hpp"
#include "serve/public_server.hpp"

namespace kolokol::app {

/// `readers` and `index` may be null: the newsroom role has neither.
std::vector<serve::Metric> paper_metrics(const edition::Shelf& shelf,
                                         const serve::PublicServer* readers,
                                         const search::SearchIndex* index);

}  // namespace kolokol::app
