#pragma once
// Every address of the newsroom.

#include <vector>

#include "http/router.hpp"
#include "newsroom/desk.hpp"

namespace kolokol::newsroom {

/// The desk must outlive whoever serves them.
std::vector<http::Route> routes(const Desk& desk);

/// Lines that each answer carries: no frame, no script and no style but our own, nothing kept.
std::string security_lines(const Desk& desk);

}  // namespace kolokol::newsroom
