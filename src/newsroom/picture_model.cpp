#include "newsroom/picture_model.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "newsroom/sentences.hpp"

namespace kolokol::newsroom {
namespace {

constexpr int most_places = 50;

/// Changes with the picture, so that a browser may keep what it was shown under it.
std::string version_of(const content::PictureUse& use) {
    return use.picture.substr(0, 16);
}

theme::List betrayed_model(const Visit& visit, const content::LibraryPicture& picture) {
    theme::List list;
    for (const std::string& kind : picture.betrayed)
        list.emplace_back(visit.text(title_of_telltale(kind)));
    return list;
}

theme::List told_model(const Visit& visit, std::span<const media::Telltale> told) {
    theme::List list;
    for (const media::Telltale& each : told)
        list.emplace_back(
            theme::Record{{"kind", visit.text(title_of_telltale(media::to_string(each.kind)))},
                          {"value", each.value}});
    return list;
}

theme::List places_model(const Visit& visit, const content::LibraryPicture& picture) {
    theme::List list;
    for (const auto& place : content::library_places(visit.tx(), picture, most_places))
        list.emplace_back(theme::Record{{"article", place.article.text()},
                                        {"headline", place.headline},
                                        {"former", place.former},
                                        {"draft", place.status == content::Status::draft},
                                        {"scheduled", place.status == content::Status::scheduled},
                                        {"withdrawn", place.status == content::Status::withdrawn}});
    return list;
}

std::string number(const std::optional<content::Focus>& focus, int content::Focus::*axis) {
    return focus ? std::to_string((*focus).*axis) : std::string();
}

}  // namespace

bool may_change(const Visit& visit, const content::LibraryPicture& picture) {
    const staff::Account& who = visit.account();
    return who.may(staff::Right::edit) || picture.added_by == who.id.text();
}

theme::Record card_model(const content::LibraryPicture& picture) {
    const content::PictureUse& use = picture.use;
    return {{"name", picture.name},
            {"version", version_of(use)},
            {"alt", use.alt},
            {"caption", use.caption},
            {"credit", content::credit_line(use.credit)},
            {"wanting", content::lacks_credit(use.credit)},
            {"width", use.width},
            {"height", use.height}};
}

nlohmann::ordered_json picture_facts(const content::LibraryPicture& picture) {
    const content::PictureUse& use = picture.use;
    return {{"name", picture.name},
            {"sha256", use.picture},
            {"width", use.width},
            {"height", use.height},
            {"caption", use.caption},
            {"alt", use.alt},
            {"credit",
             {{"photographer", use.credit.photographer},
              {"agencies", use.credit.agencies},
              {"licence", use.credit.licence}}},
            {"wanting", content::lacks_credit(use.credit)}};
}

http::Response picture_page(const Visit& visit, const content::LibraryPicture& picture,
                            std::span<const media::Telltale> told, const Problem* problem) {
    const content::PictureUse& use = picture.use;
    theme::Record model = card_model(picture);
    model.set("photographer", use.credit.photographer);
    model.set("agencies", fmt::format("{}", fmt::join(use.credit.agencies, ", ")));
    model.set("licence", use.credit.licence);
    model.set("no_alt", use.alt.empty());
    model.set("focus_x", number(use.focus, &content::Focus::x));
    model.set("focus_y", number(use.focus, &content::Focus::y));
    model.set("added", visit.time(picture.added_at));
    model.set("imported", picture.added_by.empty());
    model.set("may_change", may_change(visit, picture));
    theme::List betrayed = betrayed_model(visit, picture);
    model.set("has_betrayed", !betrayed.empty());
    model.set("betrayed", std::move(betrayed));
    model.set("has_told", !told.empty());
    model.set("told", told_model(visit, told));
    theme::List places = places_model(visit, picture);
    model.set("is_shown", !places.empty());
    model.set("more_places", places.size() == most_places);
    model.set("places", std::move(places));
    model.set("saved", !visit.asked("saved").empty());
    model.set("known", !visit.asked("known").empty());
    if (problem != nullptr) model.set("wrong", visit.text(sentence_of(*problem)));
    return visit.page("picture", "A picture", std::move(model),
                      problem == nullptr ? 200 : status_of(problem->kind));
}

std::string_view title_of_telltale(std::string_view kind) {
    constexpr std::pair<std::string_view, std::string_view> titles[] = {
        {"place", "Place"},
        {"device", "Device"},
        {"serial", "Serial numbers"},
        {"person", "Names"},
        {"date", "Date and time"},
        {"software", "Software"},
        {"thumbnail", "A small copy inside, which may show what was cut off"},
        {"text", "Captions and remarks"},
        {"history", "History of its editing"}};
    for (const auto& [name, title] : titles)
        if (name == kind) return title;
    return "Other data";
}

}  // namespace kolokol::newsroom
