// One article among all: found by its words, on its day, in its other languages; and who acts next.
#include <nlohmann/json.hpp>

#include "content/article_rows.hpp"
#include "manuscripts/stage.hpp"
#include "newsroom/article_form.hpp"
#include "newsroom/article_model.hpp"
#include "newsroom/pages.hpp"
#include "theme/formats.hpp"

namespace kolokol::newsroom {
namespace {

using manuscripts::Manuscript;
using manuscripts::Stage;
using staff::Right;

constexpr int found_at_once = 20;
constexpr int listed_on_home = 10;
constexpr int scheduled_at_once = 200;
constexpr auto calendar_span = std::chrono::hours(24 * 400);

theme::List rows_of(const Visit& visit, const manuscripts::Which& which) {
    theme::List list;
    for (const Manuscript& one : manuscripts::manuscripts(visit.tx(), which, 0, listed_on_home))
        list.emplace_back(row_model(visit, one));
    return list;
}

void append(theme::List& list, theme::List more) {
    for (theme::Value& one : more)
        list.push_back(std::move(one));
}

}  // namespace

theme::Record queue_model(const Visit& visit) {
    const auto& account = visit.account();
    theme::List own;
    for (const Stage stage : {Stage::editing, Stage::draft}) {
        manuscripts::Which which;
        which.assigned = account.id;
        which.stage = stage;
        append(own, rows_of(visit, which));
    }
    theme::List desk;
    if (account.may(Right::edit)) {
        manuscripts::Which which;
        which.stage = Stage::ready;
        desk = rows_of(visit, which);
    }
    return {{"writes", account.may(Right::write)},
            {"has_own", !own.empty()},
            {"own", std::move(own)},
            {"has_desk", !desk.empty()},
            {"desk", std::move(desk)}};
}

http::Response find_articles(Visit& visit) {
    nlohmann::json found = nlohmann::json::array();
    for (const content::Summary& one :
         content::find_by_headline(visit.tx(), visit.asked("q"), found_at_once))
        found.push_back({{"headline", one.headline},
                         {"address", one.address},
                         {"language", one.language.tag()},
                         {"published", format_rfc3339(one.published)}});
    return Visit::json(200, found.dump());
}

http::Response show_calendar(Visit& visit) {
    const Instant now = visit.now();
    const theme::Formats formats(visit.language(), visit.desk().zone);
    theme::List days;
    theme::List rows;
    std::string day;
    const auto close_day = [&] {
        if (!rows.empty())
            days.emplace_back(theme::Record{{"day", day}, {"rows", std::move(rows)}});
        rows = {};
    };
    for (const content::Summary& one :
         content::scheduled_between(visit.tx(), now, now + calendar_span, scheduled_at_once)) {
        if (std::string next = formats.day(one.published); next != day) {
            close_day();
            day = std::move(next);
        }
        rows.emplace_back(row_model(visit, one, content::Status::scheduled));
    }
    close_day();
    return visit.page("calendar", "Calendar", {{"any", !days.empty()}, {"days", std::move(days)}});
}

http::Response translate_article(Visit& visit) {
    const auto publication = visit.desk().writing.publication();
    const auto language = Language::parse(visit.sent("language"));
    if (!language || !publication->prints(*language))
        return visit.refused({Kind::invalid, "manuscripts.no_such_step", {}});
    const auto made = manuscripts::begin_translation(visit.tx(), article_of(visit), *language,
                                                     visit.account(), visit.now());
    if (!made) return visit.refused(made.error());
    return Visit::see(path_of(made->id));
}

void add_neighbours(const Visit& visit, const content::ManuscriptFields& fields,
                    const content::ArticleId& id, theme::Record& model) {
    const auto article = content::find_article(visit.tx(), id);
    theme::List translations;
    theme::List leading;
    if (article) {
        for (const content::Summary& one : content::translations_of(visit.tx(), *article))
            translations.emplace_back(row_model(visit, one, content::Status::published));
        if (!article->summary.address.empty())
            for (const content::Summary& one :
                 content::leading_to(visit.tx(), article->summary.address, listed_on_home))
                leading.emplace_back(row_model(visit, one, content::Status::published));
    }
    theme::List tongues;
    const auto publication = visit.desk().writing.publication();
    for (const Language& language : publication->languages)
        if (article && language != article->summary.language)
            tongues.emplace_back(theme::Record{{"value", language.tag()},
                                               {"name", theme::Formats::own_name(language)}});
    model.set("can_translate", !tongues.empty());
    model.set("tongues", std::move(tongues));
    model.set("has_translations", !translations.empty());
    model.set("translations", std::move(translations));
    model.set("has_leading", !leading.empty());
    model.set("leading", std::move(leading));
    const std::string& original = fields[content::Field::translation_of];
    const auto of = original.empty() ? std::nullopt : content::article_at(visit.tx(), original);
    const auto beside = of ? content::find_article(visit.tx(), *of) : std::nullopt;
    if (!beside || beside->status != content::Status::published) return;
    const auto& summary = beside->summary;
    model.set("original", theme::Record{{"lang", summary.language.tag()},
                                        {"dir", summary.language.right_to_left() ? "rtl" : "ltr"},
                                        {"headline", summary.headline},
                                        {"standfirst", summary.standfirst},
                                        {"body", beside->markdown}});
}

}  // namespace kolokol::newsroom
