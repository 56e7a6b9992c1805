#pragma once
// The editions/ folder alone, for commands that need neither database nor theme.

#include <filesystem>
#include <optional>

#include "base/language.hpp"
#include "base/result.hpp"
#include "edition/shelf.hpp"
#include "edition/verify.hpp"

namespace kolokol::app {

/// Refuses "configuration.missing" where there is no publication, and what edition::Shelf::open
/// refuses.
Result<edition::Shelf> open_editions(const std::filesystem::path& folder);

/// The id of the publication's own site, also where its shelf is too broken to be opened. Refuses
/// "configuration.missing", "file.not_found".
Result<edition::SiteId> own_site(const std::filesystem::path& folder);

/// The language whose pages have no prefix in the current edition; nothing before the first press.
std::optional<Language> standard_language(const edition::Shelf& shelf);

/// The root metadata that holds now. Refuses "edition.damaged".
Result<Bytes> root_in_force(const edition::Shelf& shelf);

/// "WHERE: what is wrong"; once, where the text begins with the place.
std::string sentence(const edition::Finding& finding);

}  // namespace kolokol::app
