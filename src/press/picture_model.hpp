#pragma once
// A picture in its place: how wide it stands there decides what the browser may choose from.

#include <optional>
#include <string>

#include "content/article.hpp"
#include "press/feeds.hpp"
#include "press/sheet.hpp"

namespace kolokol::press {

/// Where in the theme's pages a picture stands (themes/default/assets/theme.css).
enum class Spot {
    front_lead,
    second,
    strip_first,
    strip,
    list_first,
    list,
    related,
    article_lead,
    figure,
    card,
    byline
};

/// What picture.html prints, and what caption.html prints beneath it; nothing where the shelf has
/// no such picture.
std::optional<theme::Record> picture_in(Sheet& sheet, const content::PictureUse& use, Spot spot);
void add_caption(theme::Record& picture, const content::PictureUse& use);

/// "Sergei Bobylev / POOL / TASS"; a Creative Commons licence is named, since it asks for that.
std::string printed_credit(const content::Credit& credit);
/// Where the terms of a licence stand; empty where its name says it to people only.
std::string licence_address(const std::string& licence);

/// The form that is shared and read outside the paper: JPEG, about 1280 wide, absolute address.
std::optional<FeedPicture> shared_picture(Sheet& sheet, const content::PictureUse& use);

}  // namespace kolokol::press
