#pragma once
// Reads a gettext catalogue (.po): the part of the format that translators' programs write for a
// text with one translation for each plural form. Contexts (msgctxt) are not used by this program.

#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "theme/line_fault.hpp"

namespace kolokol::theme {

struct PoEntry {
    int line = 1;
    std::string english;
    std::string plural = {};
    /// One for each form; one alone where the text has no plural. Empty ones are not translated.
    std::vector<std::string> translations = {};
    bool fuzzy = false;
};

/// Entries in order, the header (the one whose English is empty) among them; those that are
/// commented out (#~) are not. Refuses what is not UTF-8, an entry that stands twice, and whatever
/// it does not know.
tl::expected<std::vector<PoEntry>, LineFault> read_po(std::string_view text);

}  // namespace kolokol::theme
