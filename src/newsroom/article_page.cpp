#include "newsroom/article_page.hpp"

#include "manuscripts/conflict_rows.hpp"
#include "manuscripts/preview_link.hpp"
#include "manuscripts/stage.hpp"
#include "manuscripts/word_diff.hpp"
#include "newsroom/article_form.hpp"
#include "newsroom/article_model.hpp"
#include "newsroom/sentences.hpp"

namespace kolokol::newsroom {
namespace {

using manuscripts::Move;
using staff::Right;

theme::Record moves_model(const Visit& visit, const manuscripts::Manuscript& manuscript) {
    const auto may = [&](Move move) {
        return manuscript.newest > 0 && manuscripts::may_move(manuscript, move, visit.account());
    };
    return {{"to_desk", may(Move::hand_to_desk)},
            {"take_back", may(Move::take_back)},
            {"edit", may(Move::take_in_edit)},
            {"send_back", may(Move::send_back)}};
}

theme::List conflicts_model(const Visit& visit, const manuscripts::Manuscript& manuscript) {
    theme::List list;
    for (const auto& open : manuscripts::open_conflicts(visit.tx(), manuscript.id))
        list.emplace_back(theme::Record{{"id", open.id.text()},
                                        {"label", visit.text(label_of(open.conflict.field))},
                                        {"stands", open.conflict.stands},
                                        {"other", open.conflict.other},
                                        {"name", pseudonym_of(visit, open.author)}});
    return list;
}

}  // namespace

http::Response article_page(const Visit& visit, const ArticleTrouble& trouble) {
    const auto opened = manuscripts::open(visit.tx(), article_of(visit), visit.account());
    if (!opened) return visit.refused(opened.error());
    const auto& manuscript = opened->manuscript;
    const bool writes = manuscripts::may_write(manuscript, visit.account());
    theme::List conflicts = conflicts_model(visit, manuscript);
    theme::Record model{{"id", manuscript.id.text()},
                        {"version", manuscript.newest},
                        {"fields", form_model(visit, opened->fields)},
                        {"words", manuscripts::count_words(opened->fields[content::Field::body])},
                        {"state", state_model(visit, manuscript)},
                        {"lock", lock_model(visit, manuscript.lock)},
                        {"moves", moves_model(visit, manuscript)},
                        {"writes", writes},
                        {"closed", !writes},
                        {"publishes", visit.account().may(Right::publish)},
                        {"has_conflicts", !conflicts.empty()},
                        {"conflicts", std::move(conflicts)},
                        {"has_faults", !trouble.faults.empty()},
                        {"faults", faults_model(visit, trouble.text, trouble.faults)}};
    const bool kept = manuscript.newest > 0;
    theme::List remarks = remarks_model(visit, manuscript.id);
    model.set("kept", kept);
    model.set("has_remarks", !remarks.empty());
    model.set("remarks", std::move(remarks));
    model.set("preview_link", trouble.preview_link);
    if (const auto until = manuscripts::previewed_until(visit.tx(), manuscript.id, visit.now()))
        model.set("previewed_until", visit.time(*until));
    add_neighbours(visit, opened->fields, manuscript.id, model);
    if (trouble.problem != nullptr) model.set("wrong", visit.text(sentence_of(*trouble.problem)));
    const bool refused = trouble.problem != nullptr || !trouble.faults.empty();
    const int status = trouble.problem != nullptr ? status_of(trouble.problem->kind) : 400;
    return visit.page("manuscript", "Article", std::move(model), refused ? status : 200);
}

}  // namespace kolokol::newsroom
