#pragma once
// What every page of the newsroom works with. Made once by app, shared by the threads that answer.

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "media/shelf.hpp"
#include "newsroom/press_news.hpp"
#include "newsroom/writing.hpp"
#include "staff/act.hpp"
#include "staff/webauthn.hpp"
#include "store/database.hpp"
#include "theme/theme.hpp"

namespace kolokol::newsroom {

/// Carries an act out in the transaction that also ends it.
using Executor = std::function<Outcome(store::Transaction& tx, const staff::Act& act, Instant now)>;

struct Desk {
    store::Database& database;
    const theme::Theme& look;
    const Clock& clock;
    /// Name of the newspaper.
    std::string paper;
    Zone zone;
    /// The newsroom's own host, if it has one yet. Besides it there is always localhost, at any
    /// port: a tunnel leads there. Each has passkeys of its own.
    std::optional<staff::RelyingParty> host;
    /// Languages that the newsroom speaks, English first.
    std::vector<Language> languages;
    /// Anybody may come in as anybody, and every page says so.
    bool demo = false;
    /// By the kind of act.
    std::map<std::string, Executor> executors;
    /// Presses what has been committed, and waits a moment for it. Pages do not call it: they say
    /// Visit::ask_for_press().
    std::function<PressNews()> press = [] { return PressNews{}; };
    std::function<PressNews()> press_news = [] { return PressNews{}; };
    /// Where pictures are put; without it there are no pages for them.
    media::Shelf* pictures = nullptr;
    /// Without it nothing can be published here.
    Writing writing = {};
};

/// Makes the newsroom's own random keys where they are missing, so that pages only read. To be
/// called once, before the first request.
void prepare(const Desk& desk);

/// Carries out every act that is ready, each in a transaction of its own, and notes it in the audit
/// trail. How many.
int carry_out_ready_acts(const Desk& desk);

}  // namespace kolokol::newsroom
