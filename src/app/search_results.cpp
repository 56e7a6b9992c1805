#include "app/search_results.hpp"

#include <map>

#include <fmt/format.h>

#include "base/log.hpp"
#include "press/links.hpp"
#include "theme/formats.hpp"

namespace kolokol::app {
namespace {

constexpr int per_page = 20;
constexpr int last_page = 50;

/// RFC 3986 section 2: everything but unreserved characters.
std::string escaped_query(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                           (byte >= '0' && byte <= '9') || byte == '-' || byte == '.' ||
                           byte == '_' || byte == '~';
        if (plain)
            out += c;
        else
            out += fmt::format("%{:02X}", byte);
    }
    return out;
}

theme::Record neighbour(std::string_view query, int page) {
    return {{"href", fmt::format("search?q={}&page={}", escaped_query(query), page)}};
}

theme::Record result_model(const search::Hit& hit, const press::Place& place,
                           const theme::Formats& formats) {
    theme::Record model{{"href", place.to(hit.address)},
                        {"headline", hit.headline},
                        {"excerpt", hit.excerpt},
                        {"section", hit.section}};
    if (hit.published)
        model.set("time", theme::Record{{"iso", formats.iso(*hit.published)},
                                        {"text", formats.day(*hit.published)}});
    return model;
}

}  // namespace

serve::SearchResults search_results(const search::SearchIndex& index, const theme::Theme& theme,
                                    const content::Publication& publication) {
    auto formats = std::make_shared<std::map<Language, theme::Formats>>();
    for (const Language& language : publication.languages)
        formats->emplace(language, theme::Formats(language, publication.zone));

    return [&index, &theme, &publication, formats](const Language& language, std::string_view query,
                                                   int page) {
        const auto spoken = formats->find(language);
        if (spoken == formats->end()) return std::string();
        int wanted = std::clamp(page, 1, last_page);
        search::Found found =
            index.find(language, query, std::int64_t{wanted - 1} * per_page, per_page);
        if (found.hits.empty() && wanted > 1) {  // there are fewer pages than somebody thought
            wanted = 1;
            found = index.find(language, query, 0, per_page);
        }
        const press::Place place(publication.prefix(language) + "/search");
        theme::List results;
        for (const search::Hit& hit : found.hits)
            results.emplace_back(result_model(hit, place, spoken->second));

        theme::Record model{{"query", query}, {"total", found.total}, {"results", results}};
        const bool more = std::int64_t{wanted} * per_page < found.total && wanted < last_page;
        if (wanted > 1) model.set("back", neighbour(query, wanted - 1));
        if (more) model.set("more", neighbour(query, wanted + 1));
        model.set("has_neighbours", wanted > 1 || more);
        auto html = theme.render("search_results", model, language);
        if (html) return *html;
        log::error("search.results_not_rendered", {{"code", html.error().code}});
        return std::string();
    };
}

}  // namespace kolokol::app
