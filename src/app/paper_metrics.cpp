#include "app/paper_metrics.hpp"

namespace kolokol::app {

std::vector<serve::Metric> paper_metrics(const edition::Shelf& shelf,
                                         const serve::PublicServer* readers,
                                         const search::SearchIndex* index) {
    std::vector<serve::Metric> all = serve::process_metrics();
    if (readers) {
        const auto http = serve::server_metrics(readers->counters());
        all.insert(all.end(), http.begin(), http.end());
    }
    const auto current = shelf.current();
    if (current) {
        const auto seconds = [](Instant at) { return static_cast<double>(to_millis(at)) / 1000.0; };
        const edition::Shelf::Freshness fresh = shelf.freshness();
        all.push_back({"kolokol_edition_sequence", "Number of the current edition.", false,
                       static_cast<double>(current->facts().sequence), ""});
        all.push_back({"kolokol_edition_pages", "Pages of the current edition.", false,
                       static_cast<double>(current->facts().entries), ""});
        all.push_back({"kolokol_signature_expires_seconds", "When a signature runs out.", false,
                       seconds(fresh.heartbeat), "role=\"heartbeat\""});
        all.push_back({"kolokol_signature_expires_seconds", "When a signature runs out.", false,
                       seconds(fresh.targets), "role=\"edition\""});
        all.push_back({"kolokol_signature_expires_seconds", "When a signature runs out.", false,
                       seconds(fresh.root), "role=\"root\""});
    }
    if (index)
        all.push_back({"kolokol_search_articles", "Articles in the search index.", false,
                       static_cast<double>(index->articles()), ""});
    return all;
}

}  // namespace kolokol::app
