// A delta is not signed: whatever a mirror hands out as one is refused, or gives exactly the
// edition that was verified.

#include "edition/delta.hpp"

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <memory>

#include "../integration/edition/workshop.hpp"

using namespace kolokol::edition;

namespace {

struct Editions {
    testing::Workshop workshop;
    std::shared_ptr<const Edition> from;
    std::shared_ptr<const Edition> to;
    Editions() {
        workshop.press([](Builder& builder) { testing::put_articles(builder, 1, 12); });
        from = workshop.shelf().current();
        workshop.press([](Builder& builder) {
            testing::put_articles(builder, 3, 4, 2);
            testing::put_articles(builder, 13, 13);
            (void)builder.remove(testing::article_path(7));
        });
        to = workshop.shelf().current();
    }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Editions editions;
    const kolokol::BytesView delta(reinterpret_cast<const char*>(data), size);
    const auto applied = apply_delta(delta, *editions.from, editions.to->facts());
    if (applied) assert(applied->paths_changed > 0);
    return 0;
}
