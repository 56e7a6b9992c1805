#pragma once
// When a TLS certificate ends, for whoever must be told in time.

#include <filesystem>

#include "base/result.hpp"
#include "base/time.hpp"

namespace kolokol::http {

/// notAfter of the first certificate in a PEM file. Refuses "http.certificate_unusable".
Result<Instant> certificate_end(const std::filesystem::path& file);

}  // namespace kolokol::http
