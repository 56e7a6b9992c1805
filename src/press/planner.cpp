#include "press/planner.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "content/listing.hpp"
#include "content/taxonomy_rows.hpp"
#include "crypto/digest.hpp"
#include "press/placements.hpp"

namespace kolokol::press {

namespace {

/// Parts of a digest, told apart by a byte that no text of ours holds.
class Sum {
public:
    Sum& operator<<(std::string_view part) {
        sha_.add(part);
        sha_.add(std::string_view("\0", 1));
        return *this;
    }
    std::string hex() { return sha_.finish().hex(); }

private:
    crypto::Sha256 sha_;
};

template <class Words>
void add_names(Sum& sum, const Words& words) {
    for (const auto& [language, one] : words)
        sum << language.tag() << one.name;
}

Names names_of(const content::Topic& topic) {
    Sum sum;
    sum << to_string(topic.type);
    add_names(sum, topic.words);
    return {"topic", topic.slug, sum.hex()};
}

Names names_of(const content::Byline& byline) {
    Sum sum;
    sum << (byline.withdrawn_at ? "withdrawn" : "");
    add_names(sum, byline.words);
    return {"byline", byline.slug, sum.hex()};
}

content::Scope scope_of(Articles articles, const Language& language, const std::string& slug) {
    switch (articles) {
        case Articles::section:
            return {language, content::Scope::By::section, slug};
        case Articles::topic:
            return {language, content::Scope::By::topic, slug};
        case Articles::byline:
            return {language, content::Scope::By::byline, slug};
        default:
            return {language, content::Scope::By::all, {}};
    }
}

PageKey key_of(PageKind kind, const Language& language, const std::string& subject = {}) {
    PageKey key;
    key.kind = kind;
    key.language = language;
    key.subject = subject;
    return key;
}

}  // namespace

std::string frame_digest(store::Transaction& tx, const content::Publication& publication) {
    Sum sum;
    for (const content::Section& section : content::sections(tx)) {
        sum << "section" << section.slug;
        add_names(sum, section.words);
    }
    for (const Language& language : publication.languages)
        for (const content::StandingPage& page : content::standing_pages(tx, language))
            sum << "standing" << language.tag() << page.slug << page.title;
    // Whether every page leads to the list of all topics and to that of all bylines.
    sum << (content::has_topics(tx) ? "topics" : "") << (content::has_bylines(tx) ? "bylines" : "");
    return sum.hex();
}

Plan Planner::everything() {
    Plan plan;
    plan.everything = true;
    for (PageKey& key : printer_.fixed_pages(tx_))
        plan.pages.add(std::move(key));
    add_always(plan);
    for (const content::Section& section : content::sections(tx_))
        add_section(plan.pages, section.slug, publication_);
    for (const std::string& slug : content::topic_slugs(tx_))
        add_topic(plan.pages, slug, publication_);
    for (const std::string& slug : content::byline_slugs(tx_))
        add_byline(plan.pages, slug, publication_);
    for (const Language& language : publication_.languages)
        for (const auto& month : content::covered_months(
                 tx_, scope_of(Articles::language, language, {}), publication_.zone))
            add_shortcuts(plan.pages, language, month.year, month.month);
    each_placement(tx_, [&](Placement placement) {
        if (!publication_.prints(placement.language)) return;
        add_lists(plan.pages, placement, publication_);
        PageKey key = key_of(placement.listed ? PageKind::article : PageKind::withdrawn,
                             placement.language, placement.id.text());
        key.path = placement.addresses.front();
        plan.pages.add(std::move(key));
        for (std::size_t at = 1; at < placement.addresses.size(); ++at) {
            PageKey moved = key_of(PageKind::moved, placement.language, placement.addresses[at]);
            moved.path = placement.addresses[at];
            plan.pages.add(std::move(moved));
        }
        plan.placements.push_back(std::move(placement));
    });
    remember_all_names(plan);
    return plan;
}

Plan Planner::changed(const Changes& changes, const std::vector<PageKey>& touched) {
    Plan plan;
    add_always(plan);
    for (const PageKey& key : touched)
        look_again(plan, key);
    for (const Change& change : changes.all) {
        if (change.kind == "article") add_article(plan, change.id);
        if (change.kind == "section") add_section_change(plan, change.id);
        if (change.kind == "topic") add_topic_change(plan, change.id);
        if (change.kind == "byline") add_byline_change(plan, change.id);
        if (change.kind == "standing")
            for (const Language& language : publication_.languages)
                plan.pages.add(key_of(PageKind::standing, language, change.id));
    }
    return plan;
}

bool Planner::is_most(const Changes& changes) {
    constexpr std::size_t few = 500;
    if (changes.all.size() < few) return false;
    std::unordered_set<std::string_view> articles;
    for (const Change& change : changes.all)
        if (change.kind == "article") articles.insert(change.id);
    return articles.size() >= few &&
           static_cast<std::int64_t>(articles.size()) * 2 > count_placements(tx_);
}

void Planner::follow(Plan& plan, const PageKey& key) {
    add_other_languages(plan.pages, key, publication_);
    const Articles whose = period_of(key.kind);
    if (whose == Articles::none) return;
    if (key.kind == PageKind::archive_month)
        add_shortcuts(plan.pages, key.language, key.year, key.month);
    if (key.kind == PageKind::topic_year) plan.pages.add(key_of(PageKind::topics, key.language));
    if (key.kind == PageKind::byline_year) plan.pages.add(key_of(PageKind::bylines, key.language));
    for (const Rule& rule : rules) {
        const bool of_search = rule.kind == PageKind::search && whose == Articles::language;
        if (rule.periods == Periods::none || (rule.articles != whose && !of_search)) continue;
        if (rule.span == Span::whole)
            plan.pages.add(key_of(rule.kind, key.language, key.subject));
        else if (rule.periods == Periods::near)
            add_near_months(plan, key);
        else
            add_periods(plan, rule.kind, key.language, key.subject);
    }
}

std::optional<Placement> Planner::placement(const std::string& id) {
    auto found = placement_of(tx_, id);
    if (found && !publication_.prints(found->language)) return std::nullopt;
    return found;
}

void Planner::add_article(Plan& plan, const std::string& id) {
    if (!articles_.insert(id).second) return;
    const auto before = remembered_placement(tx_, id);
    auto after = placement(id);
    for (const auto& place : {before, after}) {
        if (!place) continue;
        for (const std::string& address : place->addresses)
            add_address(plan, address);
        add_lists(plan.pages, *place, publication_);
        add_group(plan, place->group, id);
    }
    if (!before && !after) return;  // a draft
    for (const std::string& other : naming(tx_, id))
        add_page_of(plan, other);
    if (after)
        plan.placements.push_back(std::move(*after));
    else
        plan.gone.push_back(id);
}

void Planner::add_address(Plan& plan, const std::string& address) {
    if (!addresses_.insert(address).second) return;
    auto key = page_at(tx_, address);
    if (key && publication_.prints(key->language))
        plan.pages.add(std::move(*key));
    else
        plan.vacated.push_back(address);
}

void Planner::add_page_of(Plan& plan, const std::string& article) {
    auto key = page_of(tx_, article);
    if (key && publication_.prints(key->language)) plan.pages.add(std::move(*key));
}

/// Translations name each other, on their pages and in the sitemaps of their months.
void Planner::add_group(Plan& plan, const std::string& group, const std::string& besides) {
    if (group.empty()) return;
    for (const std::string& id : in_group(tx_, group)) {
        if (id == besides) continue;
        const auto sibling = placement(id);
        if (!sibling) continue;
        add_page_of(plan, id);
        if (!sibling->listed) continue;
        const LocalTime wall = publication_.zone.local(sibling->published);
        PageKey sitemap = key_of(PageKind::sitemap_month, publication_.standard());
        sitemap.year = wall.year;
        sitemap.month = wall.month;
        plan.pages.add(std::move(sitemap));
    }
}

void Planner::add_periods(Plan& plan, PageKind kind, const Language& language,
                          const std::string& slug) {
    const auto scope = scope_of(period_of(kind), language, slug);
    const auto add = [&](int year, unsigned month) {
        PageKey key = key_of(kind, language, slug);
        key.year = year;
        key.month = month;
        plan.pages.add(std::move(key));
    };
    if (kind == PageKind::topic_year || kind == PageKind::byline_year)
        for (const int year : content::covered_years(tx_, scope, publication_.zone))
            add(year, 0);
    else
        for (const auto& month : content::covered_months(tx_, scope, publication_.zone))
            add(month.year, month.month);
}

/// A month has come or gone: the months that name it, or would, or name another in its place.
void Planner::add_near_months(Plan& plan, const PageKey& changed) {
    const auto scope = scope_of(period_of(changed.kind), changed.language, changed.subject);
    const auto months = content::covered_months(tx_, scope, publication_.zone);
    const content::Month itself{changed.year, changed.month};
    auto without = months;
    std::erase(without, itself);
    auto with = without;
    with.insert(std::upper_bound(with.begin(), with.end(), itself, std::greater<>()), itself);
    for (const content::Month& month : months) {
        if (near_months(with, month) == near_months(without, month)) continue;
        PageKey key = changed;
        key.year = month.year;
        key.month = month.month;
        plan.pages.add(std::move(key));
    }
}

void Planner::add_section_change(Plan& plan, const std::string& slug) {
    // Its description stands there alone; a new name is a new frame, which prints everything.
    add_section(plan.pages, slug, publication_);
}

void Planner::add_topic_change(Plan& plan, const std::string& slug) {
    add_topic(plan.pages, slug, publication_);
    const auto topic = content::find_topic(tx_, slug);
    if (!topic) return;
    Names names = names_of(*topic);
    if (names.digest == remembered_names(tx_, "topic", slug)) return;
    add_index(plan.pages, PageKind::topics, publication_);
    for (const Language& language : publication_.languages)
        add_periods(plan, PageKind::topic_year, language, slug);
    for (const std::string& article : about_topic(tx_, slug))
        add_page_of(plan, article);
    add_feeds(plan);
    plan.names.push_back(std::move(names));
}

void Planner::add_byline_change(Plan& plan, const std::string& slug) {
    add_byline(plan.pages, slug, publication_);
    const auto byline = content::find_byline(tx_, slug);
    if (!byline) return;
    Names names = names_of(*byline);
    if (names.digest == remembered_names(tx_, "byline", slug)) return;
    add_index(plan.pages, PageKind::bylines, publication_);
    for (const std::string& article : signed_by(tx_, slug))
        add_article(plan, article);
    plan.names.push_back(std::move(names));
}

/// Feeds name sections and topics.
void Planner::add_feeds(Plan& plan) {
    std::vector<std::string> subjects{std::string()};
    for (const content::Section& section : content::sections(tx_))
        subjects.push_back(section.slug);
    for (const Language& language : publication_.languages)
        for (const std::string& subject : subjects) {
            plan.pages.add(key_of(PageKind::feed_rss, language, subject));
            plan.pages.add(key_of(PageKind::feed_json, language, subject));
        }
}

/// Pages that the time of the press changes: pins come and go.
void Planner::add_always(Plan& plan) {
    for (const Language& language : publication_.languages)
        plan.pages.add(key_of(PageKind::front, language));
    plan.pages.add(key_of(PageKind::security_txt, publication_.standard()));
}

void Planner::look_again(Plan& plan, const PageKey& key) {
    if (key.kind == PageKind::picture)
        plan.pictures.push_back(key.subject);
    else if (key.path.empty())
        plan.pages.add(key);
    else
        add_address(plan, key.path);
}

void Planner::remember_all_names(Plan& plan) {
    for (const std::string& slug : content::topic_slugs(tx_))
        if (const auto topic = content::find_topic(tx_, slug))
            plan.names.push_back(names_of(*topic));
    for (const std::string& slug : content::byline_slugs(tx_))
        if (const auto byline = content::find_byline(tx_, slug))
            plan.names.push_back(names_of(*byline));
}

}  // namespace kolokol::press
