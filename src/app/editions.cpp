#include "app/editions.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace kolokol::app {

namespace {

Outcome is_publication(const std::filesystem::path& folder) {
    if (std::filesystem::exists(folder / "kolokol.toml")) return done();
    return refuse(Kind::not_found, "configuration.missing",
                  fmt::format("{} is no publication: it has no kolokol.toml. Name its folder "
                              "with --site, or make one with kolokol init",
                              std::filesystem::absolute(folder).lexically_normal().string()));
}

}  // namespace

Result<edition::Shelf> open_editions(const std::filesystem::path& folder) {
    auto publication = is_publication(folder);
    if (!publication) return refuse(publication.error());
    return edition::Shelf::open(folder / "editions");
}

Result<edition::SiteId> own_site(const std::filesystem::path& folder) {
    auto publication = is_publication(folder);
    if (!publication) return refuse(publication.error());
    return edition::site_of(folder / "editions");
}

std::optional<Language> standard_language(const edition::Shelf& shelf) {
    // The feed is written by the program alone; what a page says is up to its theme.
    const auto edition = shelf.current();
    const auto entry = edition ? edition->find("/feed.json") : std::nullopt;
    const auto bytes = entry ? edition->bytes(*entry) : std::nullopt;
    if (!bytes) return std::nullopt;
    const auto feed = nlohmann::json::parse(*bytes, nullptr, false);
    if (!feed.is_object() || !feed.contains("language") || !feed["language"].is_string())
        return std::nullopt;
    const auto language = Language::parse(feed["language"].get<std::string>());
    return language ? std::optional(*language) : std::nullopt;
}

Result<Bytes> root_in_force(const edition::Shelf& shelf) {
    Bytes root = shelf.root_metadata();
    if (root.empty())
        return refuse(Kind::invalid, "edition.damaged",
                      fmt::format("{} has no root metadata; restore it from a backup",
                                  shelf.folder().string()));
    return root;
}

std::string sentence(const edition::Finding& finding) {
    if (finding.where.empty() || finding.text.starts_with(finding.where)) return finding.text;
    return fmt::format("{}: {}", finding.where, finding.text);
}

}  // namespace kolokol::app
