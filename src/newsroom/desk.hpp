#pragma once
// What every page of the newsroom works with. Made once by app, shared by the threads that answer.

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "base/clock.hpp"
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
    /// The hosts under which the newsroom is reached; each has passkeys of its own. The first is
    /// the one that invitations name.
    std::vector<staff::RelyingParty> hosts;
    /// Languages that the newsroom speaks, English first.
    std::vector<Language> languages;
    /// Anybody may come in as anybody, and every page says so.
    bool demo = false;
    /// By the kind of act.
    std::map<std::string, Executor> executors;
};

/// Carries out every act that is ready, each in a transaction of its own, and notes it in the audit
/// trail. How many.
int carry_out_ready_acts(const Desk& desk);

}  // namespace kolokol::newsroom
