#include "stored_pages.hpp"

#include <map>
#include <regex>

namespace kolokol::press::proof {

namespace {

/// Every match of `pattern`, named by when it was first seen.
std::string renamed(const std::string& page, const std::regex& pattern, const std::string& name) {
    std::map<std::string, std::string> names;
    std::string out;
    std::size_t copied = 0;
    for (std::sregex_iterator match(page.begin(), page.end(), pattern), end; match != end;
         ++match) {
        const auto at = static_cast<std::size_t>(match->position());
        const auto& known =
            names.try_emplace(match->str(), name + std::to_string(names.size() + 1)).first->second;
        out.append(page, copied, at - copied).append(known);
        copied = at + static_cast<std::size_t>(match->length());
    }
    return out.append(page, copied);
}

}  // namespace

std::filesystem::path stored_folder() {
    return std::filesystem::path(KOLOKOL_TEST_SOURCE_DIR) / "tests/fixtures/pages";
}

std::vector<StoredPage> stored_pages(const Gazette& gazette) {
    const auto& g = gazette;
    return {{"article.en.html", g.article("/2026/01/28/strike-ends/")},
            {"article-with-blocks.en.html",
             g.article("/2026/01/26/ferrymen-of-lakeland-lay-down-their-oars/")},
            {"opinion.en.html", g.article("/blog/never-swim")},
            {"interview.ru.html", g.article("/ru/2025/11/02/ozera-pout/")},
            {"article.ar.html", g.article("/ar/2026/01/28/ferries-return/")},
            {"front.en.html", g.key(PageKind::front)},
            {"front.ru.html", g.key(PageKind::front, "ru")},
            {"section.ar.html", g.key(PageKind::section, "ar", "world")},
            {"section-month.en.html", g.key(PageKind::section_month, "en", "world", 2026, 1)},
            {"topic.ru.html", g.key(PageKind::topic, "ru", "lakeland")},
            {"topic-year.en.html", g.key(PageKind::topic_year, "en", "lakeland", 2025)},
            {"byline.ru.html", g.key(PageKind::byline, "ru", "anna-belova")},
            {"topics.en.html", g.key(PageKind::topics)},
            {"bylines.ar.html", g.key(PageKind::bylines, "ar")},
            {"archive-month.en.html", g.key(PageKind::archive_month, "en", {}, 2025, 11)},
            {"privacy.en.html", g.key(PageKind::standing, "en", "privacy")},
            {"corrections.en.html", g.key(PageKind::corrections)},
            {"search.ar.html", g.key(PageKind::search, "ar")},
            {"not-found.ru.html", g.key(PageKind::not_found, "ru")},
            {"slot.en.html", g.key(PageKind::appeal, "en", "world")},
            {"feed.en.xml", g.key(PageKind::feed_rss)},
            {"feed.ru.json", g.key(PageKind::feed_json, "ru", "world")},
            {"sitemap.xml", g.key(PageKind::sitemap_index)},
            {"sitemap-2026-01.xml", g.key(PageKind::sitemap_month, "en", {}, 2026, 1)},
            {"news-sitemap.xml", g.key(PageKind::news_sitemap)},
            {"robots.txt", g.key(PageKind::robots)},
            {"security.txt", g.key(PageKind::security_txt)}};
}

std::string numbered(std::string_view page) {
    static const std::regex digest("[0-9a-f]{32,64}");
    static const std::regex id("\\b0[0-9A-HJKMNP-TV-Z]{25}\\b");
    return renamed(renamed(std::string(page), digest, "picture-"), id, "id-");
}

}  // namespace kolokol::press::proof
