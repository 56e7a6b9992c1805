#include "manuscripts/press_order.hpp"

namespace kolokol::manuscripts {
namespace {

using store::Query;
using store::Row;

constexpr Query add{"manuscripts.order_press",
                    "INSERT INTO press_order (id, withdraws, at) VALUES ($1, $2, $3)"};

}  // namespace

void order_press(store::Transaction& tx, Instant now) {
    tx.execute(add, {PressOrderId::make(now), nullptr, now});
}

void order_withdrawal(store::Transaction& tx, const std::string& address, Instant now) {
    tx.execute(add, {PressOrderId::make(now), address, now});
}

std::vector<PressOrder> press_orders(store::Transaction& tx) {
    constexpr Query find{"manuscripts.press_orders",
                         "SELECT id, withdraws, at FROM press_order ORDER BY id"};
    return tx.all(find, {}, [](const Row& row) {
        PressOrder order{PressOrderId(std::string(row.text(0))), std::nullopt, row.instant(2)};
        if (!row.is_null(1)) order.withdraws = row.text(1);
        return order;
    });
}

void end_press_orders(store::Transaction& tx, const std::vector<PressOrder>& done) {
    constexpr Query end{"manuscripts.end_press_order", "DELETE FROM press_order WHERE id = $1"};
    for (const PressOrder& one : done)
        tx.execute(end, {one.id});
}

}  // namespace kolokol::manuscripts
