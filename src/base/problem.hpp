#pragma once
// What a caller can expect and answer: a kind that faces map to a status or an exit code, a stable
// code that themes translate, and a detail for people who operate the paper.

#include <string>
#include <string_view>

namespace kolokol {

enum class Kind { invalid, not_found, conflict, forbidden, unavailable };

/// "invalid", "not_found"…
std::string_view to_string(Kind kind);

struct Problem {
    Kind kind = Kind::invalid;
    /// Stable, "room.what_is_wrong", never shown to readers untranslated.
    std::string code;
    /// One English sentence for the operator: what was wrong, where, and what to do.
    std::string detail;
    bool operator==(const Problem&) const = default;
};

}  // namespace kolokol
