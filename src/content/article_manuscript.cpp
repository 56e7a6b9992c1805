#include <algorithm>

#include <fmt/format.h>

#include "base/spelling.hpp"
#include "base/text.hpp"
#include "content/body_faults.hpp"
#include "content/front_fields.hpp"
#include "content/picture_manuscript.hpp"

namespace kolokol::content {
namespace {

constexpr std::size_t headline_limit = 300;
constexpr std::size_t standfirst_limit = 1000;
constexpr std::size_t name_limit = 120;
constexpr std::size_t address_limit = 500;
constexpr std::size_t correction_limit = 2000;

bool is_web_address(std::string_view text) {
    const bool scheme = text.starts_with("https://") || text.starts_with("http://");
    return scheme && text.size() > 8 && text.find_first_of(" \t\"'<>\\") == std::string_view::npos;
}

ArticleKind read_kind(const Fields& fields) {
    const std::string written = fields.text("kind", name_limit);
    if (written.empty()) return ArticleKind::news;
    if (const auto kind = parse_article_kind(written)) return *kind;
    const auto meant = nearest(written, {"news", "analysis", "opinion", "interview", "partner"});
    fields.fault(fields.line("kind"), "manuscript.unknown_kind",
                 fmt::format("there is no kind '{}'; {}", written,
                             meant ? fmt::format("did you mean '{}'?", *meant)
                                   : "it is news, analysis, opinion, interview or partner"));
    return ArticleKind::news;
}

std::optional<TextSource> read_source(const Fields& fields) {
    const auto map = fields.map("source");
    if (!map) return std::nullopt;
    map->only({"name", "canonical"});
    TextSource source{map->needed("name", name_limit), map->text("canonical", address_limit)};
    if (!source.canonical.empty() && !is_web_address(source.canonical))
        map->fault(map->line("canonical"), "manuscript.bad_address",
                   "'canonical' must be an address such as https://agency.example/1");
    return source;
}

std::vector<Correction> read_corrections(const Fields& fields) {
    std::vector<Correction> corrections;
    for (const Fields& one : fields.maps("corrections")) {
        one.only({"at", "text"});
        one.needed("at", name_limit);
        const auto at = one.time("at");
        std::string text = one.needed("text", correction_limit);
        if (at) corrections.push_back({*at, std::move(text)});
    }
    std::stable_sort(corrections.begin(), corrections.end(),
                     [](const Correction& a, const Correction& b) { return a.at < b.at; });
    return corrections;
}

bool has_dot_segment(std::string_view path) {
    const auto parts = split(path, '/');
    return std::any_of(parts.begin(), parts.end(),
                       [](std::string_view part) { return part == "." || part == ".."; });
}

void check_former(const Fields& fields, const std::vector<Named>& former) {
    for (const Named& one : former) {
        const bool path = one.text.starts_with("/") && !one.text.starts_with("//") &&
                          one.text.size() > 1 &&
                          one.text.find_first_of(" \t\"'<>\\?#") == std::string::npos &&
                          one.text.find("//") == std::string::npos && !has_dot_segment(one.text) &&
                          one.text.find('%') == std::string::npos;
        const std::string_view first = path ? split(one.text, '/')[1] : std::string_view();
        if (!path)
            fields.fault(
                one.line, "manuscript.bad_address",
                fmt::format("'{}' is no former address: it begins with / and has no query, "
                            "no dots for a folder and no %, as in /news/2026/talks-a1234",
                            one.text));
        else if (first.starts_with(".") || first == "newsroom" || first == "webhooks")
            fields.fault(one.line, "manuscript.bad_address",
                         fmt::format("'{}' is an address of Kolokol's own", one.text));
    }
}

void read_times(const Fields& fields, ArticleManuscript& article) {
    article.published = fields.time("published");
    article.published_line = fields.line("published");
    article.updated = fields.time("updated");
    if (article.published && article.updated && *article.updated < *article.published)
        fields.fault(fields.line("updated"), "manuscript.updated_before_published",
                     "'updated' is earlier than 'published'; put one of them right");
}

void read_slug(const Fields& fields, ArticleManuscript& article) {
    article.slug = fields.named("slug", name_limit);
    if (!article.slug.text.empty() && !is_slug(article.slug.text))
        fields.fault(article.slug.line, "manuscript.bad_slug",
                     fmt::format("'{}' cannot stand in an address; write '{}'", article.slug.text,
                                 slug_from(article.slug.text)));
    if (article.slug.text.empty() && !article.headline.empty() &&
        slug_from(article.headline).empty())
        fields.fault(fields.line("headline"), "manuscript.no_slug",
                     "no address can be made from this headline; write a slug");
}

void read_body(const ManuscriptText& text, ArticleManuscript& article, Faults& faults) {
    const int before = text.body_line - 1;
    const markup::Parsed parsed = markup::parse(text.body);
    add_body_faults(parsed, before, faults);
    for (const markup::Block& block : parsed.document.blocks)
        for (const markup::Figure& figure : block.figure)
            article.figures.push_back({{figure.picture, before + block.line},
                                       {{},
                                        0,
                                        0,
                                        figure.caption,
                                        {figure.photographer, figure.agencies, figure.licence},
                                        figure.alt}});
    for (const markup::BodyLink& link : parsed.links)
        article.links.push_back({link.href, before + link.line});
    article.markdown = text.body;
}

}  // namespace

ArticleManuscript read_article(const ManuscriptText& text, const Publication& publication,
                               Faults& faults) {
    const Fields fields(text.front, "an article", faults);
    fields.only({"headline", "standfirst",  "language",     "section",         "topics",
                 "bylines",  "dateline",    "published",    "updated",         "slug",
                 "lead",     "kind",        "source",       "former",          "translation_of",
                 "related",  "corrections", "search_title", "letter_headline", "social_picture",
                 "embargo"});
    ArticleManuscript article;
    article.language = publication.standard();
    if (const Named tag = fields.named("language", name_limit); !tag.text.empty())
        article.language = printed_language(tag.text, tag.line, publication, faults)
                               .value_or(publication.standard());
    article.headline = fields.needed("headline", headline_limit);
    article.standfirst = fields.text("standfirst", standfirst_limit);
    article.dateline = fields.text("dateline", 100);
    article.kind = read_kind(fields);
    article.section = {fields.needed("section", name_limit), fields.line("section")};
    article.topics = fields.names("topics", name_limit);
    article.bylines = fields.names("bylines", name_limit);
    read_times(fields, article);
    read_slug(fields, article);
    if (const auto lead = fields.map("lead")) article.lead = read_picture(*lead);
    article.source = read_source(fields);
    article.former = fields.names("former", address_limit);
    check_former(fields, article.former);
    if (const Named other = fields.named("translation_of", address_limit); !other.text.empty())
        article.translation_of = other;
    article.related = fields.names("related", address_limit);
    article.corrections = read_corrections(fields);
    article.search_title = fields.text("search_title", headline_limit);
    article.letter_headline = fields.text("letter_headline", headline_limit);
    article.embargo = fields.text("embargo", standfirst_limit);
    if (Named social = fields.named("social_picture", address_limit); !social.text.empty())
        article.social = PictureNamed{std::move(social), {}};
    read_body(text, article, faults);
    return article;
}

}  // namespace kolokol::content
