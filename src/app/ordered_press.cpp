#include "app/ordered_press.hpp"

#include "app/withdrawal.hpp"
#include "manuscripts/press_order.hpp"

namespace kolokol::app {

bool is_ordered(const House& house) {
    auto tx = house.database().read();
    return !manuscripts::press_orders(tx).empty();
}

Result<press::Pressed> press_as_ordered(const House& house, const PressKeys& keys, Instant now) {
    const auto orders = [&house] {
        auto tx = house.database().read();
        return manuscripts::press_orders(tx);
    }();
    Result<press::Pressed> pressed = press::Pressed{};
    bool has_pressed = false;
    for (const manuscripts::PressOrder& order : orders) {
        if (!order.withdraws) continue;
        // Its sentence and its time stand in the rows already.
        auto withdrawn = withdraw_article(house, keys, *order.withdraws, "", now);
        if (!withdrawn) return refuse(withdrawn.error());
        if (withdrawn->already) continue;
        pressed = std::move(withdrawn->pressed);
        has_pressed = true;
    }
    if (!has_pressed) pressed = press_paper(house, keys, press::PressWish{false, now, {}}, now);
    if (!pressed || orders.empty()) return pressed;
    auto tx = house.database().begin();
    manuscripts::end_press_orders(tx, orders);
    tx.commit();
    return pressed;
}

}  // namespace kolokol::app
