#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "content/taxonomy_rows.hpp"
#include "manuscripts/lock.hpp"
#include "manuscripts/stage.hpp"
#include "newsroom/article_form.hpp"
#include "newsroom/article_model.hpp"
#include "newsroom/article_page.hpp"
#include "newsroom/pages.hpp"
#include "newsroom/sentences.hpp"

namespace kolokol::newsroom {
namespace {

using content::Field;
using content::Status;
using manuscripts::Manuscript;
using manuscripts::Saved;
using manuscripts::Stage;
using staff::Right;

constexpr int page_length = 30;

int page_asked(const Visit& visit) {
    const std::string text = visit.asked("page");
    if (text.empty() || text.size() > 6 ||
        text.find_first_not_of("0123456789") != std::string::npos)
        return 1;
    return std::max(1, std::stoi(text));
}

/// What is listed: "mine", a stage, or a status of what readers have.
struct Wanted {
    std::string which;
    std::string section;
    int page = 1;

    std::string address(int other_page) const {
        return fmt::format("/newsroom/articles?which={}&section={}&page={}", which, section,
                           other_page);
    }
};

Wanted wanted(const Visit& visit) {
    Wanted asked{visit.asked("which"), visit.asked("section"), page_asked(visit)};
    const bool edits = visit.account().may(Right::edit);
    if (!is_slug(asked.section)) asked.section.clear();
    const bool known = asked.which == "mine" || manuscripts::parse_stage(asked.which) ||
                       content::parse_status(asked.which) || (edits && asked.which == "all");
    if (!known) asked.which = edits ? "all" : "mine";
    return asked;
}

theme::List listed_articles(const Visit& visit, const Wanted& asked, Status status, int offset) {
    theme::List list;
    for (const content::Summary& one :
         content::articles_of(visit.tx(), {status, asked.section}, offset, page_length + 1))
        list.emplace_back(row_model(visit, one, status));
    return list;
}

theme::List listed_manuscripts(const Visit& visit, const Wanted& asked, int offset) {
    manuscripts::Which which;
    which.stage = manuscripts::parse_stage(asked.which);
    which.section = asked.section;
    if (asked.which == "mine" || !visit.account().may(Right::edit))
        which.writer = visit.account().id;
    theme::List list;
    for (const Manuscript& one :
         manuscripts::manuscripts(visit.tx(), which, offset, page_length + 1))
        list.emplace_back(row_model(visit, one));
    return list;
}

theme::List choices(const Visit& visit, const Wanted& asked) {
    constexpr std::pair<std::string_view, std::string_view> all[] = {
        {"all", "Everything"},           {"mine", "Mine"},          {"draft", "Draft"},
        {"ready", "Ready for the desk"}, {"editing", "In edit"},    {"scheduled", "Scheduled"},
        {"published", "Published"},      {"withdrawn", "Withdrawn"}};
    theme::List list;
    for (const auto& [value, name] : all)
        if (value != "all" || visit.account().may(Right::edit))
            list.emplace_back(theme::Record{
                {"value", value}, {"name", visit.text(name)}, {"chosen", value == asked.which}});
    return list;
}

theme::List section_choices(const Visit& visit, const std::string& chosen) {
    theme::List list;
    for (const content::Section& section : content::sections(visit.tx()))
        list.emplace_back(
            theme::Record{{"value", section.slug}, {"chosen", section.slug == chosen}});
    return list;
}

std::string json_of(const Visit& visit, const Saved& saved, const Manuscript& manuscript,
                    manuscripts::Holding holding) {
    constexpr std::string_view states[] = {"saved", "merged", "conflict"};
    nlohmann::json json{{"version", saved.version},
                        {"state", states[static_cast<int>(saved.state)]},
                        {"saved_at", format_rfc3339(visit.now())},
                        {"lock", holding == manuscripts::Holding::mine    ? "mine"
                                 : holding == manuscripts::Holding::other ? "other"
                                                                          : "free"}};
    if (saved.state != Saved::State::saved)
        for (std::size_t at = 0; at < content::field_count; ++at)
            json["fields"][content::name_of(content::field_at(at))] = saved.fields.texts[at];
    json["others"] = nlohmann::json::array();
    const auto& lock = manuscript.lock;
    if (holding == manuscripts::Holding::other)
        json["others"].push_back(
            {{"name", pseudonym_of(visit, lock.holder)}, {"since", format_rfc3339(lock.since)}});
    if (lock.asked_by && lock.asked_by != visit.account().id)
        json["others"].push_back({{"name", pseudonym_of(visit, lock.asked_by)}, {"asks", true}});
    return json.dump();
}

http::Response refused_save(const Visit& visit, const Problem& problem) {
    const nlohmann::json json{{"state", "refused"}, {"why", visit.text(sentence_of(problem))}};
    return Visit::json(status_of(problem.kind), json.dump());
}

Result<Saved> save_sent(const Visit& visit) {
    const auto id = article_of(visit);
    const auto opened = manuscripts::open(visit.tx(), id, visit.account());
    if (!opened) return refuse(opened.error());
    const std::int64_t base = number_of(visit.sent("base"));
    // What the form has not is as it was when it was loaded.
    content::ManuscriptFields before = opened->fields;
    if (base > 0 && base != opened->manuscript.newest) {
        auto old = manuscripts::read_version(visit.tx(), id, base);
        if (!old) return refuse(Kind::conflict, "manuscripts.base_unknown");
        before = std::move(*old);
    }
    return manuscripts::save(visit.tx(), id, sent_fields(visit, std::move(before)), base,
                             visit.account(), visit.now());
}

}  // namespace

http::Response show_articles(Visit& visit) {
    const Wanted asked = wanted(visit);
    const int offset = (asked.page - 1) * page_length;
    const auto status = content::parse_status(asked.which);
    const bool articles = status && *status != Status::draft;
    theme::List rows = articles ? listed_articles(visit, asked, *status, offset)
                                : listed_manuscripts(visit, asked, offset);
    const bool more = rows.size() > page_length;
    if (more) rows.pop_back();
    theme::Record model{{"choices", choices(visit, asked)},
                        {"sections", section_choices(visit, asked.section)},
                        {"any", !rows.empty()},
                        {"rows", std::move(rows)}};
    if (more) model.set("older", asked.address(asked.page + 1));
    if (asked.page > 1) model.set("newer", asked.address(asked.page - 1));
    return visit.page("manuscripts", "Articles", std::move(model));
}

http::Response begin_article(Visit& visit) {
    content::ManuscriptFields fields;
    const auto publication = visit.desk().writing.publication();
    const auto language = Language::parse(visit.sent("language"));
    const bool prints = language && publication->prints(*language);
    fields[Field::language] = prints ? language->tag() : publication->standard().tag();
    fields[Field::kind] = "news";
    const auto made = manuscripts::begin(visit.tx(), fields, visit.account(), visit.now());
    manuscripts::keep_lock(visit.tx(), made, visit.account().id, visit.now());
    return Visit::see(path_of(made.id));
}

http::Response show_article(Visit& visit) {
    if (visit.part(2) == "versions" && !visit.part(3).empty()) return show_comparison(visit);
    if (visit.part(2) == "preview") return show_preview(visit);
    if (!visit.part(2).empty()) return not_here(visit);
    return article_page(visit, {});
}

http::Response save_article(Visit& visit) {
    const auto saved = save_sent(visit);
    if (!saved) return visit.refused(saved.error());
    const auto manuscript = manuscripts::find_manuscript(visit.tx(), article_of(visit));
    if (manuscript)
        manuscripts::keep_lock(visit.tx(), *manuscript, visit.account().id, visit.now());
    return Visit::see(path_of(article_of(visit)));
}

http::Response autosave_article(Visit& visit) {
    const auto saved = save_sent(visit);
    if (!saved) return refused_save(visit, saved.error());
    const auto manuscript = manuscripts::find_manuscript(visit.tx(), article_of(visit));
    // An article that nobody has changed yet has none, and nobody holds it.
    if (!manuscript)
        return Visit::json(200, json_of(visit, *saved, {}, manuscripts::Holding::free));
    // The editor's script has shown both texts, and sends what was chosen.
    if (saved->state != Saved::State::conflict)
        manuscripts::close_own_conflicts(visit.tx(), manuscript->id, number_of(visit.sent("base")),
                                         visit.account().id, visit.now());
    const auto holding =
        manuscripts::keep_lock(visit.tx(), *manuscript, visit.account().id, visit.now());
    return Visit::json(200, json_of(visit, *saved, *manuscript, holding));
}

}  // namespace kolokol::newsroom
