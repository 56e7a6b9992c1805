#include "content/library_rows.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/text.hpp"
#include "content/article_rows.hpp"
#include "content/library_values.hpp"
#include "content/library_words.hpp"

namespace kolokol::content {
namespace {

using store::Query;
using store::Row;
using store::Value;

std::vector<std::string> parts_of(std::string_view text, char separator) {
    std::vector<std::string> parts;
    if (text.empty()) return parts;
    for (const std::string_view part : split(text, separator))
        parts.emplace_back(part);
    return parts;
}

std::optional<LibraryPicture> first(store::Transaction& tx, std::string_view query_name,
                                    const std::string& sql, std::string_view value) {
    return tx.first(Query{query_name, sql}, {value}, read_library_picture);
}

/// Nothing where the library does not know the picture.
std::optional<std::optional<Focus>> focus_of(store::Transaction& tx, std::string_view sha256) {
    constexpr Query find{"content.focus_of", R"sql(
        SELECT focus_x, focus_y FROM library_picture WHERE picture = $1)sql"};
    return tx.first(find, {sha256}, [](const Row& row) -> std::optional<Focus> {
        if (row.is_null(0)) return std::nullopt;
        return Focus{static_cast<int>(row.integer(0)), static_cast<int>(row.integer(1))};
    });
}

/// Articles that show `use` are printed with another focal point from now on. Leads are cut in
/// lists, and their row says how; in bodies only the pictures of cards are.
void move_focus(store::Transaction& tx, const PictureUse& use) {
    constexpr Query shown{"content.articles_with_picture", R"sql(
        SELECT DISTINCT a.id, a.lead FROM article_picture p JOIN article a ON a.id = p.article
        WHERE p.picture = $1 AND a.status <> 'withdrawn' ORDER BY a.id)sql"};
    constexpr Query set{"content.set_lead", "UPDATE article SET lead = $2 WHERE id = $1"};
    const auto found = tx.all(shown, {use.picture}, [](const Row& row) {
        return std::pair(std::string(row.text(0)), std::string(row.text(1)));
    });
    for (const auto& [article, json] : found) {
        auto lead = json.empty() ? PictureUse() : parse_picture(json);
        if (lead.picture == use.picture) {
            lead.focus = use.focus;
            tx.execute(set, {article, picture_json(lead)});
        }
        note_change(tx, "article", article);
    }
}

void write_words(store::Transaction& tx, const LibraryPicture& picture) {
    constexpr Query clear{"content.clear_library_words",
                          "DELETE FROM library_word WHERE library_picture = $1"};
    constexpr Query add{"content.add_library_word",
                        "INSERT INTO library_word (word, library_picture) VALUES ($1, $2)"};
    tx.execute(clear, {picture.id});
    std::vector<std::vector<Value>> rows;
    for (std::string& word : words_of(picture))
        rows.push_back({std::move(word), picture.id});
    tx.execute_many(add, rows);
}

/// What an article calls `name`, with its size; the empty name is its lead.
std::optional<PictureUse> shown_in(store::Transaction& tx, const ArticleId& article,
                                   std::string_view name) {
    constexpr Query find{"content.picture_shown_in", R"sql(
        SELECT picture, width, height FROM article_picture WHERE article = $1 AND name = $2)sql"};
    return tx.first(find, {article, name}, [](const Row& row) {
        PictureUse use;
        use.picture = row.text(0);
        use.width = static_cast<int>(row.integer(1));
        use.height = static_cast<int>(row.integer(2));
        return use;
    });
}

bool was(store::Transaction& tx, const LibraryPicture& picture, const std::string& sha256) {
    constexpr Query find{"content.library_was", R"sql(
        SELECT 1 FROM library_former WHERE library_picture = $1 AND picture = $2)sql"};
    return picture.use.picture == sha256 || tx.exists(find, {picture.id, sha256});
}

}  // namespace

LibraryPicture read_library_picture(const Row& row) {
    LibraryPicture picture;
    picture.id = LibraryPictureId(std::string(row.text(0)));
    picture.name = row.text(1);
    PictureUse& use = picture.use;
    use.picture = row.text(2);
    use.width = static_cast<int>(row.integer(3));
    use.height = static_cast<int>(row.integer(4));
    use.caption = row.text(5);
    use.alt = row.text(6);
    use.credit.photographer = row.text(7);
    use.credit.agencies = parts_of(row.text(8), '\n');
    use.credit.licence = row.text(9);
    if (!row.is_null(10))
        use.focus = Focus{static_cast<int>(row.integer(10)), static_cast<int>(row.integer(11))};
    picture.added_at = row.instant(12);
    picture.added_by = row.text(13);
    picture.betrayed = parts_of(row.text(14), ' ');
    return picture;
}

std::optional<LibraryPicture> find_in_library(store::Transaction& tx, std::string_view name) {
    static const std::string sql =
        fmt::format("SELECT {} FROM library_picture p WHERE p.name = $1", library_columns);
    return first(tx, "content.find_in_library", sql, name);
}

std::optional<LibraryPicture> find_by_picture(store::Transaction& tx, std::string_view sha256) {
    static const std::string sql =
        fmt::format("SELECT {} FROM library_picture p WHERE p.picture = $1", library_columns);
    return first(tx, "content.find_by_picture", sql, sha256);
}

std::optional<PictureUse> find_library_picture(store::Transaction& tx, std::string_view name) {
    auto found = find_in_library(tx, name);
    if (!found) return std::nullopt;
    return std::move(found->use);
}

std::optional<PictureUse> find_picture_of(store::Transaction& tx, const ArticleId& article,
                                          std::string_view name) {
    auto named = find_in_library(tx, name);
    auto shown = shown_in(tx, article, name);
    if (!shown || (named && was(tx, *named, shown->picture)))
        return named ? std::optional(std::move(named->use)) : std::nullopt;
    auto known = find_by_picture(tx, shown->picture);
    return known ? std::move(known->use) : std::move(shown);
}

std::string free_picture_name(store::Transaction& tx, std::string_view wanted,
                              std::string_view sha256) {
    constexpr Query taken{"content.picture_name_taken",
                          "SELECT 1 FROM library_picture WHERE name = $1"};
    if (!tx.exists(taken, {wanted})) return std::string(wanted);
    const std::size_t dot = wanted.rfind('.');
    std::string name;
    for (std::size_t digits = 6; digits <= sha256.size(); digits += 6) {
        name = fmt::format("{}-{}{}", wanted.substr(0, dot), sha256.substr(0, digits),
                           wanted.substr(dot));
        if (!tx.exists(taken, {name})) break;
    }
    return name;
}

PictureUse with_focus(store::Transaction& tx, PictureUse use) {
    if (const auto known = focus_of(tx, use.picture)) use.focus = *known;
    return use;
}

void save_library_picture(store::Transaction& tx, const LibraryPicture& picture) {
    constexpr Query save{"content.save_library_picture", R"sql(
        INSERT INTO library_picture (id, name, picture, width, height, caption, alt, photographer,
                                     agencies, licence, focus_x, focus_y, added_at, added_by,
                                     betrayed, wanting)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
        ON CONFLICT (id) DO UPDATE SET
            caption = excluded.caption, alt = excluded.alt, photographer = excluded.photographer,
            agencies = excluded.agencies, licence = excluded.licence, focus_x = excluded.focus_x,
            focus_y = excluded.focus_y, added_by = excluded.added_by,
            wanting = excluded.wanting)sql"};
    const PictureUse& use = picture.use;
    const auto focus_before = focus_of(tx, use.picture);
    tx.execute(
        save,
        {picture.id, picture.name, use.picture, use.width, use.height, use.caption, use.alt,
         use.credit.photographer, fmt::format("{}", fmt::join(use.credit.agencies, "\n")),
         use.credit.licence, use.focus ? Value(use.focus->x) : Value(),
         use.focus ? Value(use.focus->y) : Value(), picture.added_at,
         picture.added_by.empty() ? Value() : Value(picture.added_by),
         fmt::format("{}", fmt::join(picture.betrayed, " ")), lacks_credit(use.credit) ? 1 : 0});
    write_words(tx, picture);
    if (focus_before && *focus_before != use.focus) move_focus(tx, use);
}

Outcome replace_in_library(store::Transaction& tx, const LibraryPicture& picture,
                           const PictureUse& by, Instant now) {
    constexpr Query forget{
        "content.forget_former_picture",
        "DELETE FROM library_former WHERE picture = $1 AND library_picture = $2"};
    constexpr Query keep{"content.keep_former_picture", R"sql(
        INSERT INTO library_former (picture, library_picture, replaced_at) VALUES ($1, $2, $3)
        ON CONFLICT (picture, library_picture) DO UPDATE SET replaced_at = excluded.replaced_at)sql"};
    constexpr Query point{"content.replace_in_library", R"sql(
        UPDATE library_picture SET picture = $2, width = $3, height = $4, focus_x = NULL,
                                   focus_y = NULL
        WHERE id = $1)sql"};
    if (const auto known = find_by_picture(tx, by.picture))
        return refuse(Kind::conflict, "library.known",
                      fmt::format("that picture is in the library as '{}'", known->name));
    if (picture.use.focus) {
        // the library forgets it with the picture, and old pages are to be printed as from nothing
        PictureUse former = picture.use;
        former.focus.reset();
        move_focus(tx, former);
    }
    tx.execute(forget, {by.picture, picture.id});
    tx.execute(keep, {picture.use.picture, picture.id, now});
    tx.execute(point, {picture.id, by.picture, by.width, by.height});
    return done();
}

}  // namespace kolokol::content
