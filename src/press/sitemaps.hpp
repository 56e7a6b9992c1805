#pragma once
// What search engines and stock-takers read (sitemaps.org 0.9, Google News, robots.txt, RFC 9116).

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"

namespace kolokol::press {

/// One language's form of something; addresses here are absolute.
struct Alternate {
    std::string language;
    std::string href;
};

struct SitemapEntry {
    std::string href;
    Instant changed;
    /// Every language's form, this one too; empty where there is only this one.
    std::vector<Alternate> alternates;
};

struct SitemapMonth {
    std::string href;
    Instant changed;
};

struct NewsEntry {
    std::string href;
    std::string paper;
    std::string language;
    std::string headline;
    Instant published;
};

std::string sitemap_index(const std::vector<SitemapMonth>& months);
std::string sitemap(const std::vector<SitemapEntry>& entries);
std::string news_sitemap(const std::vector<NewsEntry>& entries);

/// Everything may be read but live corners, which hold nothing to find.
std::string robots_txt(std::string_view sitemap, std::string_view news_sitemap);

/// RFC 9116. `contact` is a URI ("mailto:…", "https://…"), `expires` within a year is its advice.
std::string security_txt(std::string_view contact, Instant expires, std::string_view canonical,
                         const std::vector<std::string>& languages);

}  // namespace kolokol::press
