#pragma once
// Joins edition's verifier to http's client: neither knows the other.

#include <string_view>

#include "base/result.hpp"
#include "edition/verify.hpp"

namespace kolokol::app {

/// Reads from the host of `url`, below its path. Not shared between threads. Refuses
/// "http.not_a_url".
Result<edition::Fetch> fetch_from(std::string_view url);

}  // namespace kolokol::app
