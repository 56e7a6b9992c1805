#pragma once
// What the newsroom asks of the press. An order is written with the rows that it is about, so that
// neither is there without the other, and stands until it is done: a kill in between loses none.

#include <optional>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "base/time.hpp"
#include "store/transaction.hpp"

namespace kolokol::manuscripts {

using PressOrderId = Id<struct PressOrderTag>;

struct PressOrder {
    PressOrderId id;
    /// The address of an article that was withdrawn, which is to go out of every kept edition too;
    /// nothing: what changed is to be printed.
    std::optional<std::string> withdraws;
    Instant at;
};

void order_press(store::Transaction& tx, Instant now);
void order_withdrawal(store::Transaction& tx, const std::string& address, Instant now);
/// The oldest first.
std::vector<PressOrder> press_orders(store::Transaction& tx);
void end_press_orders(store::Transaction& tx, const std::vector<PressOrder>& done);

}  // namespace kolokol::manuscripts
