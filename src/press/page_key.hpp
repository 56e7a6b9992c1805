#pragma once
// What a page of the edition is, apart from its bytes: its kind, its language and what it is about.
// The planner decides which keys a change touches; a Printer (press/printer.hpp) turns a key into
// bytes. Two keys are the same page exactly when they are equal.

#include <compare>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/language.hpp"

namespace kolokol::press {

enum class PageKind {
    front,          // /
    section,        // /SECTION/
    section_month,  // /SECTION/YYYY/MM/
    topic,          // /topics/TOPIC/
    topic_year,     // /topics/TOPIC/YYYY/
    byline,         // /by/BYLINE/; answers 410 once the byline is withdrawn
    byline_year,    // /by/BYLINE/YYYY/
    archive_month,  // /archive/YYYY/MM/
    topics,         // /topics/: the names of all that have articles in the language
    bylines,        // /by/: the same
    shortcut,       // what readers type: /archive/, /archive/YYYY/, /YYYY/, /YYYY/MM/; 301
    article,        // /YYYY/MM/DD/SLUG/
    withdrawn,      // the address of a withdrawn article: a page that says so, 410
    moved,          // a former address: 301
    standing,       // /about/, /privacy/, /contact/ …
    corrections,    // /corrections/
    appeal,         // /appeal/SECTION/: the slot
    support,        // /support/
    newsletter,     // /newsletter/: absent until there are newsletters
    search,         // /search: the signed frame with <!--kolokol:results-->
    not_found,      // /404.html, status 404: what serve answers for an unknown address
    feed_rss,       // /feed.xml or /SECTION/feed.xml
    feed_json,      // /feed.json or /SECTION/feed.json
    sitemap_index,  // /sitemap.xml, one for all languages
    sitemap_month,  // /sitemap-YYYY-MM.xml, one for all languages
    news_sitemap,   // /news-sitemap.xml, one for all languages
    robots,         // /robots.txt, one for all languages
    security_txt,   // /.well-known/security.txt, one for all languages
    asset,          // /theme.css …: a stable name of the theme's
    picture         // /pictures/HEX-640.webp: one size of one picture
};

/// "front", "section_month"…: for logs, reports and refusals.
std::string_view to_string(PageKind kind);
std::optional<PageKind> parse_page_kind(std::string_view text);

struct PageKey {
    PageKind kind = PageKind::front;
    /// The default language for pages that have none of their own (sitemaps, assets, pictures…).
    Language language;
    /// section, section_month, appeal, and feeds of a section: its slug (feeds of the site: empty);
    /// topic*, byline*, standing: the slug; shortcut: "archive" or nothing; article, withdrawn: the
    /// article's id; moved: the former address; asset, picture: the whole address.
    std::string subject;
    int year = 0;        // *_year, *_month, shortcut (0: of all); in the publication's zone
    unsigned month = 0;  // *_month: 1 to 12; shortcut (0: of the year)
    /// article, withdrawn, moved: the page's address, which is recorded and never computed again.
    std::string path;

    auto operator<=>(const PageKey&) const = default;
};

/// The address in the edition's index, "/ru/world/2026/01/". `standard` is the publication's
/// default language, whose pages have no prefix.
std::string address(const PageKey& key, const Language& standard);

}  // namespace kolokol::press

template <>
struct std::hash<kolokol::press::PageKey> {
    std::size_t operator()(const kolokol::press::PageKey& key) const noexcept;
};
