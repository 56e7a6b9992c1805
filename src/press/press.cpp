#include "press/press.hpp"

#include <utility>

#include "press/under_way.hpp"

namespace kolokol::press {

Press::Press(store::Database& database, const edition::Shelf& shelf, const Printer& printer,
             const content::Publication& publication, PressSettings settings)
    : database_(database),
      shelf_(shelf),
      printer_(printer),
      publication_(publication),
      settings_(std::move(settings)) {}

Result<Pressed> Press::press(const edition::Signers& signers, const PressWish& wish) {
    const auto began = std::chrono::steady_clock::now();
    UnderWay under_way({database_, shelf_, printer_, publication_, settings_, wish});
    auto pressed = under_way.press(signers);
    if (!pressed) return pressed;
    pressed->took = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now() - began);
    return pressed;
}

}  // namespace kolokol::press
