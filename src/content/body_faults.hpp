#pragma once
// What is wrong in the body of a manuscript. For the files of this room.

#include "content/front_matter.hpp"
#include "markup/document.hpp"

namespace kolokol::content {

/// `before`: the lines of the file in front of the body.
void add_body_faults(const markup::Parsed& parsed, int before, Faults& faults);

/// The links of a biography that would be lost. `line`: of the file, where the text begins.
void add_lost_links(std::string_view biography, int line, Faults& faults);

}  // namespace kolokol::content
