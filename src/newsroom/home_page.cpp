#include "newsroom/article_model.hpp"
#include "newsroom/pages.hpp"
#include "staff/keys.hpp"

namespace kolokol::newsroom {

http::Response home(Visit& visit) {
    const auto& id = visit.account().id;
    const bool demo = visit.session().way == staff::Way::demo;
    std::int64_t waiting = 0;
    if (visit.account().may(staff::Right::confirm))
        for (const staff::Act& act : staff::acts(visit.tx(), 50))
            if (act.state == staff::ActState::waiting && act.proposed_by != id) ++waiting;
    return visit.page("home", "The newsroom",
                      {{"one_key", !demo && staff::count_keys(visit.tx(), id) < 2},
                       {"no_codes", !demo && staff::count_recovery_codes(visit.tx(), id) == 0},
                       {"queue", queue_model(visit)},
                       {"waiting", waiting}});
}

http::Response not_here(Visit& visit) {
    return visit.refused({Kind::not_found, "newsroom.not_here", {}});
}

}  // namespace kolokol::newsroom
