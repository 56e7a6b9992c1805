// Remarks beside a text, who writes in it, and where two wrote in one place.
#include "manuscripts/comment.hpp"
#include "manuscripts/lock.hpp"
#include "manuscripts/stage.hpp"
#include "newsroom/article_form.hpp"
#include "newsroom/article_model.hpp"
#include "newsroom/article_page.hpp"
#include "newsroom/pages.hpp"

namespace kolokol::newsroom {
namespace {

http::Response refused_on_page(const Visit& visit, const Problem& problem) {
    ArticleTrouble trouble;
    trouble.problem = &problem;
    return article_page(visit, trouble);
}

http::Response back(const content::ArticleId& id, const Visit& visit, const Outcome& outcome,
                    const char* part = "") {
    return outcome ? Visit::see(path_of(id) + part) : refused_on_page(visit, outcome.error());
}

theme::Record remark_model(const Visit& visit, const manuscripts::Comment& comment) {
    return {{"id", comment.id.text()},      {"author", pseudonym_of(visit, comment.author)},
            {"at", visit.time(comment.at)}, {"quote", comment.quote},
            {"text", comment.text},         {"resolved", comment.resolved_at.has_value()}};
}

}  // namespace

theme::List remarks_model(const Visit& visit, const content::ArticleId& id) {
    const auto all = manuscripts::comments(visit.tx(), id);
    theme::List list;
    for (const manuscripts::Comment& first : all) {
        if (first.answers) continue;
        theme::List answers;
        for (const manuscripts::Comment& answer : all)
            if (answer.answers == first.id) answers.emplace_back(remark_model(visit, answer));
        theme::Record model = remark_model(visit, first);
        model.set("replies", std::move(answers));
        list.emplace_back(std::move(model));
    }
    return list;
}

http::Response remark_on_article(Visit& visit) {
    const auto id = article_of(visit);
    const auto opened = manuscripts::open(visit.tx(), id, visit.account());
    if (!opened) return visit.refused(opened.error());
    if (opened->manuscript.newest == 0)
        return visit.refused({Kind::conflict, "manuscripts.nothing_written", {}});
    if (const std::string resolved = visit.sent("resolve"); !resolved.empty())
        return back(id, visit,
                    manuscripts::resolve_comment(visit.tx(), id, manuscripts::CommentId(resolved),
                                                 visit.now()),
                    "#remarks");
    manuscripts::Remark remark{visit.sent("text"), visit.sent("quote"), std::nullopt};
    if (const std::string first = visit.sent("answers"); !first.empty())
        remark.answers = manuscripts::CommentId(first);
    return back(id, visit,
                manuscripts::add_comment(visit.tx(), id, remark, visit.account().id, visit.now()),
                "#remarks");
}

http::Response lock_article(Visit& visit) {
    const auto id = article_of(visit);
    const auto opened = manuscripts::open(visit.tx(), id, visit.account());
    if (!opened) return visit.refused(opened.error());
    if (opened->manuscript.newest == 0) return Visit::see(path_of(id));
    if (!manuscripts::may_write(opened->manuscript, visit.account()))
        return visit.refused({Kind::conflict, "manuscripts.in_edit", {}});
    const auto wish = manuscripts::parse_lock_wish(visit.sent("wish"));
    if (!wish) return visit.refused({Kind::invalid, "manuscripts.no_such_step", {}});
    return back(id, visit,
                manuscripts::change_lock(visit.tx(), opened->manuscript, *wish, visit.account().id,
                                         visit.now()));
}

http::Response solve_conflict(Visit& visit) {
    const auto id = article_of(visit);
    return back(id, visit,
                manuscripts::solve(visit.tx(), id, manuscripts::ConflictId(visit.sent("id")),
                                   visit.sent("take") == "other", visit.account(), visit.now()));
}

}  // namespace kolokol::newsroom
