#pragma once
// What a static host holds below /.well-known/kolokol/: each thing that is published, a file.

#include <filesystem>

#include "edition/shelf.hpp"

namespace kolokol::edition::testing {

/// Puts the current edition into `folder`; fails the test where something is not published.
void fill_static_host(const Shelf& shelf, const std::filesystem::path& folder);

}  // namespace kolokol::edition::testing
