// Trust metadata as it comes from a mirror: what is taken is canonical, and reads back as itself.

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "edition/facts.hpp"
#include "edition/json.hpp"
#include "edition/tuf.hpp"

using namespace kolokol::edition;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    if (const auto json = parse_json(bytes, 1U << 20U)) {
        const auto written = canonical(*json);
        const auto again = parse_json(written, 1U << 21U);
        // Canonical JSON leaves control characters bare, which the strict reader refuses.
        if (again) assert(*again == *json);
    }
    if (const auto facts = decode_facts(bytes)) {
        const auto again = decode_facts(encode(*facts));
        assert(again && *again == *facts);
    }
    const auto envelope = tuf::open_envelope(bytes, tuf::longest_root);
    if (!envelope) return 0;
    for (const std::string_view role : {"timestamp", "snapshot", "targets"})
        (void)tuf::read_listing(*envelope, role);
    const auto root = tuf::read_root(*envelope);
    if (!root) return 0;
    for (const std::string_view role : {"root", "timestamp", "snapshot", "targets"})
        (void)tuf::enough(*envelope, *root, role);
    return 0;
}
