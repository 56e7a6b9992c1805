// Where pictures of the library are shown, and which of them may go: the rest of library_rows.hpp.
#include <algorithm>

#include <fmt/format.h>

#include "content/library_rows.hpp"

namespace kolokol::content {
namespace {

using store::Query;
using store::Row;

/// Portraits are few, and stand in a column of JSON.
bool shown_by_a_byline(store::Transaction& tx, std::string_view sha256) {
    constexpr Query portraits{"content.portraits",
                              "SELECT picture FROM byline WHERE picture IS NOT NULL"};
    bool found = false;
    tx.each(portraits, {},
            [&](const Row& row) { found |= parse_picture(row.text(0)).picture == sha256; });
    return found;
}

}  // namespace

std::vector<LibraryPlace> library_places(store::Transaction& tx, const LibraryPicture& picture,
                                         int limit) {
    constexpr Query find{"content.library_places", R"sql(
        SELECT a.id, a.headline, a.address, a.status, MAX(s.former)
        FROM (SELECT CAST($1 AS TEXT) AS picture, 0 AS former
              UNION ALL SELECT picture, 1 FROM library_former WHERE library_picture = $2) s
        JOIN article_picture p ON p.picture = s.picture
        JOIN article a ON a.id = p.article
        GROUP BY a.id, a.headline, a.address, a.status
        ORDER BY a.id DESC LIMIT $3)sql"};
    return tx.all(find, {picture.use.picture, picture.id, limit}, [](const Row& row) {
        LibraryPlace place;
        place.article = ArticleId(std::string(row.text(0)));
        place.headline = row.text(1);
        place.address = row.text(2);
        place.status = parse_status(row.text(3)).value();
        place.former = row.boolean(4);
        return place;
    });
}

Outcome remove_from_library(store::Transaction& tx, const LibraryPicture& picture) {
    constexpr Query shown{"content.library_picture_shown", R"sql(
        SELECT 1 FROM article_picture p JOIN article a ON a.id = p.article
        WHERE a.status <> 'withdrawn'
          AND (p.picture = $1
               OR p.picture IN (SELECT picture FROM library_former WHERE library_picture = $2)))sql"};
    constexpr Query remove{"content.remove_from_library",
                           "DELETE FROM library_picture WHERE id = $1"};
    if (tx.exists(shown, {picture.use.picture, picture.id}) ||
        shown_by_a_byline(tx, picture.use.picture))
        return refuse(Kind::conflict, "library.in_use",
                      fmt::format("'{}' is shown: take it out of there first", picture.name));
    tx.execute(remove, {picture.id});
    return done();
}

void drop_unshown_imports(store::Transaction& tx) {
    constexpr Query drop{"content.drop_unshown_imports", R"sql(
        DELETE FROM library_picture
        WHERE added_by IS NULL
          AND NOT EXISTS (SELECT 1 FROM article_picture p JOIN article a ON a.id = p.article
                          WHERE p.picture = library_picture.picture
                            AND a.status <> 'withdrawn'))sql"};
    tx.execute(drop);
}

}  // namespace kolokol::content
