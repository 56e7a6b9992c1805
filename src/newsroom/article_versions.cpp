// Earlier versions of one article: listed, held against each other, taken up again.
#include <algorithm>

#include "manuscripts/version.hpp"
#include "manuscripts/word_diff.hpp"
#include "newsroom/article_diff.hpp"
#include "newsroom/article_form.hpp"
#include "newsroom/article_model.hpp"
#include "newsroom/pages.hpp"

namespace kolokol::newsroom {
namespace {

constexpr int listed_at_once = 200;

theme::Record version_model(const Visit& visit, const manuscripts::Version& version) {
    return {{"number", version.number},
            {"author", pseudonym_of(visit, version.author)},
            {"at", visit.time(version.saved_at)},
            {"words", version.words}};
}

http::Response no_such_version(const Visit& visit) {
    return visit.refused({Kind::not_found, "manuscripts.no_such_version", {}});
}

}  // namespace

http::Response show_versions(Visit& visit) {
    const auto id = article_of(visit);
    const auto opened = manuscripts::open(visit.tx(), id, visit.account());
    if (!opened) return visit.refused(opened.error());
    const auto all =
        manuscripts::versions(visit.tx(), id, number_of(visit.asked("before")), listed_at_once);
    theme::List sittings;
    for (const manuscripts::Sitting& one : manuscripts::in_sittings(all)) {
        theme::Record model = version_model(visit, one.newest);
        model.set("oldest", one.oldest);
        model.set("before", std::max<std::int64_t>(1, one.oldest - 1));
        model.set("several", one.saves > 1);
        model.set("saves", one.saves);
        model.set("printed", opened->manuscript.printed == one.newest.number);
        model.set("newest", opened->manuscript.newest == one.newest.number);
        sittings.emplace_back(std::move(model));
    }
    theme::Record model{{"id", id.text()},
                        {"headline", opened->manuscript.headline},
                        {"newest", opened->manuscript.newest},
                        {"any", !sittings.empty()},
                        {"sittings", std::move(sittings)}};
    if (all.size() == listed_at_once && all.back().number > 1)
        model.set("older", all.back().number);
    return visit.page("manuscript_versions", "Versions", std::move(model));
}

http::Response show_comparison(Visit& visit) {
    const auto id = article_of(visit);
    const auto opened = manuscripts::open(visit.tx(), id, visit.account());
    if (!opened) return visit.refused(opened.error());
    const std::string pair(visit.part(3));
    const std::size_t dots = pair.find("..");
    if (dots == std::string::npos) return no_such_version(visit);
    const std::int64_t from = number_of(pair.substr(0, dots));
    const std::int64_t to = number_of(pair.substr(dots + 2));
    const auto before = manuscripts::read_version(visit.tx(), id, from);
    const auto after = manuscripts::read_version(visit.tx(), id, to);
    if (!before || !after) return no_such_version(visit);
    theme::List changes = diff_model(visit, *before, *after);
    const auto old = manuscripts::find_version(visit.tx(), id, from).value();
    const auto now = manuscripts::find_version(visit.tx(), id, to).value();
    return visit.page("manuscript_comparison", "Two versions",
                      {{"id", id.text()},
                       {"from", version_model(visit, old)},
                       {"to", version_model(visit, now)},
                       {"newest", opened->manuscript.newest},
                       {"any", !changes.empty()},
                       {"changes", std::move(changes)}});
}

http::Response restore_version(Visit& visit) {
    const auto id = article_of(visit);
    const auto restored = manuscripts::restore(visit.tx(), id, number_of(visit.sent("version")),
                                               visit.account(), visit.now());
    if (!restored) return visit.refused(restored.error());
    return Visit::see(path_of(id));
}

}  // namespace kolokol::newsroom
