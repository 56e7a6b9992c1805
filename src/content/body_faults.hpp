#pragma once
// What is wrong in the body of a manuscript. For the files of this room.

#include "content/front_matter.hpp"
#include "markup/document.hpp"

namespace kolokol::content {

/// `before`: the lines of the file in front of the body.
void add_body_faults(const markup::Parsed& parsed, int before, Faults& faults);

}  // namespace kolokol::content
