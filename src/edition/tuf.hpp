#pragma once
// The Update Framework 1.0: reading, checking and writing of its four roles' metadata. For this
// room's sources. The rules and their numbers are those of the specification,
// https://theupdateframework.github.io/specification/latest/.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "crypto/digest.hpp"
#include "edition/json.hpp"
#include "edition/signer.hpp"

namespace kolokol::edition::tuf {

using crypto::Digest;

/// Sizes past which metadata is refused before it is parsed.
constexpr std::size_t longest_root = 512'000;
constexpr std::size_t longest_timestamp = 16'384;
constexpr std::size_t longest_snapshot = 2'000'000;
constexpr std::size_t longest_targets = 5'000'000;

struct Key {
    std::string type;    // "ed25519", "ecdsa", "rsa"
    std::string scheme;  // "ed25519", "ecdsa-sha2-nistp256", "rsassa-pss-sha256"
    std::string value;   // hexadecimal for Ed25519, PEM for the others
    bool operator==(const Key&) const = default;
    auto operator<=>(const Key&) const = default;
};
Key ed25519(const crypto::PublicKey& key);
/// As securesystemslib computes it: SHA-256 over the key's canonical JSON.
std::string key_id(const Key& key);
std::string key_id(const crypto::PublicKey& key);

struct RoleKeys {
    std::vector<std::string> ids;
    std::uint64_t threshold = 1;
    bool operator==(const RoleKeys&) const = default;
};

/// Ours, in a field that other clients pass over: what this key signed from `sequence` on is
/// forged.
struct Revocation {
    std::string key_id;
    std::uint64_t sequence = 0;
    bool operator==(const Revocation&) const = default;
};

struct Root {
    std::uint64_t version = 1;
    Instant expires{};
    std::map<std::string, Key> keys;
    std::map<std::string, RoleKeys> roles;  // "root", "targets", "snapshot", "timestamp"
    std::vector<Revocation> revoked;
};

/// What one file says of another.
struct FileMeta {
    std::uint64_t version = 0;  // of metadata
    std::optional<std::uint64_t> length;
    std::optional<Digest> sha256;
};

/// Timestamp, snapshot and targets differ in this table only.
struct Listing {
    std::uint64_t version = 1;
    Instant expires{};
    std::map<std::string, FileMeta> files;
};

struct Signature {
    std::string key_id;
    Bytes bytes;
};

/// A metadata file, taken apart and not yet trusted.
struct Envelope {
    Json content;
    Bytes signed_bytes;  // the canonical JSON that signatures are over
    std::vector<Signature> signatures;
};

/// Refuses "tuf.bad_metadata" (JSON of another shape), "tuf.too_large".
Result<Envelope> open_envelope(BytesView bytes, std::size_t limit);
/// Refuse "tuf.bad_metadata" when it is not of this role or lacks a field.
Result<Root> read_root(const Envelope& envelope);
Result<Listing> read_listing(const Envelope& envelope, std::string_view role);
/// "bytes" is a whole file.
Result<Root> parse_root(BytesView bytes);

/// The ids of `role`'s keys in `root` that signed it. Each key counts once.
std::set<std::string> signers(const Envelope& envelope, const Root& root, std::string_view role);
bool enough(const Envelope& envelope, const Root& root, std::string_view role);

Json content(const Root& root);
Json timestamp_content(std::uint64_t version, Instant expires, const FileMeta& snapshot);
Json snapshot_content(std::uint64_t version, Instant expires, const FileMeta& targets);
/// `name`: "edition.json"
Json targets_content(std::uint64_t version, Instant expires, std::string_view name,
                     const FileMeta& target);
/// A file, signed by all of `signers`. Refuses what signing refuses.
Result<Bytes> seal(const Json& content, const std::vector<Signer*>& signers);
FileMeta describe(std::uint64_t version, BytesView bytes);

}  // namespace kolokol::edition::tuf
