#pragma once
// Columns of library_picture, for the files of this room that read it.

#include <string_view>

#include "content/library.hpp"
#include "store/row.hpp"

namespace kolokol::content {

/// What read_library_picture() takes, in its order, of a table or alias named `p`.
constexpr std::string_view library_columns =
    "p.id, p.name, p.picture, p.width, p.height, p.caption, p.alt, p.photographer, p.agencies, "
    "p.licence, p.focus_x, p.focus_y, p.added_at, p.added_by, p.betrayed";
LibraryPicture read_library_picture(const store::Row& row);

}  // namespace kolokol::content
