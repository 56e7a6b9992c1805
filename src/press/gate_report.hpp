#pragma once
// What the gate found, for the editor who has to mend it: the manuscript, what is wrong, once.

#include <string>
#include <vector>

#include "press/gate.hpp"
#include "store/transaction.hpp"

namespace kolokol::press {

/// The same thing on several pages. `faults` are of one page each.
struct SameFault {
    std::vector<Fault> faults;
    /// Pages that have it beside those of `faults`.
    std::uint64_t more_pages = 0;
};

/// Lines for a refusal, one for each thing that is wrong, at most twenty: whose text it is, what
/// was found, and on how many more pages. Looks up manuscripts by the addresses of pages.
std::string gate_report(store::Transaction& tx, const std::vector<SameFault>& found);

/// Those of one sentence together, in the order of their pages.
std::vector<SameFault> together(std::vector<Fault> faults);

}  // namespace kolokol::press
