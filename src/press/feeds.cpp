#include "press/feeds.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "press/xml.hpp"

namespace kolokol::press {

namespace {

constexpr std::string_view namespaces =
    " xmlns:atom=\"http://www.w3.org/2005/Atom\""
    " xmlns:content=\"http://purl.org/rss/1.0/modules/content/\""
    " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
    " xmlns:media=\"http://search.yahoo.com/mrss/\"";

void append_picture(std::string& out, const FeedPicture& picture) {
    out.append("<media:content medium=\"image\"");
    append_attribute(out, "url", picture.href);
    append_attribute(out, "type", picture.media_type);
    append_attribute(out, "width", std::to_string(picture.width));
    append_attribute(out, "height", std::to_string(picture.height));
    out.append(">\n");
    append_element(out, "media:description", picture.alt);
    append_element(out, "media:credit", picture.credit);
    out.append("</media:content>\n");
}

void append_item(std::string& out, const FeedItem& item) {
    out.append("<item>\n");
    append_element(out, "title", item.headline);
    append_element(out, "link", item.href);
    out.append("<guid isPermaLink=\"false\">");
    append_xml(out, item.id);
    out.append("</guid>\n");
    append_element(out, "pubDate", format_http_date(item.published));
    for (const auto& name : item.bylines)
        append_element(out, "dc:creator", name);
    for (const auto& name : item.categories)
        append_element(out, "category", name);
    append_element(out, "description", item.standfirst);
    append_element(out, "content:encoded", item.html);
    if (item.picture) append_picture(out, *item.picture);
    out.append("</item>\n");
}

nlohmann::ordered_json json_item(const FeedItem& item) {
    nlohmann::ordered_json out{
        {"id", item.id}, {"url", item.href}, {"title", item.headline}, {"content_html", item.html}};
    if (!item.standfirst.empty()) out["summary"] = item.standfirst;
    if (item.picture) out["image"] = item.picture->href;
    out["date_published"] = format_rfc3339(item.published);
    if (item.updated) out["date_modified"] = format_rfc3339(*item.updated);
    for (const auto& name : item.bylines)
        out["authors"].push_back({{"name", name}});
    if (!item.categories.empty()) out["tags"] = item.categories;
    return out;
}

}  // namespace

std::string rss(const Feed& feed) {
    std::string out;
    out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\"")
        .append(namespaces)
        .append(">\n<channel>\n");
    append_element(out, "title", feed.title);
    append_element(out, "link", feed.home);
    // RSS 2.0 wants a description, also of a paper that has none.
    append_element(out, "description", feed.description.empty() ? feed.title : feed.description);
    append_element(out, "language", feed.language);
    out.append("<atom:link rel=\"self\" type=\"application/rss+xml\"");
    append_attribute(out, "href", feed.rss);
    out.append("/>\n");
    if (!feed.items.empty()) {
        auto newest = feed.items.front().published;
        for (const auto& item : feed.items) {
            newest = std::max({newest, item.published, item.updated.value_or(newest)});
        }
        append_element(out, "lastBuildDate", format_http_date(newest));
    }
    for (const auto& item : feed.items)
        append_item(out, item);
    out.append("</channel>\n</rss>\n");
    return out;
}

std::string json_feed(const Feed& feed) {
    nlohmann::ordered_json out{{"version", "https://jsonfeed.org/version/1.1"},
                               {"title", feed.title},
                               {"home_page_url", feed.home},
                               {"feed_url", feed.json}};
    if (!feed.description.empty()) out["description"] = feed.description;
    if (!feed.icon.empty()) out["icon"] = feed.icon;
    out["language"] = feed.language;
    out["items"] = nlohmann::ordered_json::array();
    for (const auto& item : feed.items)
        out["items"].push_back(json_item(item));
    return out.dump(1, '\t') + "\n";
}

}  // namespace kolokol::press
