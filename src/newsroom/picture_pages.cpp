#include <charconv>

#include <nlohmann/json.hpp>

#include "newsroom/pages.hpp"
#include "newsroom/picture_model.hpp"

namespace kolokol::newsroom {
namespace {

constexpr std::size_t cards_on_a_page = 24;
constexpr std::size_t longest_question = 200;

const Problem unknown{Kind::not_found, "library.unknown", {}};

std::optional<content::LibraryPicture> asked_for(const Visit& visit) {
    const std::string_view name = visit.part(1);
    if (!content::is_picture_name(name)) return std::nullopt;
    return content::find_in_library(visit.tx(), name);
}

/// LibraryPage::next, or nothing where it is no id.
std::string cursor(const std::string& text) {
    constexpr std::string_view letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    const bool is_id = text.size() == 26 && text.find_first_not_of(letters) == text.npos;
    return is_id ? text : std::string();
}

content::LibraryQuestion question_of(const Visit& visit) {
    content::LibraryQuestion question;
    question.words = visit.asked("q").substr(0, longest_question);
    question.wanting = !visit.asked("wanting").empty();
    question.before = cursor(visit.asked("before"));
    question.limit = cards_on_a_page;
    return question;
}

http::Response list_for_a_program(const content::LibraryPage& page) {
    nlohmann::ordered_json list{{"pictures", nlohmann::json::array()}, {"next", page.next}};
    for (const content::LibraryPicture& picture : page.pictures)
        list["pictures"].push_back(picture_facts(picture));
    return Visit::json(200, list.dump());
}

/// An empty text is no point; nothing where it is no number of hundredths.
std::optional<std::optional<int>> hundredths(const std::string& text) {
    if (text.empty()) return std::optional<int>();
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || number < 0 || number > 100)
        return std::nullopt;
    return number;
}

Outcome set_focus(const Visit& visit, content::PictureUse& use) {
    const auto x = hundredths(visit.sent("focus_x"));
    const auto y = hundredths(visit.sent("focus_y"));
    if (!x || !y || x->has_value() != y->has_value())
        return refuse(Kind::invalid, "library.wrong_focus");
    use.focus.reset();
    if (*x) use.focus = content::Focus{**x, **y};
    return done();
}

Outcome set_all(const Visit& visit, content::PictureUse& use) {
    if (const auto set = content::set_texts(
            use, {visit.sent("caption"), visit.sent("alt"), visit.sent("photographer"),
                  visit.sent("agencies"), visit.sent("licence")});
        !set)
        return set;
    return set_focus(visit, use);
}

}  // namespace

http::Response show_pictures(Visit& visit) {
    const content::LibraryQuestion question = question_of(visit);
    const content::LibraryPage found = content::search_library(visit.tx(), question);
    if (visit.wants_json()) return list_for_a_program(found);
    theme::List cards;
    for (const content::LibraryPicture& picture : found.pictures)
        cards.emplace_back(card_model(picture));
    return visit.page("pictures", "Pictures",
                      {{"q", question.words},
                       {"wanting", question.wanting},
                       {"is_search", !question.words.empty() || question.wanting},
                       {"later_page", !question.before.empty()},
                       {"is_empty", cards.empty()},
                       {"pictures", std::move(cards)},
                       {"next", found.next}});
}

http::Response show_picture(Visit& visit) {
    const auto picture = asked_for(visit);
    if (!picture) return visit.refused(unknown);
    if (visit.wants_json()) return Visit::json(200, picture_facts(*picture).dump());
    return picture_page(visit, *picture, {}, nullptr);
}

http::Response describe_picture(Visit& visit) {
    auto picture = asked_for(visit);
    if (!picture) return visit.refused(unknown);
    if (!may_change(visit, *picture))
        return visit.refused({Kind::forbidden, "staff.not_allowed", {}});
    const auto focus_before = picture->use.focus;
    if (const auto set = set_all(visit, picture->use); !set)
        return picture_page(visit, *picture, {}, &set.error());
    if (picture->added_by.empty()) picture->added_by = visit.account().id.text();
    content::save_library_picture(visit.tx(), *picture);
    visit.record("picture.described", picture->id.text());
    std::string page = "/newsroom/pictures/" + picture->name + "?saved=1";
    // it is cut elsewhere on pages that readers have
    return picture->use.focus == focus_before ? Visit::see(std::move(page))
                                              : visit.see_pressed(std::move(page));
}

http::Response remove_picture(Visit& visit) {
    const auto picture = asked_for(visit);
    if (!picture) return visit.refused(unknown);
    if (!may_change(visit, *picture))
        return visit.refused({Kind::forbidden, "staff.not_allowed", {}});
    if (const auto removed = content::remove_from_library(visit.tx(), *picture); !removed)
        return picture_page(visit, *picture, {}, &removed.error());
    visit.record("picture.removed", picture->id.text());
    return Visit::see("/newsroom/pictures");
}

}  // namespace kolokol::newsroom
