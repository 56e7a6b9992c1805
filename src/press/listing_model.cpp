#include "press/listing_model.hpp"

#include <fmt/format.h>

namespace kolokol::press {

namespace {

theme::Record group(std::string id, std::string title, bool untitled, theme::List teasers) {
    theme::Record made;
    made.set("id", std::move(id));
    made.set("title", std::move(title));
    made.set("untitled", untitled);
    made.set("teasers", std::move(teasers));
    return made;
}

/// `id_of` says to which group an instant belongs, `title_of` what that is called.
template <class IdOf, class TitleOf>
theme::List grouped(Sheet& sheet, const std::vector<content::Summary>& articles,
                    const TeaserLook& look, IdOf id_of, TitleOf title_of) {
    theme::List groups;
    for (std::size_t i = 0; i < articles.size();) {
        const auto first = articles[i].published;
        const auto id = id_of(first);
        theme::List teasers;
        for (; i < articles.size() && id_of(articles[i].published) == id; ++i)
            teasers.emplace_back(teaser(sheet, articles[i], look));
        groups.emplace_back(group(id, title_of(first), false, std::move(teasers)));
    }
    return groups;
}

}  // namespace

std::string_view type_name(content::TopicType type) {
    switch (type) {
        case content::TopicType::person:
            return "Person";
        case content::TopicType::place:
            return "Place";
        case content::TopicType::organisation:
            return "Organisation";
        case content::TopicType::event:
            return "Event";
    }
    return {};
}

theme::List one_group(Sheet& sheet, const std::vector<content::Summary>& articles,
                      const TeaserLook& first, const TeaserLook& others) {
    theme::List groups;
    if (articles.empty()) return groups;
    theme::List teasers;
    for (std::size_t i = 0; i < articles.size(); ++i)
        teasers.emplace_back(teaser(sheet, articles[i], i == 0 ? first : others));
    groups.emplace_back(group("newest", sheet.text("Newest"), true, std::move(teasers)));
    return groups;
}

theme::List groups_by_month(Sheet& sheet, const std::vector<content::Summary>& articles,
                            const TeaserLook& look) {
    const auto& formats = sheet.tongue().formats();
    const auto local = [&](Instant at) { return formats.zone().local(at); };
    return grouped(
        sheet, articles, look,
        [&](Instant at) {
            const auto wall = local(at);
            return fmt::format("m{:04}-{:02}", wall.year, wall.month);
        },
        [&](Instant at) {
            const auto wall = local(at);
            return formats.month(wall.year, wall.month);
        });
}

theme::List groups_by_day(Sheet& sheet, const std::vector<content::Summary>& articles,
                          const TeaserLook& look) {
    const auto& zone = sheet.tongue().formats().zone();
    return grouped(
        sheet, articles, look,
        [&](Instant at) {
            const auto wall = zone.local(at);
            return fmt::format("d{:04}-{:02}-{:02}", wall.year, wall.month, wall.day);
        },
        [&](Instant at) { return sheet.tongue().day(at); });
}

}  // namespace kolokol::press
