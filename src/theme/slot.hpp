#pragma once
// The places of a page that a template may fill, and what each takes.

#include <optional>
#include <string_view>

namespace kolokol::theme {

enum class Slot {
    text,          // between elements: texts, numbers, SafeHtml
    plain_text,    // where an element cannot stand: title, option, svg
    attribute,     // a quoted attribute without a meaning of its own
    link,          // a whole address that a reader follows: http, https, mailto, relative
    address,       // a whole address that is fetched or sent to: http, https, relative
    own_address,   // of this paper only, since it is run or framed: relative
    address_part,  // behind the beginning of an address: percent-encoded
    picture_set,   // srcset
    json           // the content of a script of type application/ld+json
};

/// What an attribute of an element takes (lower case, both), or nothing where none may be put in.
std::optional<Slot> slot_of_attribute(std::string_view element, std::string_view attribute);
/// Whether the attribute holds an address, also one that templates may not fill.
bool holds_address(std::string_view attribute);

}  // namespace kolokol::theme
