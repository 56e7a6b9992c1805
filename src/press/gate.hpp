#pragma once
// The gate before signing: what may not leave the house does not, whatever a template says. It
// looks at the pages that a press has printed and names page and line.
//
// Looking for where a fault stops the press? See press/press.hpp.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "press/printer.hpp"

namespace kolokol::press {

struct GateRules {
    /// "https://paper.example": absolute links to it are links inside the edition.
    std::string origin;
    /// Hosts of our own beside it (mirrors, onions, live hosts): may be linked to, never loaded
    /// from.
    std::vector<std::string> other_hosts;
    /// Where the staff works; no page may name it.
    std::string newsroom_host;
    /// Addresses that are answered live and stand in no edition: these and what is below them.
    std::vector<std::string> live{"/newsletter/subscribe",   "/newsletter/confirm",
                                  "/newsletter/unsubscribe", "/support/checkout",
                                  "/support/remind",         "/.well-known/kolokol"};
};

struct Fault {
    std::string page;
    int line = 1;
    /// A sentence for the editor; the same where the same thing is wrong.
    std::string what;
    /// What is wrong, as it stands on the page: to be looked for in a manuscript. May be empty.
    std::string found = {};
    bool operator==(const Fault&) const = default;
};

/// A link from a page to an address that must be in the edition.
struct InnerLink {
    std::string address;  // without query and fragment
    int line = 1;
};

struct Inspection {
    std::vector<Fault> faults;
    std::vector<InnerLink> links;
};

/// Looks at one page as it stands: nothing that a browser loads or posts to by itself from outside
/// the edition, no script that is not ours, no private or newsroom address, no picture that tells
/// place or device, no key file, rel=noreferrer on links that lead out. Pure; threads may call it
/// at once.
Inspection inspect(std::string_view address, const Page& page, const GateRules& rules);

/// "/2026/01/28/slug/" + "../../../../world/?x#y" gives "/world/". Empty where it leads out of the
/// edition (another scheme or host) or is broken.
std::string resolve(std::string_view base, std::string_view reference);

}  // namespace kolokol::press
