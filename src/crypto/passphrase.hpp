#pragma once
// Argon2id: keys from passphrases.

#include <cstdint>

#include "base/bytes.hpp"
#include "base/secret.hpp"

namespace kolokol::crypto {

/// How hard guessing is made. The sensitive one takes 256 MiB for a few seconds.
struct Hardness {
    std::uint64_t passes = 3;
    std::uint64_t memory_bytes = 64ULL << 20U;
    static Hardness sensitive() { return {4, 256ULL << 20U}; }
};

constexpr std::size_t salt_size = 16;

/// 32 bytes from a passphrase and a random salt of 16 bytes. Refuses "crypto.bad_salt" and
/// "crypto.no_memory".
Result<Secret> key_from_passphrase(const Secret& passphrase, BytesView salt, Hardness hardness);

}  // namespace kolokol::crypto
