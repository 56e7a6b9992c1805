#pragma once
// Asks a person at the terminal for what must not be echoed.

#include <filesystem>
#include <string>

#include "base/result.hpp"
#include "base/secret.hpp"

namespace kolokol::cli {

/// The passphrase of a sealed key file; empty where nobody is there to ask.
Secret ask_passphrase(const std::filesystem::path& file);
/// One line without echo; from standard input where that is no terminal.
Secret ask_secret(const std::string& question);
/// Typed twice, for a file that is to be made. Refuses "passphrase.differs", an empty one too.
Result<Secret> ask_new_passphrase(const std::string& question);

}  // namespace kolokol::cli
