#pragma once
// What several kinds of page say in the same words.

#include <string>
#include <string_view>
#include <vector>

#include "content/article.hpp"
#include "press/linked_data.hpp"
#include "press/sheet.hpp"

namespace kolokol::press {

LinkedPaper paper_data(const Sheet& sheet);

/// Absolute. Agency copy that names its original leads there, since search engines want one.
std::string canonical_of(const Sheet& sheet, const content::Article& article);

/// One published article for each other language that the paper prints, in the paper's order.
std::vector<content::Summary> translations_in_print(const Sheet& sheet,
                                                    const content::Article& article);

/// The heading of the slot and the name of its frame.
std::string slot_title(const Sheet& sheet);

/// The first 200 characters or so, cut at a word.
std::string beginning(std::string_view text);

}  // namespace kolokol::press
