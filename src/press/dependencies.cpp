#include "press/dependencies.hpp"

#include <iterator>

namespace kolokol::press {

namespace {

PageKey key_of(PageKind kind, const Language& language, std::string subject = {}) {
    PageKey key;
    key.kind = kind;
    key.language = language;
    key.subject = std::move(subject);
    return key;
}

/// The slugs under which an article stands in lists of this kind; one empty one for lists that are
/// about no slug.
std::vector<std::string> subjects(const Placement& article, Articles articles) {
    switch (articles) {
        case Articles::section:
            return {article.section};
        case Articles::topic:
            return article.topics;
        case Articles::byline:
            return article.bylines;
        case Articles::language:
        case Articles::everything:
            return {std::string()};
        case Articles::none:
            break;
    }
    return {};
}

void add_each_language(PageSet& pages, PageKind kind, std::string_view slug,
                       const content::Publication& publication) {
    for (const Language& language : publication.languages)
        pages.add(key_of(kind, language, std::string(slug)));
}

}  // namespace

void add_lists(PageSet& pages, const Placement& article, const content::Publication& publication) {
    if (!article.listed) return;
    const LocalTime wall = publication.zone.local(article.published);
    for (const Rule& rule : rules) {
        const Language& language =
            rule.articles == Articles::everything ? publication.standard() : article.language;
        for (std::string& subject : subjects(article, rule.articles)) {
            PageKey key = key_of(rule.kind, language, std::move(subject));
            if (rule.span != Span::whole) key.year = wall.year;
            if (rule.span == Span::month) key.month = wall.month;
            pages.add(std::move(key));
        }
    }
}

void add_section(PageSet& pages, std::string_view slug, const content::Publication& publication) {
    for (const PageKind kind :
         {PageKind::section, PageKind::appeal, PageKind::feed_rss, PageKind::feed_json})
        add_each_language(pages, kind, slug, publication);
}

void add_topic(PageSet& pages, std::string_view slug, const content::Publication& publication) {
    add_each_language(pages, PageKind::topic, slug, publication);
}

void add_byline(PageSet& pages, std::string_view slug, const content::Publication& publication) {
    add_each_language(pages, PageKind::byline, slug, publication);
}

void add_shortcuts(PageSet& pages, const Language& language, int year, unsigned month) {
    const auto add = [&](const char* subject, unsigned of_month) {
        PageKey key = key_of(PageKind::shortcut, language, subject);
        key.year = year;
        key.month = of_month;
        pages.add(std::move(key));
    };
    add("archive", 0);
    add("", 0);
    add("", month);
}

void add_index(PageSet& pages, PageKind kind, const content::Publication& publication) {
    add_each_language(pages, kind, {}, publication);
}

void add_other_languages(PageSet& pages, const PageKey& key,
                         const content::Publication& publication) {
    switch (key.kind) {
        case PageKind::section_month:
        case PageKind::topic:
        case PageKind::topic_year:
        case PageKind::byline:
        case PageKind::byline_year:
        case PageKind::archive_month:
        case PageKind::standing:
            break;
        default:
            return;
    }
    for (const Language& language : publication.languages) {
        PageKey other = key;
        other.language = language;
        pages.add(std::move(other));
    }
}

std::vector<content::Month> near_months(const std::vector<content::Month>& months,
                                        const content::Month& own) {
    std::vector<content::Month> near;
    for (auto month = months.begin(); month != months.end(); ++month) {
        const auto next = std::next(month);
        const bool first_after =
            month->year > own.year && (next == months.end() || next->year <= own.year);
        const bool last_before = month->year < own.year &&
                                 (month == months.begin() || std::prev(month)->year >= own.year);
        if (month->year == own.year || first_after || last_before) near.push_back(*month);
    }
    return near;
}

Articles period_of(PageKind kind) {
    for (const Rule& rule : rules)
        if (rule.kind == kind && rule.span != Span::whole) return rule.articles;
    return Articles::none;
}

}  // namespace kolokol::press
