#pragma once
// A picture as front matter names it. For the files of this room.

#include "content/front_fields.hpp"

namespace kolokol::content {

PictureNamed read_picture(const Fields& fields);

}  // namespace kolokol::content
