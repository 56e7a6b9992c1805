#pragma once
// A text of the interface cut at its {arguments}: "{count} articles for “{query}”".

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kolokol::theme {

struct PhrasePart {
    bool argument = false;
    std::string_view text;  // literal text, or an argument's name; a view into the text
};

/// A { that no name and } follow is text. Names: letters, digits, _.
std::vector<PhrasePart> cut_phrase(std::string_view text);
/// An argument that `text` names and `allowed` does not.
std::optional<std::string> foreign_argument(std::string_view text, std::string_view allowed);

}  // namespace kolokol::theme
