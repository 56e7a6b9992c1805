#include "press/page_key.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace kolokol::press {

namespace {

constexpr std::array<std::string_view, 30> names{
    "front",        "section",     "section_month", "topic",         "topic_year",
    "byline",       "byline_year", "archive_month", "topics",        "bylines",
    "shortcut",     "article",     "withdrawn",     "moved",         "standing",
    "corrections",  "appeal",      "support",       "newsletter",    "search",
    "not_found",    "feed_rss",    "feed_json",     "sitemap_index", "sitemap_month",
    "news_sitemap", "robots",      "security_txt",  "asset",         "picture"};
static_assert(names.size() == static_cast<std::size_t>(PageKind::picture) + 1);

std::string shortcut_address(const PageKey& key) {
    std::string made = key.subject.empty() ? "/" : fmt::format("/{}/", key.subject);
    if (key.year != 0) made += fmt::format("{:04}/", key.year);
    if (key.month != 0) made += fmt::format("{:02}/", key.month);
    return made;
}

/// Below the language's prefix; empty for kinds that have none.
std::string local_address(const PageKey& key) {
    switch (key.kind) {
        case PageKind::front:
            return "/";
        case PageKind::section:
        case PageKind::standing:
            return fmt::format("/{}/", key.subject);
        case PageKind::section_month:
            return fmt::format("/{}/{:04}/{:02}/", key.subject, key.year, key.month);
        case PageKind::topic:
            return fmt::format("/topics/{}/", key.subject);
        case PageKind::topic_year:
            return fmt::format("/topics/{}/{:04}/", key.subject, key.year);
        case PageKind::byline:
            return fmt::format("/by/{}/", key.subject);
        case PageKind::byline_year:
            return fmt::format("/by/{}/{:04}/", key.subject, key.year);
        case PageKind::archive_month:
            return fmt::format("/archive/{:04}/{:02}/", key.year, key.month);
        case PageKind::topics:
            return "/topics/";
        case PageKind::bylines:
            return "/by/";
        case PageKind::shortcut:
            return shortcut_address(key);
        case PageKind::corrections:
            return "/corrections/";
        case PageKind::appeal:
            return key.subject.empty() ? "/appeal/" : fmt::format("/appeal/{}/", key.subject);
        case PageKind::support:
            return "/support/";
        case PageKind::newsletter:
            return "/newsletter/";
        case PageKind::search:
            return "/search";
        case PageKind::not_found:
            return "/404.html";
        case PageKind::feed_rss:
            return key.subject.empty() ? "/feed.xml" : fmt::format("/{}/feed.xml", key.subject);
        case PageKind::feed_json:
            return key.subject.empty() ? "/feed.json" : fmt::format("/{}/feed.json", key.subject);
        default:
            return {};
    }
}

}  // namespace

std::string_view to_string(PageKind kind) {
    return names.at(static_cast<std::size_t>(kind));
}

std::optional<PageKind> parse_page_kind(std::string_view text) {
    const auto found = std::find(names.begin(), names.end(), text);
    if (found == names.end()) return std::nullopt;
    return static_cast<PageKind>(found - names.begin());
}

std::string address(const PageKey& key, const Language& standard) {
    switch (key.kind) {
        case PageKind::article:
        case PageKind::withdrawn:
        case PageKind::moved:
            return key.path;
        case PageKind::asset:
        case PageKind::picture:
            return key.subject;
        case PageKind::sitemap_index:
            return "/sitemap.xml";
        case PageKind::sitemap_month:
            return fmt::format("/sitemap-{:04}-{:02}.xml", key.year, key.month);
        case PageKind::news_sitemap:
            return "/news-sitemap.xml";
        case PageKind::robots:
            return "/robots.txt";
        case PageKind::security_txt:
            return "/.well-known/security.txt";
        default:
            return key.language == standard ? local_address(key)
                                            : "/" + key.language.tag() + local_address(key);
    }
}

}  // namespace kolokol::press

std::size_t std::hash<kolokol::press::PageKey>::operator()(
    const kolokol::press::PageKey& key) const noexcept {
    const std::hash<std::string_view> text;
    std::size_t seed = static_cast<std::size_t>(key.kind);
    const auto mix = [&seed](std::size_t part) {
        seed ^= part + 0x9e3779b97f4a7c15ULL + (seed << 6U) + (seed >> 2U);
    };
    mix(text(key.language.tag()));
    mix(text(key.subject));
    mix(static_cast<std::size_t>(key.year) * 16U + key.month);
    mix(text(key.path));
    return seed;
}
