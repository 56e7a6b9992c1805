#pragma once
// A paper at 9 in the morning, pressed as often as a test asks. KOLOKOL_ON_EACH_ENGINE(APress)
// stands once, in press_test.cpp; the tests of every file run by it.

#include <memory>
#include <string>

#include <gmock/gmock.h>

#include "paper.hpp"
#include "support/databases.hpp"

namespace kolokol::press::proof {

using namespace std::chrono_literals;

class APress : public support::EachEngine {
protected:
    void SetUp() override {
        EachEngine::SetUp();
        if (IsSkipped()) return;
        furnish(database());
        works_ = std::make_unique<Works>(folder_.path() / "editions");
    }
    Works& works() { return *works_; }

    Result<Pressed> try_to_press(Instant at = morning, bool full = false) {
        const PlainPrinter printer(paper_);
        return works().press(database(), printer, paper_, {full, at, {}});
    }
    Pressed press(Instant at = morning, bool full = false) {
        auto pressed = try_to_press(at, full);
        EXPECT_TRUE(pressed) << pressed.error().code << ": " << pressed.error().detail;
        return pressed ? *pressed : Pressed{};
    }
    content::Article published(const std::string& slug, Instant at = morning - 1h) {
        auto made = article(slug, at);
        save(database(), made);
        return made;
    }
    std::string page(std::string_view path) {
        return works().page(path).value_or("(no page at " + std::string(path) + ")");
    }

    content::Publication paper_ = bell();
    TemporaryFolder folder_;
    std::unique_ptr<Works> works_;
};

}  // namespace kolokol::press::proof
