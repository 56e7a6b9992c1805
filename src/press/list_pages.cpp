// The newest of a section, of a topic (a timeline) and of a byline, with the way to the rest.

#include "content/listing.hpp"
#include "markup/document.hpp"
#include "press/compositor.hpp"
#include "press/frame.hpp"
#include "press/listing_model.hpp"
#include "press/pages.hpp"
#include "press/periods.hpp"

namespace kolokol::press {

namespace {

using content::Scope;

/// What a list shows, and whether there is more.
struct Newest {
    std::vector<content::Summary> articles;
    bool all = true;
};

Newest newest_of(store::Transaction& tx, const Scope& scope) {
    Newest made{content::newest(tx, scope, newest_shown + 1), true};
    made.all = made.articles.size() <= newest_shown;
    if (!made.all) made.articles.pop_back();
    return made;
}

TeaserLook look(std::optional<Spot> spot, bool kicker) {
    TeaserLook made;
    made.picture = spot;
    made.kicker = kicker;
    return made;
}

/// Languages of the paper in which there are words.
template <class Words>
std::vector<Language> spoken(const Sheet& sheet, const std::map<Language, Words>& words) {
    std::vector<Language> made;
    for (const auto& language : sheet.desk().publication().languages)
        if (words.count(language) != 0) made.push_back(language);
    return made;
}

Head head_of(const Sheet& sheet, const std::string& title, const std::string& description) {
    Head head;
    head.title = title;
    head.description = description;
    head.canonical = sheet.absolute(sheet.address());
    head.graph = Graph();
    return head;
}

template <class Words>
std::string description_in(const Sheet& sheet, const std::map<Language, Words>& words) {
    const auto found = words.find(sheet.language());
    return found == words.end() ? std::string() : set_in_type(sheet, found->second.description);
}

}  // namespace

Printed print_section(const Desk& desk, store::Transaction& tx, const PageKey& key) {
    if (!desk.publication().prints(key.language)) return nothing();
    const auto& sections = desk.almanac().sections(tx);
    const auto section = sections.find(key.subject);
    if (section == sections.end()) return nothing();
    Sheet sheet(desk, tx, key.language, press::address(key, desk.publication().standard()));
    const Scope scope{key.language, Scope::By::section, key.subject};
    const auto name = desk.almanac().section_name(tx, key.subject, key.language);
    const auto description = description_in(sheet, section->second.words);
    auto head = head_of(sheet, name, description);
    head.alternates =
        alternates_of(sheet, spoken(sheet, section->second.words), PageKind::section, key.subject);
    const auto [articles, all] = newest_of(tx, scope);
    if (!articles.empty()) head.graph->picture = articles.front().lead;
    set_frame(sheet, head, {key.subject, false, true});
    sheet.set("section", theme::Record{{"name", name}, {"description", description}});
    sheet.set("groups",
              one_group(sheet, articles, look(Spot::list_first, false), look(Spot::list, false)));
    sheet.set("periods", all ? theme::Value(false)
                             : month_periods(sheet, desk.almanac().months(tx, scope),
                                             PageKind::section_month, key.subject));
    return sheet.print("section");
}

Printed print_topic(const Desk& desk, store::Transaction& tx, const PageKey& key) {
    const auto* topic = desk.almanac().topic(tx, key.subject);
    if (!topic || !desk.publication().prints(key.language)) return nothing();
    Sheet sheet(desk, tx, key.language, press::address(key, desk.publication().standard()));
    const Scope scope{key.language, Scope::By::topic, key.subject};
    const auto [articles, all] = newest_of(tx, scope);
    if (articles.empty() && topic->words.count(key.language) == 0) return nothing();
    const auto name = desk.almanac().topic_name(*topic, key.language);
    const auto description = description_in(sheet, topic->words);
    auto head = head_of(sheet, name, description);
    head.hidden = articles.empty();
    head.alternates =
        alternates_of(sheet, spoken(sheet, topic->words), PageKind::topic, key.subject);
    set_frame(sheet, head);
    sheet.set("topic", theme::Record{{"type", sheet.text(type_name(topic->type))},
                                     {"name", name},
                                     {"description", description}});
    sheet.set("groups", groups_by_month(sheet, articles, look(Spot::list, true)));
    sheet.set("periods", all ? theme::Value(false)
                             : year_periods(sheet, desk.almanac().years(tx, scope),
                                            PageKind::topic_year, key.subject));
    return sheet.print("topic");
}

Printed print_byline(const Desk& desk, store::Transaction& tx, const PageKey& key) {
    const auto* byline = desk.almanac().byline(tx, key.subject);
    if (!byline || !desk.publication().prints(key.language)) return nothing();
    const auto address = press::address(key, desk.publication().standard());
    if (byline->withdrawn_at)
        return print_gone(desk, tx, key.language, address, byline->withdrawn_at, {});
    Sheet sheet(desk, tx, key.language, address);
    const Scope scope{key.language, Scope::By::byline, key.subject};
    const auto [articles, all] = newest_of(tx, scope);
    const auto words = byline->words.find(key.language);
    if (articles.empty() && words == byline->words.end()) return nothing();
    const auto name = desk.almanac().byline_name(*byline, key.language);
    auto head = head_of(sheet, name, {});
    head.graph->type = "profile";
    head.graph->picture = byline->picture;
    head.hidden = articles.empty();
    head.alternates =
        alternates_of(sheet, spoken(sheet, byline->words), PageKind::byline, key.subject);
    set_frame(sheet, head);
    theme::Record model;
    auto picture =
        byline->picture ? picture_in(sheet, *byline->picture, Spot::byline) : std::nullopt;
    model.set("picture", picture ? theme::Value(std::move(*picture)) : theme::Value(false));
    model.set("name", name);
    const bool has_biography = words != byline->words.end() && !words->second.biography.empty();
    model.set("biography",
              has_biography
                  ? theme::Value(SafeHtml::vouched_for(with_relative_links(
                        set_in_type(sheet, markup::fragment(words->second.biography)).text(),
                        sheet.place())))
                  : theme::Value(false));
    sheet.set("byline", std::move(model));
    sheet.set("groups", one_group(sheet, articles, look(Spot::list, true), look(Spot::list, true)));
    sheet.set("periods", all ? theme::Value(false)
                             : year_periods(sheet, desk.almanac().years(tx, scope),
                                            PageKind::byline_year, key.subject));
    return sheet.print("byline");
}

}  // namespace kolokol::press
