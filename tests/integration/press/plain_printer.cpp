#include "plain_printer.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/html.hpp"
#include "content/article_rows.hpp"
#include "content/listing.hpp"
#include "content/taxonomy_rows.hpp"
#include "plain_forms.hpp"
#include "press/links.hpp"

namespace kolokol::press::proof {

namespace {

using content::Scope;
using content::Summary;

constexpr std::array kinds_with_articles{PageKind::section_month, PageKind::topic,
                                         PageKind::topic_year,    PageKind::byline,
                                         PageKind::byline_year,   PageKind::archive_month};

const Rule* rule_of(const PageKey& key) {
    const bool whole_paper = key.subject.empty();
    for (const Rule& rule : rules)
        if (rule.kind == key.kind && (rule.articles == Articles::section) == !whole_paper)
            return &rule;
    for (const Rule& rule : rules)
        if (rule.kind == key.kind) return &rule;
    return nullptr;
}

Scope::By by(Articles articles) {
    switch (articles) {
        case Articles::section:
            return Scope::By::section;
        case Articles::topic:
            return Scope::By::topic;
        case Articles::byline:
            return Scope::By::byline;
        default:
            return Scope::By::all;
    }
}

/// The making of one page.
class Sheet {
public:
    Sheet(store::Transaction& tx, const content::Publication& publication, const PageKey& key)
        : tx_(tx),
          publication_(publication),
          key_(key),
          address_(address(key, publication.standard())),
          place_(address_) {}

    std::optional<Page> html() {
        if (!exists(key_)) return std::nullopt;
        open();
        own();
        if (const Rule* rule = rule_of(key_)) {
            list(*rule);
            if (rule->periods != Periods::none) periods(*rule);
        }
        other_languages();
        page_.bytes += "</main></body></html>\n";
        page_.media_type = "text/html; charset=utf-8";
        return std::move(page_);
    }

    /// Feeds and sitemaps: texts with absolute addresses.
    std::optional<Page> text(std::string_view media_type) {
        const Rule* rule = rule_of(key_);
        if (key_.kind == PageKind::sitemap_month && articles(*rule).empty()) return std::nullopt;
        for (const Summary& one : articles(*rule)) {
            page_.bytes += fmt::format("{}{} {}\n", publication_.origin, one.address, said(one));
            if (key_.kind == PageKind::feed_rss || key_.kind == PageKind::feed_json)
                page_.bytes += content::find_article(tx_, one.id)->markdown + topic_names(one);
            if (key_.kind == PageKind::sitemap_month)
                for (const Summary& other : translations(one))
                    page_.bytes += fmt::format("also {}{}\n", publication_.origin, other.address);
        }
        if (key_.kind == PageKind::sitemap_index) months_of_everything();
        page_.media_type = media_type;
        return std::move(page_);
    }

private:
    bool exists(const PageKey& key) {
        const bool needs_articles =
            std::find(kinds_with_articles.begin(), kinds_with_articles.end(), key.kind) !=
            kinds_with_articles.end();
        if (key.kind == PageKind::standing)
            return !content::standing_versions(tx_, key.subject, key.language).empty();
        if (key.kind == PageKind::byline && withdrawn_byline(key.subject)) return true;
        return !needs_articles || !articles_of(key, *rule_of(key)).empty();
    }

    bool withdrawn_byline(const std::string& slug) {
        const auto byline = content::find_byline(tx_, slug);
        return byline && byline->withdrawn_at;
    }

    void open() {
        page_.bytes = fmt::format(
            "<!DOCTYPE html>\n<html lang=\"{}\"><head><title>{}</title></head>"
            "<body><main>\n",
            key_.language.tag(), address_);
        for (const content::Section& section : content::sections(tx_)) {
            PageKey key{PageKind::section, key_.language, section.slug, 0, 0, {}};
            link(key, name_in(section.words, section.slug));
        }
        for (const auto& page : content::standing_pages(tx_, key_.language))
            link({PageKind::standing, key_.language, page.slug, 0, 0, {}}, page.title);
    }

    void own() {
        switch (key_.kind) {
            case PageKind::article:
                return article();
            case PageKind::withdrawn:
                page_.status = 410;
                page_.bytes +=
                    content::find_article(tx_, content::ArticleId(key_.subject))->withdrawal;
                return;
            case PageKind::standing:
                for (const auto& page :
                     content::standing_versions(tx_, key_.subject, key_.language))
                    page_.bytes += fmt::format("<p>{} {}\n", page.version, page.markdown);
                return;
            case PageKind::section:
                if (const auto section = content::find_section(tx_, key_.subject))
                    page_.bytes += section->words.contains(key_.language)
                                       ? section->words.at(key_.language).description
                                       : "";
                return;
            case PageKind::topic:
                return topic();
            case PageKind::byline:
                return byline();
            case PageKind::topics:
                for (const std::string& slug : content::covered_topics(tx_, key_.language))
                    link({PageKind::topic, key_.language, slug, 0, 0, {}},
                         name_in(content::find_topic(tx_, slug)->words, slug));
                return;
            case PageKind::bylines:
                for (const std::string& slug : content::covered_bylines(tx_, key_.language))
                    link({PageKind::byline, key_.language, slug, 0, 0, {}},
                         name_in(content::find_byline(tx_, slug)->words, slug));
                return;
            case PageKind::not_found:
                page_.status = 404;
                return;
            default:
                return;
        }
    }

    void topic() {
        const auto topic = content::find_topic(tx_, key_.subject);
        if (topic && topic->words.contains(key_.language))
            page_.bytes += topic->words.at(key_.language).description;
    }

    void byline() {
        const auto byline = content::find_byline(tx_, key_.subject);
        if (byline->withdrawn_at) {
            page_.status = 410;
            return;
        }
        if (byline->picture) picture(byline->picture->picture);
        if (byline->words.contains(key_.language))
            page_.bytes += byline->words.at(key_.language).biography;
    }

    void article() {
        const auto found = content::find_article(tx_, content::ArticleId(key_.subject));
        page_.bytes += fmt::format("<h1>{}</h1>\n{}{}", said(found->summary), found->markdown,
                                   topic_names(found->summary));
        for (const std::string& topic : found->topics)
            link({PageKind::topic, key_.language, topic, 0, 0, {}}, topic);
        for (const auto& byline : content::bylines_of(tx_, found->summary))
            if (!byline.withdrawn)
                link({PageKind::byline, key_.language, byline.slug, 0, 0, {}}, byline.name);
        if (found->summary.lead) picture(found->summary.lead->picture);
        for (const auto& [name, use] : found->pictures)
            picture(use.picture);
        const auto id = found->summary.id;
        for (const Summary& other : content::related_to(tx_, id))
            link_article(other);
        for (const Summary& other : content::later_than(tx_, id))
            link_article(other);
        for (const Summary& other : content::translations_of(tx_, *found))
            link_article(other);
        corrections_of(found->summary);
    }

    void corrections_of(const Summary& one) {
        const auto whole = content::find_article(tx_, one.id);
        for (const auto& correction : whole->corrections)
            page_.bytes += correction.text;
    }

    void list(const Rule& rule) {
        std::size_t shown = 0;
        for (const Summary& one : articles(rule)) {
            link_article(one);
            if (one.lead && ++shown <= 2) picture(one.lead->picture);
            if (key_.kind == PageKind::corrections) corrections_of(one);
        }
    }

    void periods(const Rule& rule) {
        const auto own = months_of(rule.articles);
        const auto near = near_months(own, {key_.year, key_.month});
        for (const Rule& other : rules) {
            if (other.span == Span::whole || other.articles == Articles::everything) continue;
            const bool of_search =
                key_.kind == PageKind::search && other.articles == Articles::language;
            if (other.articles == rule.articles)
                name_periods(other, rule.periods == Periods::all ? own : near);
            else if (of_search)
                name_periods(other, months_of(other.articles));
        }
    }

    void name_periods(const Rule& of, const std::vector<content::Month>& months) {
        int last = 0;
        for (const content::Month& month : months) {
            if (of.span == Span::year && month.year == last) continue;
            last = month.year;
            link({of.kind,
                  key_.language,
                  key_.subject,
                  month.year,
                  of.span == Span::year ? 0 : month.month,
                  {}},
                 "period");
        }
    }

    /// Asked once for a page and scope: a paper of ten years has 120 of them.
    std::vector<content::Month> months_of(Articles articles) {
        return content::covered_months(tx_, {key_.language, by(articles), key_.subject},
                                       publication_.zone);
    }

    void other_languages() {
        PageSet all;
        add_other_languages(all, key_, publication_);
        for (const PageKey* other : all.in_order())
            if (exists(*other)) link(*other, other->language.tag());
    }

    void months_of_everything() {
        for (const Language& language : publication_.languages)
            for (const auto& month :
                 content::covered_months(tx_, {language, Scope::By::all, {}}, publication_.zone))
                page_.bytes += fmt::format("{}/sitemap-{:04}-{:02}.xml\n", publication_.origin,
                                           month.year, month.month);
    }

    std::vector<Summary> articles(const Rule& rule) { return articles_of(key_, rule); }

    std::vector<Summary> articles_of(const PageKey& key, const Rule& rule) {
        if (rule.articles == Articles::none) return {};
        std::vector<Language> languages{key.language};
        if (rule.articles == Articles::everything) languages = publication_.languages;
        std::vector<Summary> found;
        for (const Language& language : languages)
            for (Summary& one : articles_in({language, by(rule.articles), key.subject}, key, rule))
                found.push_back(std::move(one));
        return found;
    }

    std::vector<Summary> articles_in(const Scope& scope, const PageKey& key, const Rule& rule) {
        if (rule.span == Span::whole)
            return content::newest(tx_, scope, key.kind == PageKind::corrections ? 1000 : 5);
        const unsigned first = rule.span == Span::month ? key.month : 1;
        const bool last = rule.span == Span::year || key.month == 12;
        return content::between(tx_, scope, publication_.zone.start_of_month(key.year, first),
                                publication_.zone.start_of_month(last ? key.year + 1 : key.year,
                                                                 last ? 1 : key.month + 1));
    }

    std::vector<Summary> translations(const Summary& one) {
        return content::translations_of(tx_, *content::find_article(tx_, one.id));
    }

    std::string said(const Summary& one) {
        std::string text = fmt::format("{} {} {}", one.headline, one.standfirst, one.section);
        for (const auto& byline : content::bylines_of(tx_, one))
            text += " by " + byline.name;
        return text;
    }

    std::string topic_names(const Summary& one) {
        std::string names;
        const auto whole = content::find_article(tx_, one.id);
        for (const std::string& slug : whole->topics) {
            const auto topic = content::find_topic(tx_, slug);
            names += " " + name_in(topic->words, slug);
        }
        return names + "\n";
    }

    template <class Words>
    std::string name_in(const Words& words, const std::string& slug) {
        const auto found = words.find(key_.language);
        return found == words.end() ? slug : found->second.name;
    }

    void link_article(const Summary& one) {
        page_.bytes += fmt::format("<a href=\"{}\">{}</a>\n", place_.to(one.address), said(one));
    }
    void link(const PageKey& key, std::string_view text) {
        page_.bytes += fmt::format("<a href=\"{}\">{}</a>\n",
                                   place_.to(address(key, publication_.standard())), text);
    }
    void picture(const std::string& id) {
        page_.pictures.push_back(id);
        page_.bytes += fmt::format("<img src=\"{}\" alt=\"\">\n",
                                   place_.to(fmt::format("/pictures/{}-320.webp", id)));
    }

    store::Transaction& tx_;
    const content::Publication& publication_;
    const PageKey& key_;
    std::string address_;
    Place place_;
    Page page_;
};

}  // namespace

Result<std::optional<Page>> PlainPrinter::print(store::Transaction& tx, const PageKey& key) const {
    switch (key.kind) {
        case PageKind::moved:
            return moved(tx, key);
        case PageKind::shortcut:
            return shortcut(tx, publication_, key);
        case PageKind::picture:
            return picture(key);
        case PageKind::feed_rss:
        case PageKind::feed_json:
        case PageKind::sitemap_index:
        case PageKind::sitemap_month:
        case PageKind::news_sitemap:
            return Sheet(tx, publication_, key).text("application/xml");
        default:
            return Sheet(tx, publication_, key).html();
    }
}

std::vector<PageKey> PlainPrinter::fixed_pages(store::Transaction& tx) const {
    std::vector<PageKey> keys;
    for (const Language& language : publication_.languages) {
        for (const PageKind kind :
             {PageKind::front, PageKind::topics, PageKind::bylines, PageKind::corrections,
              PageKind::search, PageKind::not_found, PageKind::feed_rss, PageKind::feed_json})
            keys.push_back({kind, language, {}, 0, 0, {}});
        for (const auto& page : content::standing_pages(tx, language))
            keys.push_back({PageKind::standing, language, page.slug, 0, 0, {}});
    }
    for (const PageKind kind : {PageKind::sitemap_index, PageKind::news_sitemap})
        keys.push_back({kind, publication_.standard(), {}, 0, 0, {}});
    return keys;
}

std::vector<PageKey> PlainPrinter::sizes_of(const std::string& picture) const {
    std::vector<PageKey> keys;
    for (const int width : {320, 640}) {
        PageKey key{PageKind::picture, publication_.standard(), {}, 0, 0, {}};
        key.subject = fmt::format("/pictures/{}-{}.webp", picture, width);
        keys.push_back(std::move(key));
    }
    return keys;
}

}  // namespace kolokol::press::proof
