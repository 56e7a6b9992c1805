#pragma once
// The picture library in the database: SQL and nothing else. All throw store::Failure when the
// database does not answer.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "content/library.hpp"
#include "store/transaction.hpp"

namespace kolokol::content {

std::optional<LibraryPicture> find_in_library(store::Transaction& tx, std::string_view name);
/// The one that shows these bytes now.
std::optional<LibraryPicture> find_by_picture(store::Transaction& tx, std::string_view sha256);

/// What a name stands for now, with its size, credit and texts; for printing a text of the
/// newsroom. Whether it may be printed: check_for_print().
std::optional<PictureUse> find_library_picture(store::Transaction& tx, std::string_view name);
/// What `name` means in the body of this article: the library's picture of that name, or, where
/// the article came from elsewhere and called another picture so, that one with its credit.
std::optional<PictureUse> find_picture_of(store::Transaction& tx, const ArticleId& article,
                                          std::string_view name);

/// With the focal point that the library knows of its picture, if it knows one.
PictureUse with_focus(store::Transaction& tx, PictureUse use);

/// `wanted`, or with a part of the digest in it where the name is taken.
std::string free_picture_name(store::Transaction& tx, std::string_view wanted,
                              std::string_view sha256);
/// Writes a new one, or a known one's texts and focal point. Articles that show it follow its
/// focal point, and the press is told of them.
void save_library_picture(store::Transaction& tx, const LibraryPicture& picture);
/// From now on its name means these bytes. Pages that show the former ones go on to, until their
/// article is printed with this name again. Refuses "library.known" where they have a name already.
Outcome replace_in_library(store::Transaction& tx, const LibraryPicture& picture,
                           const PictureUse& by, Instant now);
/// Refuses "library.in_use". What only withdrawn articles showed may go.
Outcome remove_from_library(store::Transaction& tx, const LibraryPicture& picture);

/// Where a picture is shown, or what was there before it was replaced.
struct LibraryPlace {
    ArticleId article;
    std::string headline;
    std::string address;  // empty: a draft without a day
    Status status = Status::draft;
    bool former = false;
    bool operator==(const LibraryPlace&) const = default;
};
/// Newest articles first, at most `limit`.
std::vector<LibraryPlace> library_places(store::Transaction& tx, const LibraryPicture& picture,
                                         int limit);

struct LibraryQuestion {
    /// Pictures that have all of these words; the last one may be the beginning of a word. Empty:
    /// all pictures.
    std::string words;
    bool wanting = false;  // only those without credit or licence
    std::string before;    // LibraryPage::next of the page before; empty: the newest
    std::size_t limit = 24;
};
struct LibraryPage {
    std::vector<LibraryPicture> pictures;  // newest first
    /// Where older ones begin; empty: there are none. A page that is not full may have one, where
    /// looking further would have taken too long.
    std::string next;
};
LibraryPage search_library(store::Transaction& tx, const LibraryQuestion& question);

/// A picture of an article that came from elsewhere, as its body names it.
struct ImportedPicture {
    std::string name;
    PictureUse use;
};
/// Adds those that are not there, in the order of their articles' days (`at`); a credit or text
/// that is missing there is filled in.
void add_imported(store::Transaction& tx, std::span<const ImportedPicture> pictures, Instant at,
                  Instant now);
/// Whether articles that were there before the library have pictures it was not told of.
bool library_has_gaps(store::Transaction& tx);
/// Adds the pictures of up to `limit` of them.
void fill_library(store::Transaction& tx, std::size_t limit, Instant now);
/// Imported ones that no article shows any more (a withdrawn one does not count), and that nobody
/// in the newsroom has touched: so that they leave the disk with the article.
void drop_unshown_imports(store::Transaction& tx);

}  // namespace kolokol::content
