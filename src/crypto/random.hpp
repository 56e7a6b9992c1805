#pragma once
// Randomness from the kernel, through libsodium.

#include <cstddef>
#include <string>

#include "base/bytes.hpp"
#include "base/secret.hpp"

namespace kolokol::crypto {

/// Must have run before any other call into libsodium; idempotent, safe from any thread. Every
/// function of this room calls it.
void ready();

Bytes random_bytes(std::size_t count);
/// URL-safe text of `bytes` random bytes: links in letters, session cookies.
std::string random_token(std::size_t bytes = 32);
/// Compares without telling by its time where two texts differ.
bool equal_in_constant_time(BytesView left, BytesView right);

/// HMAC-SHA-256 under `key`: keyed hashes by which a value is found and not read.
Bytes keyed_hash(const Secret& key, BytesView bytes);

}  // namespace kolokol::crypto
