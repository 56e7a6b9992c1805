#pragma once
// Which of a paper's languages the theme does not speak: articles are printed in them all the same,
// but what the theme itself says there is English.

#include <filesystem>
#include <string>
#include <vector>

#include "base/language.hpp"

namespace kolokol::app {

/// A sentence for each of `languages` for which no folder of the theme of the publication `folder`
/// has a catalogue, as it is ("de") or for its language alone ("de-AT": "de"). English needs none.
std::vector<std::string> missing_interface_texts(const std::filesystem::path& folder,
                                                 const std::vector<Language>& languages);

}  // namespace kolokol::app
