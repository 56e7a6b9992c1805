#pragma once
// Manuscripts that are no articles.

#include "importers/register.hpp"
#include "importers/work.hpp"

namespace kolokol::importers {

/// What articles name: these come first.
void import_sections(Work& work);
void import_topics(Work& work);
void import_bylines(Work& work);

void import_standing_pages(Work& work);
/// What names articles: these come last.
void import_front_pages(Work& work);

}  // namespace kolokol::importers
