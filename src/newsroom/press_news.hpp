#pragma once
// How the press is getting on with what the newsroom asked of it last.

#include <optional>
#include <string>

#include "base/problem.hpp"
#include "base/time.hpp"

namespace kolokol::newsroom {

struct PressNews {
    /// It has been asked and has not answered yet.
    bool under_way = false;
    /// From when readers have what was changed before it was asked last; nothing: they do not yet.
    std::optional<Instant> shown_since;
    /// Why it did not press; the paper stands as it was.
    std::optional<Problem> refusal;
};

}  // namespace kolokol::newsroom
