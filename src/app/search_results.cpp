#include "app/search_results.hpp"

#include <fmt/format.h>

#include "app/pressing.hpp"
#include "base/log.hpp"
#include "press/links.hpp"

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

/// The same question to the paper's other languages.
theme::Value other_languages(const content::Publication& publication, const Language& language,
                             std::string_view query, const press::Place& place) {
    theme::List entries;
    for (const Language& other : publication.languages) {
        if (other == language) continue;
        entries.emplace_back(theme::Record{
            {"href", fmt::format("{}?q={}", place.to(publication.prefix(other) + "/search"),
                                 escaped_query(query))},
            {"tag", other.tag()},
            {"dir", other.right_to_left() ? "rtl" : "ltr"},
            {"name", theme::Formats::own_name(other)}});
    }
    if (entries.empty()) return false;
    return theme::Record{{"entries", std::move(entries)}};
}

std::shared_ptr<const SearchLook::Loaded> loaded(theme::Theme theme,
                                                 content::Publication publication) {
    std::map<Language, theme::Formats> formats;
    for (const Language& language : publication.languages)
        formats.emplace(language, theme::Formats(language, publication.zone));
    return std::make_shared<const SearchLook::Loaded>(
        SearchLook::Loaded{std::move(theme), std::move(publication), std::move(formats)});
}

}  // namespace

Result<std::unique_ptr<SearchLook>> SearchLook::open(const std::filesystem::path& folder) {
    auto publication = content::Publication::read(folder / "kolokol.toml");
    if (!publication) return refuse(publication.error());
    auto theme = load_theme(folder);
    if (!theme) {
        log::error("theme.broken", {{"detail", theme.error().detail}});
        theme = theme::Theme::load({theme_folders(folder).front()});
    }
    if (!theme) return refuse(theme.error());
    std::unique_ptr<SearchLook> look(new SearchLook(folder));
    look->loaded_ = loaded(std::move(*theme), std::move(*publication));
    return look;
}

void SearchLook::load_again() {
    auto publication = content::Publication::read(folder_ / "kolokol.toml");
    auto theme = load_theme(folder_);
    if (!publication || !theme) {
        log::warning("search.look_not_loaded",
                     {{"code", (publication ? theme.error() : publication.error()).code}});
        return;
    }
    auto next = loaded(std::move(*theme), std::move(*publication));
    const std::lock_guard lock(mutex_);
    loaded_.swap(next);
}

std::shared_ptr<const SearchLook::Loaded> SearchLook::current() const {
    const std::lock_guard lock(mutex_);
    return loaded_;
}

serve::SearchResults search_results(const search::SearchIndex& index, const SearchLook& look) {
    return [&index, &look](const Language& language, std::string_view query, int page) {
        const auto seen = look.current();
        const auto spoken = seen->formats.find(language);
        if (spoken == seen->formats.end()) return std::string();
        int wanted = std::clamp(page, 1, last_page);
        search::Found found =
            index.find(language, query, std::int64_t{wanted - 1} * per_page, per_page);
        if (found.hits.empty() && wanted > 1) {  // there are fewer pages than somebody thought
            wanted = 1;
            found = index.find(language, query, 0, per_page);
        }
        const press::Place place(seen->publication.prefix(language) + "/search");
        theme::List results;
        for (const search::Hit& hit : found.hits)
            results.emplace_back(result_model(hit, place, spoken->second));

        theme::Record model{{"query", query}, {"total", found.total}, {"results", results}};
        const bool more = std::int64_t{wanted} * per_page < found.total && wanted < last_page;
        if (wanted > 1) model.set("back", neighbour(query, wanted - 1));
        if (more) model.set("more", neighbour(query, wanted + 1));
        model.set("elsewhere", other_languages(seen->publication, language, query, place));
        model.set("has_neighbours", wanted > 1 || more);
        auto html = seen->theme.render("search_results", model, language);
        if (html) return *html;
        log::error("search.results_not_rendered", {{"code", html.error().code}});
        return std::string();
    };
}

}  // namespace kolokol::app
