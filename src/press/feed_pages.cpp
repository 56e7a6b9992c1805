// RSS and JSON Feed of the site and of each section: the newest 20, whole. What is paid for is left
// out: in a feed reader nothing would mark it.

#include <fmt/format.h>

#include "content/article_rows.hpp"
#include "content/listing.hpp"
#include "markup/document.hpp"
#include "press/body_model.hpp"
#include "press/compositor.hpp"
#include "press/feeds.hpp"
#include "press/pages.hpp"
#include "press/picture_model.hpp"

namespace kolokol::press {

namespace {

constexpr std::size_t items_shown = 20;

std::vector<content::Summary> newest_of(const Sheet& sheet, const content::Scope& scope) {
    std::vector<content::Summary> made;
    for (int limit = 2 * static_cast<int>(items_shown); made.size() < items_shown; limit *= 4) {
        made.clear();
        auto newest = content::newest(sheet.tx(), scope, limit);
        const bool is_all = newest.size() < static_cast<std::size_t>(limit);
        for (auto& article : newest)
            if (article.kind != content::ArticleKind::partner && made.size() < items_shown)
                made.push_back(std::move(article));
        if (is_all) break;
    }
    return made;
}

std::vector<std::string> bylines(const Sheet& sheet, const content::Article& article) {
    std::vector<std::string> names;
    const auto& almanac = sheet.desk().almanac();
    for (const auto& slug : article.bylines) {
        const auto* byline = almanac.byline(sheet.tx(), slug);
        if (byline && !byline->withdrawn_at)
            names.push_back(almanac.byline_name(*byline, sheet.language()));
    }
    return names;
}

std::vector<std::string> categories(const Sheet& sheet, const content::Article& article) {
    const auto& almanac = sheet.desk().almanac();
    std::vector<std::string> names{
        almanac.section_name(sheet.tx(), article.summary.section, sheet.language())};
    for (const auto& slug : article.topics)
        if (const auto* topic = almanac.topic(sheet.tx(), slug))
            names.push_back(almanac.topic_name(*topic, sheet.language()));
    return names;
}

Result<FeedItem> item_of(Sheet& sheet, content::Article& article) {
    set_in_type(sheet, article);
    const auto& summary = article.summary;
    auto parsed = markup::parse(article.markdown);
    if (!parsed.faults.empty())
        return refuse(Kind::invalid, "press.broken_body",
                      fmt::format("{}, line {} of its body: {}; mend the manuscript and import it",
                                  summary.address, parsed.faults.front().line,
                                  parsed.faults.front().sentence));
    set_in_type(sheet, parsed.document);
    FeedItem item;
    item.id = summary.id.text();
    item.href = sheet.absolute(summary.address);
    item.headline = summary.headline;
    item.standfirst = summary.standfirst;
    if (summary.lead) {
        item.picture = shared_picture(sheet, *summary.lead);
        item.html = feed_figure(sheet, *summary.lead) + "\n";
    }
    item.html += feed_html(sheet, parsed.document, article.pictures);
    item.bylines = bylines(sheet, article);
    item.categories = categories(sheet, article);
    item.published = summary.published;
    item.updated = summary.updated;
    return item;
}

Feed empty_feed(const Sheet& sheet, const PageKey& key) {
    const auto& words = sheet.tongue().words();
    const bool of_section = !key.subject.empty();
    Feed feed;
    feed.title = words.name;
    feed.description = words.tagline;
    if (of_section) {
        feed.title +=
            ": " + sheet.desk().almanac().section_name(sheet.tx(), key.subject, key.language);
        const auto& section = sheet.desk().almanac().sections(sheet.tx()).at(key.subject);
        const auto own = section.words.find(key.language);
        feed.description = own == section.words.end() ? std::string()
                                                      : set_in_type(sheet, own->second.description);
    }
    feed.language = key.language.tag();
    feed.home = sheet.absolute(of_section ? sheet.at(PageKind::section, key.subject)
                                          : sheet.at(PageKind::front));
    feed.rss = sheet.absolute(sheet.at(PageKind::feed_rss, key.subject));
    feed.json = sheet.absolute(sheet.at(PageKind::feed_json, key.subject));
    if (sheet.desk().theme().assets().count("icon.png") != 0)
        feed.icon = sheet.absolute("/icon.png");
    return feed;
}

}  // namespace

Printed print_feed(const Desk& desk, store::Transaction& tx, const PageKey& key) {
    if (!desk.publication().prints(key.language)) return nothing();
    content::Scope scope{key.language, content::Scope::By::all, {}};
    if (!key.subject.empty()) {
        if (desk.almanac().sections(tx).count(key.subject) == 0) return nothing();
        scope = {key.language, content::Scope::By::section, key.subject};
    }
    Sheet sheet(desk, tx, key.language, press::address(key, desk.publication().standard()));
    auto feed = empty_feed(sheet, key);
    for (const auto& summary : newest_of(sheet, scope)) {
        auto article = content::find_article(tx, summary.id);
        if (!article) continue;
        auto item = item_of(sheet, *article);
        if (!item) return refuse(item.error());
        feed.items.push_back(std::move(*item));
    }
    Page page;
    const bool is_rss = key.kind == PageKind::feed_rss;
    page.media_type =
        is_rss ? "application/rss+xml; charset=utf-8" : "application/feed+json; charset=utf-8";
    page.bytes = is_rss ? rss(feed) : json_feed(feed);
    page.pictures = sheet.take_pictures();
    return std::optional<Page>(std::move(page));
}

}  // namespace kolokol::press
