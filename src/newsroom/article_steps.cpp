// From the writer to the desk and back.
#include "manuscripts/comment.hpp"
#include "manuscripts/stage.hpp"
#include "newsroom/article_form.hpp"
#include "newsroom/pages.hpp"

namespace kolokol::newsroom {

using manuscripts::Move;

http::Response move_article(Visit& visit) {
    const auto id = article_of(visit);
    const auto opened = manuscripts::open(visit.tx(), id, visit.account());
    if (!opened) return visit.refused(opened.error());
    const auto move = manuscripts::parse_move(visit.sent("to"));
    if (!move || opened->manuscript.newest == 0)
        return visit.refused({Kind::conflict, "manuscripts.no_such_step", {}});
    const auto placed = manuscripts::after(opened->manuscript, *move, visit.account());
    if (!placed) return visit.refused(placed.error());
    manuscripts::place(visit.tx(), id, *placed, visit.now());
    if (const std::string word = visit.sent("word"); *move == Move::send_back && !word.empty()) {
        const auto said = manuscripts::add_comment(visit.tx(), id, {word, "", std::nullopt},
                                                   visit.account().id, visit.now());
        if (!said) return visit.refused(said.error());
    }
    return Visit::see(path_of(id));
}

}  // namespace kolokol::newsroom
