#pragma once
// The keys of a publication: made at init, shown, rotated, revoked. Files and their formats:
// docs/formats/keys.md. Who holds which: docs/operating.

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/file.hpp"
#include "base/time.hpp"
#include "crypto/sealed.hpp"
#include "edition/signer.hpp"
#include "edition/site_id.hpp"

namespace kolokol::edition {

enum class Role { root, edition, heartbeat };
std::string_view to_string(Role role);

struct StoredKey {
    Role role = Role::edition;
    std::string id;  // the TUF key id, 64 hexadecimal digits
    crypto::PublicKey public_key;
    std::filesystem::path file;
    bool sealed = false;   // needs a passphrase
    bool present = false;  // the file is where it should be
};

/// Asked for the passphrase of a sealed key file; an empty one gives up.
using AskPassphrase = std::function<Secret(const std::filesystem::path& file)>;

struct NewKeys {
    std::size_t roots = 1;                 // how many root keys are made
    std::size_t root_threshold = 1;        // of how many of them
    std::filesystem::path root_folder;     // empty: the publication's keys/ folder
    std::filesystem::path edition_folder;  // as well
    std::vector<Secret> root_passphrases;  // empty, or one for each root key: sealed files
};

struct CreatedKeys {
    SiteId site;
    Bytes first_root;  // for Shelf::create
    /// The recovery key's secret half, shown once at init and kept on paper: 64 hexadecimal digits
    /// in groups of eight. It is not on the disk.
    Secret recovery;
    std::vector<StoredKey> keys;
};

/// A folder of key files, with notes of keys that are elsewhere. Not shared between threads.
class KeyFolder {
public:
    explicit KeyFolder(std::filesystem::path folder) : folder_(std::move(folder)) {}
    const std::filesystem::path& folder() const { return folder_; }

    /// root, edition and two heartbeat keys, the recovery and intake key pairs; 0600 each. Refuses
    /// "keys.exist", "keys.bad_wish".
    Result<CreatedKeys> create(const NewKeys& wish, Instant now) const;
    /// Signing keys that are here or noted to be elsewhere; of those whose file is away `present`
    /// is false. Retired ones are left out.
    Result<std::vector<StoredKey>> list() const;
    /// Those that the root metadata names and that have no file here: another machine's. Refuses
    /// what list() refuses, and "tuf.bad_metadata".
    Result<std::vector<StoredKey>> away(BytesView root_metadata) const;
    /// The first present key of this role that the root metadata names. Refuses "keys.missing",
    /// "keys.wrong_passphrase", "keys.damaged", "keys.readable_by_others".
    Result<std::unique_ptr<Signer>> signer(Role role, BytesView root_metadata,
                                           const AskPassphrase& ask = {}) const;
    /// Everything is sealed to it that must survive the loss of this machine. Refuses
    /// "keys.missing".
    Result<crypto::BoxPublicKey> recovery_key() const;

    struct Change {
        Bytes next_root;                   // for Shelf::accept_root
        std::vector<StoredKey> made;       // written beside the one they replace
        std::vector<std::string> removed;  // key ids; settle() puts their files aside
    };
    /// Held by whoever changes keys, from the reading of the root in force until settle(): two
    /// changes at once would build on the same root. Waits for the other. Throws std::system_error.
    Descriptor hold() const;
    /// Signing keys that the root in force does not name are called *.retired from now on: after a
    /// change that is in force the old one, after one that was refused or killed the new one.
    /// Before that no file is touched, so that the root in force always has its keys. Refuses what
    /// list() refuses.
    Outcome settle(BytesView root_in_force) const;
    /// A new key in place of `id` (empty: the first of the role), in a root metadata signed by the
    /// thresholds of old and new root. Refuses "keys.unknown", "keys.ambiguous" where
    /// several begin with `id`, "keys.too_few_roots". Asks for the passphrases of root keys until
    /// there are enough; an empty one passes over to the next.
    Result<Change> rotate(Role role, std::string_view id, BytesView root_in_force,
                          const AskPassphrase& ask, Instant now) const;
    /// As rotate, and the root says that what this key signed from edition `from_sequence` on is
    /// not ours; a key that was rotated away before gets no successor. Refuses
    /// "keys.revoked_already" as well.
    Result<Change> revoke(std::string_view id, std::uint64_t from_sequence, BytesView root_in_force,
                          const AskPassphrase& ask, Instant now) const;
    /// The same root for another 13 months.
    Result<Change> renew_root(BytesView root_in_force, const AskPassphrase& ask, Instant now) const;

private:
    std::filesystem::path folder_;
};

/// Reads the 64 digits written on paper, blanks ignored. Refuses "keys.not_a_recovery_key".
Result<crypto::BoxKeyPair> parse_recovery(std::string_view text);

}  // namespace kolokol::edition
