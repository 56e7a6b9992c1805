// Pictures that articles from elsewhere brought along: the rest of library_rows.hpp.
#include <algorithm>

#include "content/article_rows.hpp"
#include "content/library_rows.hpp"
#include "markup/document.hpp"

namespace kolokol::content {
namespace {

using store::Query;
using store::Row;

/// What the newsroom wrote stays; what is missing is taken from the import.
bool fill_in(PictureUse& known, const PictureUse& imported) {
    const PictureUse before = known;
    const auto fill = [](auto& text, const auto& from) {
        if (text.empty()) text = from;
    };
    fill(known.caption, imported.caption);
    fill(known.alt, imported.alt);
    fill(known.credit.licence, imported.credit.licence);
    if (known.credit.empty()) {
        known.credit.photographer = imported.credit.photographer;
        known.credit.agencies = imported.credit.agencies;
    }
    return !(known == before);
}

/// Texts of manuscripts are within the library's limits, or nearly.
PictureUse within_limits(PictureUse use) {
    const PictureUse& was = use;
    std::string agencies;
    for (std::size_t at = 0; at < was.credit.agencies.size() && at < picture_agencies; ++at)
        agencies += (at == 0 ? "" : ", ") + was.credit.agencies[at];
    PictureUse kept = use;
    const auto set = set_texts(
        kept, {was.caption, was.alt, was.credit.photographer, agencies, was.credit.licence});
    if (set) return kept;
    use.caption.clear();
    use.alt.clear();
    use.credit = {};
    return use;
}

void add_one(store::Transaction& tx, const ImportedPicture& imported, Instant at, Instant now) {
    const PictureUse use = within_limits(imported.use);
    if (auto known = find_by_picture(tx, use.picture)) {
        if (fill_in(known->use, use)) save_library_picture(tx, *known);
        return;
    }
    LibraryPicture added;
    added.id = LibraryPictureId::make(std::clamp(at, Instant{}, now));
    added.name = free_picture_name(tx, picture_name(imported.name), use.picture);
    added.use = use;
    added.added_at = now;
    save_library_picture(tx, added);
}

/// As its body tells them; of the lead there is no name any more.
std::vector<ImportedPicture> pictures_of(const Article& article) {
    std::vector<ImportedPicture> pictures;
    if (article.summary.lead) pictures.push_back({article.slug + ".jpg", *article.summary.lead});
    const auto parsed = markup::parse(article.markdown);
    for (const auto& block : parsed.document.blocks)
        for (const markup::Figure& figure : block.figure) {
            const auto shown =
                std::find_if(article.pictures.begin(), article.pictures.end(),
                             [&](const auto& one) { return one.first == figure.picture; });
            if (shown == article.pictures.end()) continue;
            PictureUse use = shown->second;
            use.caption = figure.caption;
            use.credit = {figure.photographer, figure.agencies, figure.licence};
            use.alt = figure.alt;
            pictures.push_back({figure.picture, std::move(use)});
        }
    return pictures;
}

}  // namespace

void add_imported(store::Transaction& tx, std::span<const ImportedPicture> pictures, Instant at,
                  Instant now) {
    for (const ImportedPicture& one : pictures)
        add_one(tx, one, at, now);
}

bool library_has_gaps(store::Transaction& tx) {
    constexpr Query any{"content.any_library_gap", "SELECT 1 FROM library_gap LIMIT 1"};
    return tx.exists(any);
}

void fill_library(store::Transaction& tx, std::size_t limit, Instant now) {
    constexpr Query next{"content.library_gaps",
                         "SELECT article FROM library_gap ORDER BY article LIMIT $1"};
    constexpr Query close{"content.close_library_gap",
                          "DELETE FROM library_gap WHERE article = $1"};
    const auto articles =
        tx.all(next, {limit}, [](const Row& row) { return ArticleId(std::string(row.text(0))); });
    for (const ArticleId& id : articles) {
        if (const auto article = find_article(tx, id); article && !article->withdrawn_at)
            add_imported(tx, pictures_of(*article), article->summary.published, now);
        tx.execute(close, {id});
    }
}

}  // namespace kolokol::content
