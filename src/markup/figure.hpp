#pragma once
// A picture's title: "caption | photographer | agency, agency | licence". For this room's sources.

#include <optional>
#include <string>
#include <string_view>

#include "markup/document.hpp"

namespace kolokol::markup {

/// Fills the figure from the title; a fault where it has more than four parts.
std::optional<Fault> read_title(std::string_view title, int line, Figure& figure);
/// A picture is a file of the manuscript's own folder, never an address.
std::optional<Fault> check_picture(std::string_view picture, int line);

}  // namespace kolokol::markup
