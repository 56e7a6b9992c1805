#pragma once
// Looks at everything that may be wrong with a publication before its readers notice.

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "base/time.hpp"

namespace kolokol::app {

enum class Health { well, beware, ill };
/// "well", "beware", "ill"
std::string_view to_string(Health health);

struct Examined {
    std::string subject;  // "clock", "disk", "keys"…: stable
    Health health = Health::well;
    std::string sentence;  // what was found, and what to do where it is not well
};

/// In a fixed order, without writing anything. Never throws for what it finds; what could not be
/// looked at is ill.
std::vector<Examined> examine(const std::filesystem::path& folder, Instant now);

}  // namespace kolokol::app
