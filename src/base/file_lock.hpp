#pragma once
// flock(2): who may change a folder, among all programs of this machine. A lock ends with its
// descriptor, so that a killed program leaves none behind.

#include <filesystem>

#include "base/file.hpp"

namespace kolokol {

enum class Lock { shared, exclusive };

/// Waits until the open `file` is locked. `named` is for the text of what is thrown:
/// std::system_error.
void wait_for_lock(const Descriptor& file, Lock lock, const std::filesystem::path& named);
/// The same without waiting. False: somebody else has it.
[[nodiscard]] bool try_to_lock(const Descriptor& file, Lock lock,
                               const std::filesystem::path& named);

}  // namespace kolokol
