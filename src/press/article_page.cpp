#include <algorithm>

#include <fmt/format.h>

#include "content/article_rows.hpp"
#include "markup/document.hpp"
#include "press/body_model.hpp"
#include "press/compositor.hpp"
#include "press/frame.hpp"
#include "press/linked_data.hpp"
#include "press/pages.hpp"
#include "press/paper_data.hpp"
#include "press/teaser.hpp"

namespace kolokol::press {

namespace {

/// What is read of an article before anything is said of it.
struct Material {
    content::Article article;
    markup::Document document;
    std::vector<content::Summary> translations;
    std::vector<const content::Topic*> topics;
    std::vector<const content::Byline*> bylines;  // none that was withdrawn
    std::string section;
    std::string canonical;
};

Result<Material> gather(const Sheet& sheet, content::Article article) {
    auto parsed = markup::parse(article.markdown);
    if (!parsed.faults.empty())
        return refuse(Kind::invalid, "press.broken_body",
                      fmt::format("{}, line {} of its body: {}; mend the manuscript and import it",
                                  article.summary.address, parsed.faults.front().line,
                                  parsed.faults.front().sentence));
    set_in_type(sheet, article);
    set_in_type(sheet, parsed.document);
    Material made;
    const auto& almanac = sheet.desk().almanac();
    made.document = std::move(parsed.document);
    made.translations = translations_in_print(sheet, article);
    for (const auto& slug : article.topics)
        if (const auto* topic = almanac.topic(sheet.tx(), slug)) made.topics.push_back(topic);
    for (const auto& slug : article.bylines) {
        const auto* byline = almanac.byline(sheet.tx(), slug);
        if (byline && !byline->withdrawn_at) made.bylines.push_back(byline);
    }
    made.section = almanac.section_name(sheet.tx(), article.summary.section, sheet.language());
    made.canonical = canonical_of(sheet, article);
    made.article = std::move(article);
    return made;
}

std::string description_of(const Material& material) {
    if (!material.article.summary.standfirst.empty()) return material.article.summary.standfirst;
    return beginning(markup::plain_text(material.document));
}

theme::Record time_model(const Sheet& sheet, Instant at) {
    return time_of(sheet, at);
}

theme::List byline_list(const Sheet& sheet, const Material& material) {
    theme::List made;
    for (const auto* byline : material.bylines) {
        theme::Record entry;
        entry.set("href", sheet.to(sheet.at(PageKind::byline, byline->slug)));
        entry.set("name", sheet.desk().almanac().byline_name(*byline, sheet.language()));
        made.emplace_back(std::move(entry));
    }
    return made;
}

theme::List translation_list(const Sheet& sheet, const Material& material) {
    theme::List made;
    for (const auto& other : material.translations) {
        const auto& tongue = sheet.desk().tongue(other.language);
        theme::Record entry;
        entry.set("href", sheet.to(other.address));
        entry.set("tag", other.language.tag());
        entry.set("dir", tongue.direction());
        entry.set("name", tongue.own_name());
        made.emplace_back(std::move(entry));
    }
    return made;
}

theme::Value lead_figure(Sheet& sheet, const content::Summary& summary) {
    if (!summary.lead) return false;
    auto picture = picture_in(sheet, *summary.lead, Spot::article_lead);
    if (!picture) return false;
    add_caption(*picture, *summary.lead);
    return std::move(*picture);
}

theme::Value source_model(const content::Article& article) {
    if (!article.source || article.source->name.empty()) return false;
    theme::Record made;
    made.set("href", article.source->canonical);
    made.set("name", article.source->name);
    return made;
}

theme::Record article_model(Sheet& sheet, const Material& material) {
    const auto& summary = material.article.summary;
    theme::Record section;
    section.set("href", sheet.to(sheet.at(PageKind::section, summary.section)));
    section.set("name", material.section);
    theme::Record made;
    made.set("partner", summary.kind == content::ArticleKind::partner);
    made.set("kind", content::to_string(summary.kind));
    made.set("section", std::move(section));
    made.set("label", kind_label(sheet, summary.kind));
    made.set("headline", summary.headline);
    made.set("standfirst", summary.standfirst);
    made.set("has_bylines", !material.bylines.empty());
    made.set("bylines", byline_list(sheet, material));
    made.set("published", time_model(sheet, summary.published));
    const bool updated = summary.updated && *summary.updated > summary.published;
    made.set("updated",
             updated ? theme::Value(time_model(sheet, *summary.updated)) : theme::Value(false));
    made.set("has_translations", !material.translations.empty());
    made.set("translations", translation_list(sheet, material));
    made.set("lead", lead_figure(sheet, summary));
    made.set("dateline", summary.dateline);
    made.set("source", source_model(material.article));
    return made;
}

/// "Later on this story": newer ones that were chosen when they were published.
theme::Value later_model(const Sheet& sheet, const content::ArticleId& id) {
    theme::List entries;
    for (const auto& later : content::later_than(sheet.tx(), id)) {
        theme::Record entry;
        entry.set("href", sheet.to(later.address));
        entry.set("headline", set_in_type(sheet, later.headline));
        entry.set("time", day_of(sheet, later.published));
        entries.emplace_back(std::move(entry));
    }
    if (entries.empty()) return false;
    theme::Record made;
    made.set("entries", std::move(entries));
    return made;
}

theme::Value corrections_model(const Sheet& sheet, const content::Article& article) {
    if (article.corrections.empty()) return false;
    theme::List entries;
    for (const auto& correction : article.corrections) {
        theme::Record entry;
        entry.set("time", time_model(sheet, correction.at));
        entry.set("text", correction.text);
        entries.emplace_back(std::move(entry));
    }
    theme::Record made;
    made.set("count", entries.size());
    made.set("entries", std::move(entries));
    return made;
}

theme::Value topics_model(const Sheet& sheet, const Material& material) {
    theme::List entries;
    for (const auto* topic : material.topics) {
        theme::Record entry;
        entry.set("href", sheet.to(sheet.at(PageKind::topic, topic->slug)));
        entry.set("name", sheet.desk().almanac().topic_name(*topic, sheet.language()));
        entries.emplace_back(std::move(entry));
    }
    if (entries.empty()) return false;
    theme::Record made;
    made.set("entries", std::move(entries));
    return made;
}

theme::Value related_model(Sheet& sheet, const content::ArticleId& id) {
    TeaserLook look;
    look.picture = Spot::related;
    look.standfirst = false;
    theme::List teasers;
    for (const auto& other : content::related_to(sheet.tx(), id))
        teasers.emplace_back(teaser(sheet, other, look));
    if (teasers.empty()) return false;
    theme::Record made;
    made.set("teasers", std::move(teasers));
    return made;
}

theme::Record slot_model(const Sheet& sheet, const content::Summary& summary) {
    theme::Record made;
    made.set("title", slot_title(sheet));
    made.set("href", sheet.to(sheet.at(PageKind::appeal, summary.section)));
    // Plain links to /support/ and /newsletter/, once there are such pages.
    made.set("has_links", false);
    return made;
}

LinkedArticle linked(Sheet& sheet, const Material& material) {
    const auto& summary = material.article.summary;
    const auto& formats = sheet.tongue().formats();
    LinkedArticle made;
    made.href = sheet.absolute(summary.address);
    made.canonical = material.canonical;
    made.kind = summary.kind;
    made.headline = summary.headline;
    made.description = description_of(material);
    made.language = summary.language.tag();
    made.section = material.section;
    made.section_href = sheet.absolute(sheet.at(PageKind::section, summary.section));
    made.dateline = summary.dateline;
    made.published = formats.iso(summary.published);
    if (summary.updated) made.updated = formats.iso(*summary.updated);
    for (const auto* byline : material.bylines)
        made.authors.push_back({sheet.desk().almanac().byline_name(*byline, sheet.language()),
                                sheet.absolute(sheet.at(PageKind::byline, byline->slug))});
    for (const auto* topic : material.topics)
        made.topics.push_back({topic->type,
                               sheet.desk().almanac().topic_name(*topic, sheet.language()),
                               sheet.absolute(sheet.at(PageKind::topic, topic->slug))});
    if (summary.lead) {
        made.picture = shared_picture(sheet, *summary.lead);
        made.credit = summary.lead->credit;
        made.caption = summary.lead->caption;
    }
    if (material.article.source) made.source = material.article.source->name;
    for (const auto& correction : material.article.corrections)
        made.corrections.emplace_back(formats.iso(correction.at), correction.text);
    for (const auto& other : material.translations)
        made.translations.push_back(sheet.absolute(other.address));
    return made;
}

Head head_of(Sheet& sheet, const Material& material) {
    const auto& summary = material.article.summary;
    Head head;
    head.title = summary.headline;
    head.search_title = material.article.search_title;
    head.description = description_of(material);
    head.canonical = material.canonical;
    head.alternates.push_back({summary.language.tag(), summary.address});
    for (const auto& other : material.translations)
        head.alternates.push_back({other.language.tag(), other.address});
    // hreflang is for pages that are canonical themselves.
    head.tells_alternates = material.canonical == sheet.absolute(summary.address);
    Graph graph;
    graph.type = "article";
    graph.picture = material.article.social ? material.article.social : summary.lead;
    graph.published = summary.published;
    graph.updated = summary.updated;
    graph.section = material.section;
    for (const auto* topic : material.topics)
        graph.tags.push_back(sheet.desk().almanac().topic_name(*topic, sheet.language()));
    head.graph = std::move(graph);
    head.linked_data = linked_article(paper_data(sheet), linked(sheet, material));
    return head;
}

}  // namespace

Printed print_article(const Desk& desk, store::Transaction& tx, const PageKey& key) {
    auto article = content::find_article(tx, content::ArticleId(key.subject));
    if (!article || article->status != content::Status::published) return nothing();
    if (!desk.publication().prints(article->summary.language)) return nothing();
    return print_article(desk, tx, std::move(*article));
}

Printed print_article(const Desk& desk, store::Transaction& tx, content::Article article) {
    const auto& summary = article.summary;
    Sheet sheet(desk, tx, summary.language, summary.address);
    auto material = gather(sheet, std::move(article));
    if (!material) return refuse(material.error());
    const auto& printed = material->article;
    set_frame(sheet, head_of(sheet, *material), {printed.summary.section, false, true});
    sheet.set("article", article_model(sheet, *material));
    sheet.set("blocks", body_blocks(sheet, material->document, printed.pictures));
    sheet.set("later", later_model(sheet, printed.summary.id));
    sheet.set("corrections", corrections_model(sheet, printed));
    sheet.set("topics", topics_model(sheet, *material));
    sheet.set("slot", slot_model(sheet, printed.summary));
    sheet.set("related", related_model(sheet, printed.summary.id));
    return sheet.print("article");
}

}  // namespace kolokol::press
