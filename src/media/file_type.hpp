#pragma once
// What a file is by its first bytes; its name tells nothing. For this room's sources.

#include <string_view>

#include "base/bytes.hpp"

namespace kolokol::media {

enum class FileType { jpeg, png, webp, tiff, gif, other };

FileType file_type(BytesView file);
/// For a sentence: "an SVG drawing", "a web page", "a file of no kind that is known here".
std::string_view describe(BytesView file);

}  // namespace kolokol::media
