#pragma once
// How values are written into each slot. What cannot stand in a slot is refused with half a
// sentence: "is …".

#include <optional>
#include <string>
#include <string_view>

#include "theme/slot.hpp"

namespace kolokol::theme {

/// & < > as references; characters that no HTML document may hold as U+FFFD.
void append_text(std::string& out, std::string_view text);
/// The same and ", inside of double quotes.
void append_attribute(std::string& out, std::string_view text);
/// JSON for a script element: no < is left, nor the line ends that only JavaScript knows.
void append_json(std::string& out, std::string_view json);
/// Everything but RFC 3986 unreserved characters as %XX.
void append_address_part(std::string& out, std::string_view text);
/// A whole address for `slot` (link, address, own_address).
std::optional<std::string> append_address(std::string& out, std::string_view address, Slot slot);
/// srcset: addresses with a width (320w) or a density (2x), separated by commas.
std::optional<std::string> append_picture_set(std::string& out, std::string_view set);

/// Whether every letter of the text is written against the direction of the page, so that it has to
/// be isolated from what stands beside it (Unicode Standard Annex 9).
bool runs_against(std::string_view text, bool page_runs_right_to_left);

}  // namespace kolokol::theme
