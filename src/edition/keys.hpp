#pragma once
// The keys of a publication: made at init, shown, rotated, revoked. Files and their formats:
// docs/formats/keys.md. Who holds which: docs/operating.

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

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
    bool sealed = false;  // needs a passphrase
};

/// Asked for the passphrase of a sealed key file; an empty one gives up.
using AskPassphrase = std::function<Secret(const std::filesystem::path& file)>;

struct NewKeys {
    std::size_t roots = 1;  // how many root keys are made
    std::size_t root_threshold = 1;
    std::filesystem::path root_folder;  // empty: the publication's keys/ folder
    std::filesystem::path edition_folder;
    std::vector<Secret> root_passphrases;  // empty, or one for each root key: sealed files
};

struct CreatedKeys {
    SiteId site;
    Bytes first_root;  // for Shelf::create
    /// The recovery key's secret half, shown once at init, to be kept on paper: 64 hexadecimal
    /// digits in groups of eight. It is not on the disk.
    Secret recovery;
    std::vector<StoredKey> keys;
};

/// The keys/ folder. Not shared between threads.
class KeyFolder {
public:
    explicit KeyFolder(std::filesystem::path folder) : folder_(std::move(folder)) {}
    const std::filesystem::path& folder() const { return folder_; }

    /// root, edition and two heartbeat keys, the recovery and intake key pairs; 0600 each. Refuses
    /// "keys.exist".
    Result<CreatedKeys> create(const NewKeys& wish, Instant now) const;
    /// All that are here or noted to be elsewhere.
    Result<std::vector<StoredKey>> list() const;
    /// The first key of this role that `root_metadata` names. Refuses "keys.missing",
    /// "keys.wrong_passphrase", "keys.damaged", "keys.readable_by_others".
    Result<std::unique_ptr<Signer>> signer(Role role, BytesView root_metadata,
                                           const AskPassphrase& ask = {}) const;
    Result<crypto::BoxPublicKey> recovery_key() const;

    struct Change {
        Bytes next_root;  // for Shelf::accept_root
        std::vector<StoredKey> made;
        std::vector<std::string> removed;  // key ids
    };
    /// A new key in place of `id` (empty: the first of the role), in a root metadata signed by the
    /// thresholds of old and new root. The old file stays, renamed to *.retired. Refuses
    /// "keys.unknown", "keys.too_few_roots".
    Result<Change> rotate(Role role, std::string_view id, BytesView root_in_force,
                          const AskPassphrase& ask, Instant now) const;
    /// As rotate, and the root says that what this key signed from edition `from_sequence` on is
    /// not ours.
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
