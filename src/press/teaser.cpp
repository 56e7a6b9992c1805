#include "press/teaser.hpp"

#include "content/listing.hpp"
#include "press/compositor.hpp"

namespace kolokol::press {

namespace {

std::string_view kind_name(content::ArticleKind kind) {
    switch (kind) {
        case content::ArticleKind::news:
            return {};
        case content::ArticleKind::analysis:
            return "Analysis";
        case content::ArticleKind::opinion:
            return "Opinion";
        case content::ArticleKind::interview:
            return "Interview";
        case content::ArticleKind::partner:
            return "Partner content";
    }
    return {};
}

bool speaks_for_somebody(content::ArticleKind kind) {
    return kind == content::ArticleKind::opinion || kind == content::ArticleKind::analysis ||
           kind == content::ArticleKind::interview;
}

std::string names_of(const Sheet& sheet, const content::Summary& article) {
    std::vector<std::string> names;
    for (auto& byline : content::bylines_of(sheet.tx(), article))
        if (!byline.withdrawn) names.push_back(std::move(byline.name));
    return names.empty() ? std::string() : sheet.tongue().formats().listed(names);
}

}  // namespace

theme::Value kind_label(const Sheet& sheet, content::ArticleKind kind) {
    const auto name = kind_name(kind);
    if (name.empty()) return false;
    theme::Record label;
    label.set("kind", content::to_string(kind));
    label.set("text", sheet.text(name));
    return label;
}

theme::Value teaser(Sheet& sheet, const content::Summary& article, const TeaserLook& look) {
    theme::Record model;
    model.set("href", sheet.to(article.address));
    model.set("headline", set_in_type(sheet, article.headline));
    // Every name is set, also to nothing: a template looks outwards for those that are not.
    model.set("label", kind_label(sheet, article.kind));
    if (look.kicker) {
        theme::Record kicker;
        kicker.set("href", sheet.to(sheet.at(PageKind::section, article.section)));
        kicker.set("text", sheet.desk().almanac().section_name(sheet.tx(), article.section,
                                                               sheet.language()));
        model.set("kicker", std::move(kicker));
    } else {
        model.set("kicker", false);
    }
    model.set("standfirst",
              look.standfirst ? set_in_type(sheet, article.standfirst) : std::string());
    auto picture = look.picture && article.lead ? picture_in(sheet, *article.lead, *look.picture)
                                                : std::nullopt;
    model.set("picture", picture ? theme::Value(std::move(*picture)) : theme::Value(false));
    auto names =
        look.names || speaks_for_somebody(article.kind) ? names_of(sheet, article) : std::string();
    model.set("has_foot", look.day || !names.empty());
    model.set("byline_line", std::move(names));
    model.set("time",
              look.day ? theme::Value(day_of(sheet, article.published)) : theme::Value(false));
    return model;
}

}  // namespace kolokol::press
