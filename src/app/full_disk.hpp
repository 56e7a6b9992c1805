#pragma once
// What a full disk is called, wherever in a command it showed itself.

#include <exception>
#include <filesystem>
#include <optional>

#include "base/problem.hpp"

namespace kolokol::app {

/// "disk.full", with the disk, what is free on it, and that nothing was lost; nothing where
/// `failure` says something else. `site` is the publication, which holds what names no path.
std::optional<Problem> as_full_disk(const std::exception& failure,
                                    const std::filesystem::path& site);

}  // namespace kolokol::app
