#pragma once
// What of a publication's folder goes into a backup. What is derived (the search index) is made
// anew; the database goes as a dump. For this room's sources.

#include <array>
#include <string_view>

namespace kolokol::backup {

constexpr std::string_view configuration_file = "kolokol.toml";
constexpr std::string_view keys_folder = "keys";
constexpr std::string_view editions_folder = "editions";
/// File by file; the editions are copied as of one moment.
constexpr std::array<std::string_view, 4> copied{configuration_file, keys_folder, "theme", "media"};

}  // namespace kolokol::backup
