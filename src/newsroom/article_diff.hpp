#pragma once
// What differs between two texts of one article, for a page. For the files of this room.

#include "content/manuscript_fields.hpp"
#include "newsroom/visit.hpp"

namespace kolokol::newsroom {

/// {label, lang, runs: [{same, gone, added, text}]} for each field that differs. Of long passages
/// that did not change, the ends are shown.
theme::List diff_model(const Visit& visit, const content::ManuscriptFields& before,
                       const content::ManuscriptFields& after);

}  // namespace kolokol::newsroom
