#pragma once
// "Did you mean …?" for commands and keys typed wrong.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kolokol {

/// The one of `words` that is nearest by insertions, deletions, replacements and swaps of
/// neighbours; none where more than a third of it would have to change.
std::optional<std::string> nearest(std::string_view typed, const std::vector<std::string>& words);

}  // namespace kolokol
