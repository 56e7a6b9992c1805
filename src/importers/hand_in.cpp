#include "importers/hand_in.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "content/library_rows.hpp"
#include "content/manuscript_fields.hpp"
#include "crypto/digest.hpp"
#include "importers/placing.hpp"

namespace kolokol::importers {
namespace {

using content::Article;
using content::Faults;

std::optional<content::PictureUse> known_picture(store::Transaction& tx, const HandIn& wish,
                                                 const std::string& name) {
    if (auto named = content::find_picture_of(tx, wish.id, name)) return named;
    if (auto shown = content::find_by_picture(tx, name)) return std::move(shown->use);
    return std::nullopt;
}

std::optional<content::PictureUse> find_picture(store::Transaction& tx, const HandIn& wish,
                                                const content::PictureNamed& named,
                                                Faults& faults) {
    const std::string& name = named.name.text;
    if (name.empty()) return std::nullopt;
    auto found = known_picture(tx, wish, name);
    if (!found) {
        faults.push_back({named.name.line, "manuscript.missing_picture",
                          fmt::format("there is no picture '{}' in the library; put it there, or "
                                      "correct its name",
                                      name)});
        return std::nullopt;
    }
    const content::PictureUse& said = named.use;
    if (!said.caption.empty()) found->caption = said.caption;
    if (!said.credit.empty()) {
        found->credit.photographer = said.credit.photographer;
        found->credit.agencies = said.credit.agencies;
    }
    if (!said.credit.licence.empty()) found->credit.licence = said.credit.licence;
    if (!said.alt.empty()) found->alt = said.alt;
    return found;
}

void take_pictures(store::Transaction& tx, const HandIn& wish,
                   const content::ArticleManuscript& manuscript, Article& into, Faults& faults) {
    if (manuscript.lead) {
        into.summary.lead = find_picture(tx, wish, *manuscript.lead, faults);
        if (const auto& lead = into.summary.lead)
            content::check_picture({manuscript.lead->name, *lead}, false, faults);
    }
    for (const content::PictureNamed& figure : manuscript.figures) {
        content::check_picture(figure, false, faults);
        const bool known =
            std::any_of(into.pictures.begin(), into.pictures.end(),
                        [&](const auto& one) { return one.first == figure.name.text; });
        if (known) continue;
        if (auto use = find_picture(tx, wish, figure, faults))
            into.pictures.emplace_back(figure.name.text, std::move(*use));
    }
    if (manuscript.social) into.social = find_picture(tx, wish, *manuscript.social, faults);
}

/// One that a folder knows keeps its file's place and digest, so that the same file is not new.
Prepared prepare(store::Transaction& tx, const content::Publication& publication,
                 const HandIn& wish) {
    Prepared prepared;
    prepared.path = content::manuscript_of(tx, wish.id);
    if (prepared.path.empty()) prepared.path = fmt::format("newsroom/{}.md", wish.id.text());
    const auto text = content::read_manuscript(wish.text, prepared.faults);
    if (!text) return prepared;
    prepared.article = content::read_article(*text, publication, prepared.faults);
    check_private_addresses(wish.text, publication, prepared.faults);
    prepared.sha256 = crypto::sha256(wish.text).hex();
    return prepared;
}

}  // namespace

HandedIn hand_in(store::Transaction& tx, const content::Publication& publication,
                 const HandIn& wish) {
    Prepared prepared = prepare(tx, publication, wish);
    HandedIn handed{std::move(prepared.faults), {}};
    Faults& faults = handed.faults;
    if (prepared.sha256.empty()) return handed;
    Placed placed{
        &prepared, content::find_manuscript(tx, prepared.path), {}, values_of(prepared.article)};
    if (placed.row) prepared.sha256 = placed.row->sha256;
    placed.article.summary.id = wish.id;
    take_pictures(tx, wish, prepared.article, placed.article, faults);
    Register names(tx, publication, false);
    Waiting waiting;
    Placing placing(publication, names, waiting, wish.now);
    placing.place(tx, placed, faults);
    handed.article = placed.article;
    waiting.add(waiter_of(placed, publication));
    waiting.check_all(tx, wish.now, faults);
    std::stable_sort(faults.begin(), faults.end(),
                     [](const auto& a, const auto& b) { return a.line < b.line; });
    if (!faults.empty() || wish.look_only) return handed;
    std::vector<std::string> created;
    placing.write(tx, {&placed}, created);
    waiting.record(tx);
    content::keep_in_newsroom(tx, wish.id);
    return handed;
}

}  // namespace kolokol::importers
