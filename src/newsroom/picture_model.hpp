#pragma once
// A picture of the library as the newsroom's pages and scripts are told of it.

#include <span>
#include <string>

#include <nlohmann/json_fwd.hpp>

#include "content/library_rows.hpp"
#include "media/telltales.hpp"
#include "newsroom/visit.hpp"

namespace kolokol::newsroom {

/// Editors change every picture, reporters those that they added.
bool may_change(const Visit& visit, const content::LibraryPicture& picture);

/// For a card in a list.
theme::Record card_model(const content::LibraryPicture& picture);
/// {"name", "sha256", "width", "height", "caption", "alt", "credit": {"photographer", "agencies",
/// "licence"}, "wanting"}
nlohmann::ordered_json picture_facts(const content::LibraryPicture& picture);

/// The page of one picture. `told` is what its file would have betrayed: shown to whoever has just
/// sent it, and nowhere else.
http::Response picture_page(const Visit& visit, const content::LibraryPicture& picture,
                            std::span<const media::Telltale> told, const Problem* problem);

/// "place" as people say it, in English.
std::string_view title_of_telltale(std::string_view kind);

}  // namespace kolokol::newsroom
