// What search engines and stock-takers read, one of each for all languages.

#include <algorithm>

#include "content/sitemap_rows.hpp"
#include "press/compositor.hpp"
#include "press/pages.hpp"
#include "press/sitemaps.hpp"

namespace kolokol::press {

namespace {

using namespace std::chrono_literals;

Page page_of(std::string_view media_type, std::string bytes) {
    Page page;
    page.media_type = media_type;
    page.bytes = std::move(bytes);
    return page;
}

Printed xml(std::string bytes) {
    return std::optional<Page>(page_of("application/xml; charset=utf-8", std::move(bytes)));
}

Printed plain(std::string bytes) {
    return std::optional<Page>(page_of("text/plain; charset=utf-8", std::move(bytes)));
}

std::string absolute(const Desk& desk, std::string_view address) {
    return std::string(desk.publication().origin).append(address);
}

std::string absolute(const Desk& desk, PageKind kind, int year = 0, unsigned month = 0) {
    const auto& standard = desk.publication().standard();
    return absolute(desk, press::address({kind, standard, {}, year, month, {}}, standard));
}

}  // namespace

Printed print_sitemap_index(const Desk& desk, store::Transaction& tx) {
    std::vector<SitemapMonth> months;
    for (const auto& month : content::mapped_months(tx, desk.publication().zone))
        months.push_back(
            {absolute(desk, PageKind::sitemap_month, month.year, month.month), month.changed});
    return xml(sitemap_index(months));
}

Printed print_sitemap_month(const Desk& desk, store::Transaction& tx, const PageKey& key) {
    const auto& zone = desk.publication().zone;
    const bool december = key.month == 12;
    const auto from = zone.start_of_month(key.year, key.month);
    const auto to =
        zone.start_of_month(december ? key.year + 1 : key.year, december ? 1 : key.month + 1);
    const auto articles = content::mapped_between(tx, from, to);
    if (articles.empty()) return nothing();
    std::vector<SitemapEntry> entries;
    for (const auto& article : articles)
        // Only addresses that are canonical themselves belong into a sitemap. Which translations
        // there are stands in the pages (hreflang).
        if (!article.elsewhere && desk.publication().prints(article.language))
            entries.push_back({absolute(desk, article.address), article.changed, {}});
    return xml(sitemap(entries));
}

Printed print_news_sitemap(const Desk& desk, store::Transaction& tx) {
    std::vector<NewsEntry> entries;
    if (const auto newest = content::newest_news(tx)) {
        auto articles = content::mapped_between(tx, *newest - 48h, *newest + 1ms);
        std::reverse(articles.begin(), articles.end());
        for (const auto& article : articles) {
            if (article.elsewhere || article.kind == content::ArticleKind::partner ||
                !desk.publication().prints(article.language))
                continue;
            const auto& tag = article.language.tag();
            entries.push_back(
                {absolute(desk, article.address),
                 desk.publication().words_in(article.language).name, tag.substr(0, tag.find('-')),
                 set_in_type(desk, article.headline, article.language), article.published});
        }
        // No more than 1,000 (Google News sitemaps).
        if (entries.size() > 1000) entries.resize(1000);
    }
    return xml(news_sitemap(entries));
}

Printed print_robots(const Desk& desk) {
    return plain(robots_txt(absolute(desk, PageKind::sitemap_index),
                            absolute(desk, PageKind::news_sitemap)));
}

Printed print_security_txt(const Desk& desk, store::Transaction& tx) {
    const auto newest = content::newest_published(tx);
    if (desk.publication().contact.empty() || !newest) return nothing();
    // No clock stands behind a page. A year after the month of the newest article began: less than
    // a year away, as RFC 9116 section 2.5.5 advises, and ahead of a paper that still appears.
    const auto& zone = desk.publication().zone;
    const auto wall = zone.local(*newest);
    std::vector<std::string> languages;
    for (const auto& language : desk.publication().languages)
        languages.push_back(language.tag());
    return plain(security_txt(desk.publication().contact,
                              zone.start_of_month(wall.year + 1, wall.month),
                              absolute(desk, PageKind::security_txt), languages));
}

}  // namespace kolokol::press
