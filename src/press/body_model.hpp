#pragma once
// An article's body: in the theme's blocks on a page, as plain HTML for feed readers.

#include <string>
#include <utility>
#include <vector>

#include "content/article.hpp"
#include "markup/document.hpp"
#include "press/sheet.hpp"

namespace kolokol::press {

/// By the name that the body uses.
using NamedPictures = std::vector<std::pair<std::string, content::PictureUse>>;

/// What body.html prints.
theme::List body_blocks(Sheet& sheet, const markup::Document& document,
                        const NamedPictures& pictures);

/// Safe HTML with absolute addresses and without classes: what is left of the blocks where no style
/// sheet is.
std::string feed_html(Sheet& sheet, const markup::Document& document,
                      const NamedPictures& pictures);
/// A figure for the same place.
std::string feed_figure(Sheet& sheet, const content::PictureUse& use);

}  // namespace kolokol::press
