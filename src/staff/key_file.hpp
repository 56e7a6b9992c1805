#pragma once
// A key file on a person's own machine: it opens one newsroom from browsers without WebAuthn. The
// server knows its public half only (staff/keys.hpp).

#include <filesystem>
#include <functional>
#include <string>

#include "base/secret.hpp"
#include "crypto/ed25519.hpp"

namespace kolokol::staff {

struct OwnKeyFile {
    /// The only newsroom that it signs for: "https://newsroom.example.org".
    std::string newsroom;
    crypto::SigningKey key;
};

/// Makes a key and writes it, readable by its owner only; sealed where the passphrase is not empty.
/// Refuses "staff.key_file_exists", "staff.newsroom_wrong" (no origin).
Result<OwnKeyFile> make_key_file(const std::filesystem::path& file, std::string_view newsroom,
                                 const Secret& passphrase);

/// `ask` is called where the file is sealed. Refuses "file.not_found", "staff.key_file_damaged",
/// "staff.key_file_sealed" (another passphrase).
Result<OwnKeyFile> read_key_file(const std::filesystem::path& file,
                                 const std::function<Secret()>& ask);

/// "KEY.SIGNATURE" for a challenge as the newsroom's page shows it. Refuses
/// "staff.challenge_damaged".
Result<std::string> answer_with(const OwnKeyFile& file, std::string_view challenge);

}  // namespace kolokol::staff
