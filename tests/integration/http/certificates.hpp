#pragma once
// Certificates for servers of tests: their own issuers, for 127.0.0.1 and localhost.

#include <filesystem>
#include <string>

#include "base/time.hpp"
#include "http/server.hpp"

namespace kolokol::http::testing {

/// Writes NAME.pem and NAME.key (P-256) into `folder`, over what is there.
TlsFiles make_certificate(const std::filesystem::path& folder, const std::string& name,
                          std::chrono::seconds lives = std::chrono::hours(24));

}  // namespace kolokol::http::testing
