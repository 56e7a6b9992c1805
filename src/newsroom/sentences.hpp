#pragma once
// What the newsroom says when it refuses: problems' codes as sentences for people, and as statuses.

#include <string_view>
#include <vector>

#include "base/problem.hpp"
#include "staff/role.hpp"

namespace kolokol::newsroom {

/// English, to be looked up in a catalogue.
std::string_view sentence_of(const Problem& problem);
/// Every sentence that sentence_of() may give.
std::vector<std::string_view> all_sentences();
/// "Editor", as well.
std::string_view title_of(staff::Role role);
/// 400, 403, 404, 409 or 503.
int status_of(Kind kind);

}  // namespace kolokol::newsroom
