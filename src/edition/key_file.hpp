#pragma once
// One key in one file, plain or sealed with a passphrase. For this room's sources; format:
// docs/formats/keys.md.

#include <filesystem>
#include <string>

#include "crypto/ed25519.hpp"
#include "edition/keys.hpp"

namespace kolokol::edition {

struct KeyFile {
    std::string role;
    std::string type;  // "ed25519" or "x25519"
    Bytes public_bytes;
    bool sealed = false;
    bool has_secret = true;           // the recovery key is here with its public half only
    std::filesystem::path elsewhere;  // this file is a note: the key lies there
};

/// Owner-only, or for a note that the key lies elsewhere `secret` is empty. An empty passphrase
/// leaves the secret plain.
void write_key(const std::filesystem::path& file, const KeyFile& about, const Secret& secret,
               const Secret& passphrase = {});
/// Refuses "keys.missing", "keys.damaged", "keys.newer_format".
Result<KeyFile> read_key(const std::filesystem::path& file);
/// Refuses what read_key does, "keys.readable_by_others", "keys.wrong_passphrase".
Result<Secret> read_secret(const std::filesystem::path& file, const AskPassphrase& ask);

}  // namespace kolokol::edition
