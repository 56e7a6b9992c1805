#include "press/frame.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace kolokol::press {

namespace {

/// Its way on this page, named as `name`.
theme::Record link(const Sheet& sheet, std::string_view address, std::string_view name) {
    theme::Record made;
    made.set("href", sheet.to(address));
    made.set("name", name);
    return made;
}

const std::string* find_alternate(const Head& head, const Language& language) {
    for (const auto& alternate : head.alternates)
        if (alternate.language == language.tag()) return &alternate.href;
    return nullptr;
}

theme::Value languages(const Sheet& sheet, const Head& head) {
    const auto& all = sheet.desk().publication().languages;
    if (all.size() < 2) return false;
    theme::List entries;
    for (const auto& language : all) {
        const auto& tongue = sheet.desk().tongue(language);
        const auto* translation = find_alternate(head, language);
        const bool current = language == sheet.language();
        theme::Record entry;
        if (translation)
            entry.set("href", sheet.to(*translation));
        else if (current && !head.canonical.empty())
            entry.set("href", sheet.to(sheet.address()));
        else
            entry.set("href", sheet.to(sheet.at(language, PageKind::front)));
        entry.set("tag", language.tag());
        entry.set("dir", tongue.direction());
        entry.set("current", current);
        entry.set("name", tongue.own_name());
        entries.emplace_back(std::move(entry));
    }
    theme::Record made;
    made.set("entries", std::move(entries));
    return made;
}

theme::Value navigation(const Sheet& sheet, const Around& around) {
    const auto& menu = sheet.desk().almanac().menu(sheet.tx(), sheet.language());
    if (menu.empty()) return false;
    theme::List sections;
    for (const auto& section : menu) {
        auto entry = link(sheet, sheet.at(PageKind::section, section.slug), section.name);
        entry.set("current", section.slug == around.section);
        sections.emplace_back(std::move(entry));
    }
    theme::Record made;
    made.set("sections", std::move(sections));
    return made;
}

/// There is no way to give yet, so nothing leads to /support/.
theme::Record links(const Sheet& sheet) {
    theme::Record made;
    const bool search = sheet.desk().settings().search;
    const auto search_address = sheet.at(PageKind::search);
    made.set("search", search ? sheet.to(search_address) : std::string());
    made.set("support", false);
    made.set("corrections", sheet.to(sheet.at(PageKind::corrections)));
    // The years and months stand beneath the search: an address that never changes.
    const auto& almanac = sheet.desk().almanac();
    made.set("topics",
             almanac.has_topics(sheet.tx()) ? sheet.to(sheet.at(PageKind::topics)) : std::string());
    made.set("bylines", almanac.has_bylines(sheet.tx()) ? sheet.to(sheet.at(PageKind::bylines))
                                                        : std::string());
    made.set("archive", search ? sheet.to(search_address + "#periods") : std::string());
    made.set("feed", sheet.to(sheet.at(PageKind::feed_rss)));
    made.set("json_feed", sheet.to(sheet.at(PageKind::feed_json)));
    return made;
}

theme::List standing(const Sheet& sheet) {
    theme::List made;
    for (const auto& page : sheet.desk().almanac().standing(sheet.tx(), sheet.language())) {
        theme::Record entry;
        entry.set("href", sheet.to(sheet.at(PageKind::standing, page.slug)));
        entry.set("title", page.name);
        entry.set("current", sheet.at(PageKind::standing, page.slug) == sheet.address());
        made.emplace_back(std::move(entry));
    }
    return made;
}

void add_feeds(const Sheet& sheet, theme::List& feeds, std::string_view section,
               const std::string& title) {
    const auto add = [&](PageKind kind, std::string_view type) {
        theme::Record feed;
        feed.set("type", type);
        feed.set("title", title);
        feed.set("href", sheet.to(sheet.at(kind, section)));
        feeds.emplace_back(std::move(feed));
    };
    add(PageKind::feed_rss, "application/rss+xml");
    add(PageKind::feed_json, "application/feed+json");
}

theme::List feeds(const Sheet& sheet, const Around& around) {
    theme::List made;
    const auto& paper = sheet.tongue().words().name;
    add_feeds(sheet, made, {}, paper);
    if (around.section_feeds)
        add_feeds(sheet, made, around.section,
                  fmt::format("{}: {}", paper,
                              sheet.desk().almanac().section_name(sheet.tx(), around.section,
                                                                  sheet.language())));
    return made;
}

theme::List hreflangs(const Sheet& sheet, const Head& head) {
    theme::List made;
    if (head.alternates.size() < 2 || !head.tells_alternates) return made;
    const auto add = [&](std::string_view tag, std::string_view address) {
        theme::Record entry;
        entry.set("hreflang", tag);
        entry.set("href", sheet.absolute(address));
        made.emplace_back(std::move(entry));
    };
    for (const auto& alternate : head.alternates)
        add(alternate.language, alternate.href);
    if (const auto* usual = find_alternate(head, sheet.desk().publication().standard()))
        add("x-default", *usual);
    return made;
}

/// Width and height of a PNG, in its first chunk (PNG specification, 11.2.2).
std::pair<int, int> png_size(BytesView bytes) {
    if (bytes.size() < 24) return {1200, 630};
    const auto number = [&](std::size_t at) {
        int value = 0;
        for (std::size_t i = 0; i < 4; ++i)
            value = value * 256 + static_cast<unsigned char>(bytes[at + i]);
        return value;
    };
    return {number(16), number(20)};
}

theme::Value graph_picture(Sheet& sheet, const Graph& graph, const std::string& title) {
    theme::Record made;
    if (graph.picture) {
        if (const auto picture = shared_picture(sheet, *graph.picture)) {
            made.set("href", picture->href);
            made.set("width", picture->width);
            made.set("height", picture->height);
            const auto& said = picture->alt.empty() ? graph.picture->caption : picture->alt;
            made.set("alt", said.empty() ? title : said);
            return made;
        }
    }
    const auto& assets = sheet.desk().theme().assets();
    const auto social = assets.find("social.png");
    if (social == assets.end()) return false;
    const auto [width, height] = png_size(social->second.bytes);
    made.set("href", sheet.absolute("/social.png"));
    made.set("width", width);
    made.set("height", height);
    made.set("alt", sheet.tongue().words().name);
    return made;
}

theme::Value other_locales(const Sheet& sheet, const Head& head) {
    theme::List made;
    for (const auto& language : sheet.desk().publication().languages) {
        if (language == sheet.language() || !find_alternate(head, language)) continue;
        theme::Record entry;
        entry.set("locale", sheet.desk().tongue(language).locale());
        made.emplace_back(std::move(entry));
    }
    return made;
}

theme::Record graph_model(Sheet& sheet, const Head& head, const std::string& title) {
    const auto& graph = *head.graph;
    const auto iso = [&](const std::optional<Instant>& at) {
        return at ? sheet.tongue().formats().iso(*at) : std::string();
    };
    theme::List tags;
    for (const auto& tag : graph.tags)
        tags.emplace_back(theme::Record{{"name", tag}});
    theme::Record made;
    made.set("type", graph.type);
    made.set("title", title);
    made.set("description", head.description);
    made.set("locale", sheet.tongue().locale());
    made.set("other_locales", other_locales(sheet, head));
    made.set("picture", graph_picture(sheet, graph, title));
    made.set("published", iso(graph.published));
    made.set("modified", iso(graph.updated));
    made.set("section", graph.section);
    made.set("tags", std::move(tags));
    return made;
}

theme::Record head_model(Sheet& sheet, const Head& head, const Around& around) {
    const auto& paper = sheet.tongue().words().name;
    theme::Record made;
    const auto& said = head.search_title.empty() ? head.title : head.search_title;
    made.set("title", said.empty() ? paper : fmt::format("{} | {}", said, paper));
    made.set("description", head.description);
    made.set("hidden", head.hidden);
    made.set("css", sheet.to("/theme.css"));
    made.set("icon", sheet.to("/icon.svg"));
    made.set("icon_png", sheet.to("/icon.png"));
    made.set("touch_icon", sheet.to("/touch-icon.png"));
    made.set("canonical", head.canonical);
    made.set("address", head.canonical.empty() ? std::string() : sheet.absolute(sheet.address()));
    made.set("alternates", hreflangs(sheet, head));
    made.set("feeds", feeds(sheet, around));
    made.set("graph", head.graph ? theme::Value(graph_model(
                                       sheet, head, head.title.empty() ? paper : head.title))
                                 : theme::Value(false));
    made.set("linked_data", head.linked_data.empty()
                                ? theme::Value(false)
                                : theme::Value(theme::JsonText{head.linked_data}));
    return made;
}

}  // namespace

void set_frame(Sheet& sheet, const Head& head, const Around& around) {
    const auto& words = sheet.tongue().words();
    theme::Record paper;
    paper.set("home", sheet.to(sheet.at(PageKind::front)));
    paper.set("name", words.name);
    paper.set("tagline", words.tagline);
    sheet.set("lang", sheet.language().tag());
    sheet.set("dir", sheet.tongue().direction());
    sheet.set("front", around.front);
    sheet.set("paper", std::move(paper));
    sheet.set("languages", languages(sheet, head));
    sheet.set("navigation", navigation(sheet, around));
    sheet.set("links", links(sheet));
    sheet.set("standing", standing(sheet));
    sheet.set("head", head_model(sheet, head, around));
}

std::vector<Alternate> alternates_of(const Sheet& sheet, const std::vector<Language>& languages,
                                     PageKind kind, std::string_view subject) {
    std::vector<Alternate> made;
    for (const auto& language : languages)
        made.push_back({language.tag(), sheet.at(language, kind, subject)});
    return made;
}

}  // namespace kolokol::press
