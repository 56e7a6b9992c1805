#pragma once
// Pressing: what is due is published, what changed is printed, everything is looked at by the gate,
// and one commit makes it the current edition. A press that is killed anywhere leaves the last
// edition as it was; the next press does what was left undone.
//
// The database remembers of each printed page what it was made from (db/migrations/0003_press.sql,
// derived); where that memory is lost or the printer's inputs changed, everything is printed.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/publication.hpp"
#include "edition/builder.hpp"
#include "edition/shelf.hpp"
#include "edition/signer.hpp"
#include "press/gate.hpp"
#include "press/printer.hpp"
#include "store/database.hpp"

namespace kolokol::press {

struct PressWish {
    /// Every page is printed anew; the index root is the same as without.
    bool full = false;
    /// Decides what is due or over, and nothing else.
    Instant at{};
    std::function<void(std::string_view what, std::uint64_t done, std::uint64_t of)> progress = {};
};

struct Pressed {
    edition::Builder::Committed edition;
    std::uint64_t articles_published = 0;  // by this press: became due
    std::uint64_t pages_printed = 0;
    std::uint64_t pages_removed = 0;
    /// Some picture is in the last edition and not in this one, or may be.
    bool pictures_left = false;
    std::chrono::milliseconds took{0};
};

struct PressSettings {
    /// Threads that print; 1 to 64.
    int threads = 2;
    edition::Facts facts;  // headers, origin, mirrors, onions
    GateRules gate;
};

/// One press at a time, also across processes (the shelf's lock). References must outlive it.
class Press {
public:
    Press(store::Database& database, const edition::Shelf& shelf, const Printer& printer,
          const content::Publication& publication, PressSettings settings);

    /// Refuses "press.gate" (the sentence names each fault once, at most twenty, with the
    /// manuscript or the page and its line),
    /// "press.cannot_print", "press.same_address", and what the printer and edition::Builder
    /// refuse. After a refusal the paper stands as it was and the same changes are tried again the
    /// next time.
    Result<Pressed> press(const edition::Signers& signers, const PressWish& wish);

private:
    store::Database& database_;
    const edition::Shelf& shelf_;
    const Printer& printer_;
    const content::Publication& publication_;
    PressSettings settings_;
};

/// When the next article or pin becomes due or is over, after `since`; nothing: never, as far as is
/// known. What was due before waits for whoever presses.
std::optional<Instant> next_due(store::Transaction& tx, Instant since);

/// Whether rows have changed since the last press.
bool has_changes(store::Transaction& tx);

/// SHA-256 (hexadecimal) of each picture that the last edition shows: until the next one has left
/// it out, the press needs its original.
std::vector<std::string> pictures_printed(store::Transaction& tx);

}  // namespace kolokol::press
