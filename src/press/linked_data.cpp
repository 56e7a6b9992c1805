#include "press/linked_data.hpp"

#include "press/json_writer.hpp"
#include "press/picture_model.hpp"

namespace kolokol::press {

namespace {

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

/// Fields of the paper as an organisation, inside an object that is open.
void put_publisher(JsonWriter& json, const LinkedPaper& paper) {
    json.text("@type", "NewsMediaOrganization").text("@id", paper.id);
    json.text("name", paper.name).text("url", paper.home);
    if (paper.logo.empty()) return;
    json.object("logo").text("@type", "ImageObject").text("url", paper.logo).close();
}

void put_picture(JsonWriter& json, const LinkedArticle& article) {
    if (!article.picture) return;
    const auto& shown = *article.picture;
    const auto& credit = article.credit;
    json.object("image").text("@type", "ImageObject").text("url", shown.href);
    json.number("width", shown.width).number("height", shown.height);
    json.text("caption", article.caption).text("creditText", shown.credit);
    if (!credit.photographer.empty())
        json.object("creator").text("@type", "Person").text("name", credit.photographer).close();
    else if (!credit.agencies.empty())
        json.object("creator")
            .text("@type", "Organization")
            .text("name", credit.agencies.front())
            .close();
    json.text("copyrightNotice", content::credit_line(credit));
    json.text("license", licence_address(credit.licence)).close();
}

void put_authors(JsonWriter& json, const LinkedPaper& paper, const LinkedArticle& article) {
    json.list("author");
    for (const auto& author : article.authors)
        json.open('{')
            .text("@type", "Person")
            .text("name", author.name)
            .text("url", author.href)
            .close();
    if (article.authors.empty()) {
        json.open('{');
        put_publisher(json, paper);
        json.close();
    }
    json.close();
}

void put_topic(JsonWriter& json, const LinkedTopic& topic) {
    json.open('{').text("@type", schema_type(topic.type));
    json.text("name", topic.name).text("url", topic.href).close();
}

/// The first topic is what the article is about, the others are mentioned.
void put_topics(JsonWriter& json, const LinkedArticle& article) {
    for (std::size_t i = 0; i < article.topics.size(); ++i) {
        if (i == 0) json.list("about");
        if (i == 1) json.list("mentions");
        put_topic(json, article.topics[i]);
        if (i == 0 || i + 1 == article.topics.size()) json.close();
    }
}

void put_corrections(JsonWriter& json, const LinkedArticle& article) {
    if (article.corrections.empty()) return;
    json.list("correction");
    for (const auto& [time, text] : article.corrections)
        json.open('{')
            .text("@type", "CorrectionComment")
            .text("datePublished", time)
            .text("text", text)
            .close();
    json.close();
}

void put_translations(JsonWriter& json, const LinkedArticle& article) {
    if (article.translations.empty()) return;
    json.list("workTranslation");
    for (const auto& href : article.translations)
        json.open('{').text("@id", href).close();
    json.close();
}

void put_article(JsonWriter& json, const LinkedPaper& paper, const LinkedArticle& article) {
    json.open('{').text("@type", article_type(article.kind)).text("@id", article.href);
    json.text("url", article.href).text("mainEntityOfPage", article.canonical);
    json.text("headline", article.headline).text("description", article.description);
    json.text("inLanguage", article.language).text("datePublished", article.published);
    json.text("dateModified", article.updated.empty() ? article.published : article.updated);
    json.text("articleSection", article.section).text("dateline", article.dateline);
    put_picture(json, article);
    put_authors(json, paper, article);
    json.object("publisher");
    put_publisher(json, paper);
    json.close();
    if (!article.source.empty())
        json.object("sourceOrganization")
            .text("@type", "Organization")
            .text("name", article.source)
            .close();
    put_topics(json, article);
    put_corrections(json, article);
    put_translations(json, article);
    json.yes("isAccessibleForFree").close();
}

void put_step(JsonWriter& json, int position, const std::string& name, const std::string& href) {
    json.open('{').text("@type", "ListItem").number("position", position);
    json.text("name", name).text("item", href).close();
}

void put_way(JsonWriter& json, const LinkedPaper& paper, const LinkedArticle& article) {
    json.open('{').text("@type", "BreadcrumbList").list("itemListElement");
    put_step(json, 1, paper.name, paper.home);
    put_step(json, 2, article.section, article.section_href);
    put_step(json, 3, article.headline, article.href);
    json.close().close();
}

JsonWriter graph() {
    JsonWriter json;
    json.open('{').text("@context", "https://schema.org").list("@graph");
    return json;
}

}  // namespace

std::string linked_article(const LinkedPaper& paper, const LinkedArticle& article) {
    auto json = graph();
    put_article(json, paper, article);
    put_way(json, paper, article);
    return json.close().close().take();
}

std::string linked_paper(const LinkedPaper& paper) {
    auto json = graph();
    json.open('{').text("@type", "WebSite").text("@id", paper.home + "#site");
    json.text("url", paper.home).text("name", paper.name).text("inLanguage", paper.language);
    json.object("publisher").text("@id", paper.id).close().close();
    json.open('{');
    put_publisher(json, paper);
    json.text("slogan", paper.tagline).text("correctionsPolicy", paper.corrections).close();
    return json.close().close().take();
}

}  // namespace kolokol::press
