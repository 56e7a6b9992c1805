#pragma once
// Runs the operator's program, without a shell and with an end. For this room's sources.

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace kolokol::serve {

/// Waits until `command` (program and arguments) has ended; after `most` it is killed, and what it
/// started with it. `variables` are added to the environment. Refuses "serve.command_failed": it
/// cannot be started, took too long, or did not exit with 0.
Outcome run_alarm_command(const std::vector<std::string>& command,
                          const std::vector<std::pair<std::string, std::string>>& variables,
                          std::chrono::milliseconds most);

}  // namespace kolokol::serve
