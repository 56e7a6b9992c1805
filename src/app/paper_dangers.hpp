#pragma once
// What can endanger a paper that is served and that `serve` alone, the room, knows nothing of.
// Looking for keys? See keys_in_use.hpp.

#include <filesystem>

#include "serve/alarm.hpp"
#include "store/database.hpp"

namespace kolokol::app {

/// A job was given up. `database` must outlive it.
serve::DangerCheck jobs_in_danger(store::Database& database);
/// kolokol.toml as it stands now is broken: a paper that is served goes on by what stood there
/// before.
serve::DangerCheck settings_in_danger(const std::filesystem::path& folder);

}  // namespace kolokol::app
