#pragma once
// What a manuscript says, as it is set in type (markup/typography.hpp), unless the publication
// keeps marks as they are typed. Every page shows the same words in the same way.

#include <string>
#include <string_view>

#include "content/article.hpp"
#include "markup/document.hpp"
#include "press/sheet.hpp"

namespace kolokol::press {

std::string set_in_type(const Desk& desk, std::string_view text, const Language& language);
/// In the page's language.
std::string set_in_type(const Sheet& sheet, std::string_view text);
void set_in_type(const Sheet& sheet, markup::Document& document);
SafeHtml set_in_type(const Sheet& sheet, const SafeHtml& html);
/// Headline, standfirst, the caption of its lead picture, corrections; not its body.
void set_in_type(const Sheet& sheet, content::Article& article);

}  // namespace kolokol::press
