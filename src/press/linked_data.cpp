#include "press/linked_data.hpp"

#include <nlohmann/json.hpp>

#include "press/picture_model.hpp"

namespace kolokol::press {

namespace {

using Json = nlohmann::ordered_json;

void put(Json& thing, const char* name, const std::string& text) {
    if (!text.empty()) thing[name] = text;
}

std::string_view article_type(content::ArticleKind kind) {
    switch (kind) {
        case content::ArticleKind::analysis:
            return "AnalysisNewsArticle";
        case content::ArticleKind::opinion:
            return "OpinionNewsArticle";
        case content::ArticleKind::partner:
            return "AdvertiserContentArticle";
        case content::ArticleKind::news:
        case content::ArticleKind::interview:
            break;
    }
    return "NewsArticle";
}

std::string_view schema_type(content::TopicType type) {
    switch (type) {
        case content::TopicType::person:
            return "Person";
        case content::TopicType::place:
            return "Place";
        case content::TopicType::organisation:
            return "Organization";
        case content::TopicType::event:
            return "Event";
    }
    return "Thing";
}

std::string id_of(const LinkedPaper& paper) {
    return paper.home + "#paper";
}

Json publisher(const LinkedPaper& paper) {
    Json made{{"@type", "NewsMediaOrganization"},
              {"@id", id_of(paper)},
              {"name", paper.name},
              {"url", paper.home}};
    if (!paper.logo.empty()) made["logo"] = {{"@type", "ImageObject"}, {"url", paper.logo}};
    return made;
}

Json picture(const LinkedArticle& article) {
    const auto& shown = *article.picture;
    Json made{{"@type", "ImageObject"},
              {"url", shown.href},
              {"width", shown.width},
              {"height", shown.height}};
    put(made, "caption", article.caption);
    put(made, "creditText", shown.credit);
    if (!article.credit.photographer.empty())
        made["creator"] = {{"@type", "Person"}, {"name", article.credit.photographer}};
    else if (!article.credit.agencies.empty())
        made["creator"] = {{"@type", "Organization"}, {"name", article.credit.agencies.front()}};
    put(made, "copyrightNotice", content::credit_line(article.credit));
    put(made, "license", licence_address(article.credit.licence));
    return made;
}

Json authors(const LinkedPaper& paper, const LinkedArticle& article) {
    Json made = Json::array();
    for (const auto& author : article.authors) {
        Json person{{"@type", "Person"}, {"name", author.name}};
        put(person, "url", author.href);
        made.push_back(std::move(person));
    }
    if (made.empty()) made.push_back(publisher(paper));
    return made;
}

Json topic(const LinkedTopic& topic) {
    return {{"@type", schema_type(topic.type)}, {"name", topic.name}, {"url", topic.href}};
}

Json step(int position, const std::string& name, const std::string& href) {
    return {{"@type", "ListItem"}, {"position", position}, {"name", name}, {"item", href}};
}

Json way_to(const LinkedPaper& paper, const LinkedArticle& article) {
    return {{"@type", "BreadcrumbList"},
            {"itemListElement", Json::array({step(1, paper.name, paper.home),
                                             step(2, article.section, article.section_href),
                                             step(3, article.headline, article.href)})}};
}

void put_topics(Json& made, const LinkedArticle& article) {
    if (article.topics.empty()) return;
    made["about"] = Json::array({topic(article.topics.front())});
    for (std::size_t i = 1; i < article.topics.size(); ++i)
        made["mentions"].push_back(topic(article.topics[i]));
}

void put_corrections(Json& made, const LinkedArticle& article) {
    for (const auto& [time, text] : article.corrections)
        made["correction"].push_back(
            {{"@type", "CorrectionComment"}, {"datePublished", time}, {"text", text}});
}

std::string in_context(Json graph) {
    return Json{{"@context", "https://schema.org"}, {"@graph", std::move(graph)}}.dump();
}

}  // namespace

std::string linked_article(const LinkedPaper& paper, const LinkedArticle& article) {
    Json made{{"@type", article_type(article.kind)},
              {"@id", article.href},
              {"url", article.href},
              {"mainEntityOfPage", article.canonical},
              {"headline", article.headline}};
    put(made, "description", article.description);
    made["inLanguage"] = article.language;
    made["datePublished"] = article.published;
    made["dateModified"] = article.updated.empty() ? article.published : article.updated;
    put(made, "articleSection", article.section);
    put(made, "dateline", article.dateline);
    if (article.picture) made["image"] = picture(article);
    made["author"] = authors(paper, article);
    made["publisher"] = publisher(paper);
    if (!article.source.empty())
        made["sourceOrganization"] = {{"@type", "Organization"}, {"name", article.source}};
    put_topics(made, article);
    put_corrections(made, article);
    for (const auto& href : article.translations)
        made["workTranslation"].push_back({{"@id", href}});
    made["isAccessibleForFree"] = true;
    Json graph = Json::array();
    graph.push_back(std::move(made));
    graph.push_back(way_to(paper, article));
    return in_context(std::move(graph));
}

std::string linked_paper(const LinkedPaper& paper) {
    auto organisation = publisher(paper);
    put(organisation, "slogan", paper.tagline);
    put(organisation, "correctionsPolicy", paper.corrections);
    const Json site{{"@type", "WebSite"},
                    {"@id", paper.home + "#site"},
                    {"url", paper.home},
                    {"name", paper.name},
                    {"inLanguage", paper.language},
                    {"publisher", {{"@id", id_of(paper)}}}};
    Json graph = Json::array();
    graph.push_back(site);
    graph.push_back(std::move(organisation));
    return in_context(std::move(graph));
}

}  // namespace kolokol::press
