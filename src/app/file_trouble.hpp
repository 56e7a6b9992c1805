#pragma once
// What the file system said no to, in a sentence that says what to do.

#include <exception>
#include <optional>

#include "base/problem.hpp"

namespace kolokol::app {

/// "file.refused" for a file or folder that may not be read or written, is not there, or is the
/// other of the two; nothing for every other failure.
std::optional<Problem> as_file_trouble(const std::exception& failure);

}  // namespace kolokol::app
