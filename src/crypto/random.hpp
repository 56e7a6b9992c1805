#pragma once
// Randomness from the kernel, through libsodium.

#include <cstddef>

#include "base/bytes.hpp"

namespace kolokol::crypto {

/// Must have run before any other call into libsodium; idempotent, safe from any thread. Every
/// function of this room calls it.
void ready();

Bytes random_bytes(std::size_t count);

}  // namespace kolokol::crypto
