#include "newsroom/article_model.hpp"

#include "manuscripts/lock.hpp"
#include "newsroom/article_form.hpp"

namespace kolokol::newsroom {
namespace {

using content::Status;
using manuscripts::Manuscript;
using manuscripts::Stage;

std::string_view words_of(Stage stage) {
    switch (stage) {
        case Stage::draft:
            return "Draft";
        case Stage::ready:
            return "Ready for the desk";
        case Stage::editing:
            return "In edit";
        case Stage::settled:
            return "";
    }
    return {};
}

std::string_view words_of(Status status) {
    switch (status) {
        case Status::draft:
            return "Not published";
        case Status::scheduled:
            return "Scheduled";
        case Status::published:
            return "Published";
        case Status::withdrawn:
            return "Withdrawn";
    }
    return {};
}

std::string translated(const Visit& visit, std::string_view english) {
    return english.empty() ? std::string() : visit.text(english);
}

std::string direction(std::string_view tag) {
    const auto language = Language::parse(tag);
    return language && language->right_to_left() ? "rtl" : "ltr";
}

}  // namespace

std::string pseudonym_of(const Visit& visit, const std::optional<staff::AccountId>& account) {
    const auto found = account ? staff::find_account(visit.tx(), *account) : std::nullopt;
    return found ? found->pseudonym : std::string();
}

theme::Record state_model(const Visit& visit, const Manuscript& manuscript) {
    const auto standing = content::standing_of(visit.tx(), manuscript.id);
    const Instant now = visit.now();
    theme::Record model{{"stage", translated(visit, words_of(manuscript.stage))},
                        {"stage_name", manuscripts::to_string(manuscript.stage)},
                        {"assigned", pseudonym_of(visit, manuscript.assigned)},
                        {"writer", pseudonym_of(visit, manuscript.writer)}};
    if (!standing) return model;
    model.set("status", visit.text(words_of(standing->status)));
    model.set("status_name", content::to_string(standing->status));
    model.set("address", standing->address);
    model.set("href", visit.desk().writing.publication()->origin + standing->address);
    const bool public_now = standing->status == Status::published;
    model.set("public", public_now);
    model.set("changed",
              public_now && manuscript.printed && manuscript.newest > *manuscript.printed);
    if (standing->published) model.set("published", visit.time(*standing->published));
    const bool waits = standing->status == Status::scheduled && standing->published > now;
    model.set("waits", waits);
    const auto edition = visit.desk().writing.edition();
    const auto& printed = manuscript.printed_at;
    const bool pressed = public_now && (!printed || (edition && *edition >= *printed));
    model.set("on_site", pressed);
    model.set("pressing", printed && !pressed && !waits && standing->status != Status::withdrawn);
    return model;
}

theme::Record lock_model(const Visit& visit, const manuscripts::Lock& lock) {
    const auto holding = manuscripts::holding(lock, visit.account().id, visit.now());
    theme::Record model{{"mine", holding == manuscripts::Holding::mine},
                        {"other", holding == manuscripts::Holding::other},
                        {"free", holding == manuscripts::Holding::free},
                        {"i_asked", lock.asked_by == visit.account().id}};
    if (lock.holder) {
        model.set("name", pseudonym_of(visit, lock.holder));
        model.set("since", visit.time(lock.since));
    }
    if (lock.asked_by && lock.asked_by != visit.account().id)
        model.set("asks", pseudonym_of(visit, lock.asked_by));
    return model;
}

theme::Record row_model(const Visit& visit, const Manuscript& manuscript) {
    return {{"href", path_of(manuscript.id)},
            {"headline", manuscript.headline},
            {"lang", manuscript.language},
            {"dir", direction(manuscript.language)},
            {"section", manuscript.section},
            {"state", state_model(visit, manuscript)},
            {"lock", lock_model(visit, manuscript.lock)},
            {"changed_at", visit.time(manuscript.changed_at)}};
}

theme::Record row_model(const Visit& visit, const content::Summary& summary, Status status) {
    return {{"href", path_of(summary.id)},
            {"headline", summary.headline},
            {"lang", summary.language.tag()},
            {"dir", direction(summary.language.tag())},
            {"section", summary.section},
            {"state", theme::Record{{"status", visit.text(words_of(status))}}},
            {"changed_at", visit.time(summary.published)}};
}

}  // namespace kolokol::newsroom
