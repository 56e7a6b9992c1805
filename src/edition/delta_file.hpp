#pragma once
// The delta from one edition to the next, as a file. For this room's sources; looking for how it is
// applied? See delta.hpp.

#include "base/bytes.hpp"
#include "edition/index.hpp"

namespace kolokol::edition {

/// It begins and ends as its header says.
bool delta_is_whole(BytesView delta);

/// No delta is written past this: a mirror walks the index instead.
constexpr std::size_t longest_delta = 64U << 20U;

/// Every path that differs, with its object compressed against the old one of the same path. Empty
/// where it would be longer than longest_delta. Refuses what reading refuses.
struct DeltaEnds {
    std::uint64_t from;
    std::uint64_t to;
};
Result<Bytes> make_delta(DeltaEnds ends, const Index& before, const Index& after,
                         std::uint64_t& paths_changed);

}  // namespace kolokol::edition
