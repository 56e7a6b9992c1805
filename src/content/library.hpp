#pragma once
// The newsroom's pictures, each under a name of its own. Values and rules; rows are in
// library_rows.hpp, the files themselves on media::Shelf.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "base/result.hpp"
#include "content/article.hpp"

namespace kolokol::content {

using LibraryPictureId = Id<struct LibraryPictureTag>;

struct LibraryPicture {
    LibraryPictureId id;
    std::string name;  // "kremlin.jpg"
    /// The picture, and what a new article that shows it begins with.
    PictureUse use;
    Instant added_at;
    /// The account that added it, or wrote about it first; empty: it came with an article that was
    /// imported, and nobody in the newsroom has touched it.
    std::string added_by;
    /// Kinds of what the file told before it was cleaned ("place", "device"…), never what it told.
    std::vector<std::string> betrayed;
    bool operator==(const LibraryPicture&) const = default;
};

/// What people may write about a picture, in bytes.
constexpr std::size_t picture_text_limit = 1000;  // caption, alternative text
constexpr std::size_t picture_name_limit = 200;   // photographer, each agency, licence
constexpr std::size_t picture_agencies = 12;

/// A name made of a file's: "C:\\Фото\\Кремль 2.JPG" gives "kreml-2.jpg". Whatever comes in, out
/// comes [a-z0-9-]{1,80} and ".jpg" or ".png".
std::string picture_name(std::string_view file_name);
/// Whether picture_name() could have made it.
bool is_picture_name(std::string_view text);

/// Without photographer and agency, or without licence: not to be printed.
bool lacks_credit(const Credit& credit);
/// Refuses with a sentence: "library.no_credit", "library.no_licence", "library.no_alt".
Outcome check_for_print(std::string_view name, const PictureUse& use);

/// Texts as they came from a form, made one line each and trimmed. Refuses "library.text_too_long",
/// "library.not_text".
struct PictureTexts {
    std::string caption;
    std::string alt;
    std::string photographer;
    std::string agencies;  // commas between
    std::string licence;
};
Outcome set_texts(PictureUse& use, const PictureTexts& texts);

}  // namespace kolokol::content
