#pragma once
// An article in few words: on the front page, in lists, beneath another article.

#include "content/article.hpp"
#include "press/picture_model.hpp"
#include "press/sheet.hpp"

namespace kolokol::press {

struct TeaserLook {
    std::optional<Spot> picture;
    bool kicker = false;  // its section, with the way there
    bool standfirst = true;
    bool day = true;
    bool names = false;  // bylines; pieces in which somebody speaks have them anyway
};

theme::Value teaser(Sheet& sheet, const content::Summary& article, const TeaserLook& look);

/// {kind, text}, or no for plain news.
theme::Value kind_label(const Sheet& sheet, content::ArticleKind kind);

}  // namespace kolokol::press
