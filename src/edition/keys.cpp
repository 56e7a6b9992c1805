#include "edition/keys.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "crypto/random.hpp"
#include "edition/key_file.hpp"
#include "edition/key_store.hpp"
#include "edition/signing.hpp"

namespace kolokol::edition {
namespace {

/// 64 digits in groups of eight: what a person copies from paper.
Secret paper_form(const Secret& secret) {
    const Secret digits(to_hex(secret.expose()));
    std::string grouped;
    // Room for all at once: a string that grows leaves its former bytes behind.
    grouped.reserve(digits.expose().size() / 8 * 9);
    for (std::size_t at = 0; at < digits.expose().size(); at += 8) {
        if (at > 0) grouped += ' ';
        grouped += digits.expose().substr(at, 8);
    }
    return Secret(std::move(grouped));
}

Outcome check_wish(const NewKeys& wish) {
    const std::size_t phrases = wish.root_passphrases.size();
    if (wish.roots >= 1 && wish.roots <= 16 && wish.root_threshold >= 1 &&
        wish.root_threshold <= wish.roots && (phrases == 0 || phrases == wish.roots))
        return done();
    return refuse(Kind::invalid, "keys.bad_wish",
                  "1 to 16 root keys, a threshold of at most their number, and a passphrase for "
                  "each of them or for none");
}

void write_box_key(const std::filesystem::path& file, std::string_view role,
                   const crypto::BoxKeyPair& key, bool with_secret) {
    KeyFile about{std::string(role), "x25519", key.public_key.bytes, false, with_secret, {}};
    write_key(file, about, with_secret ? key.secret : Secret{});
}

}  // namespace

std::string_view to_string(Role role) {
    switch (role) {
        case Role::root:
            return "root";
        case Role::edition:
            return "edition";
        case Role::heartbeat:
            break;
    }
    return "heartbeat";
}

Result<CreatedKeys> KeyFolder::create(const NewKeys& wish, Instant now) const {
    auto checked = check_wish(wish);
    if (!checked) return refuse(checked.error());
    if (std::filesystem::exists(folder_) && !std::filesystem::is_empty(folder_))
        return refuse(Kind::conflict, "keys.exist",
                      fmt::format("{} holds keys already", folder_.string()));
    std::filesystem::create_directories(folder_);
    std::filesystem::permissions(folder_, std::filesystem::perms::owner_all);

    const KeyStore store(folder_);
    tuf::Root root;
    root.expires = root_expiry(now);
    std::vector<std::unique_ptr<Signer>> roots;
    std::vector<StoredKey> made;
    for (std::size_t i = 0; i < wish.roots; ++i) {
        NewKey key =
            store.make(Role::root, wish.root_folder,
                       wish.root_passphrases.empty() ? Secret{} : wish.root_passphrases[i]);
        grant(root, Role::root, key.stored);
        made.push_back(std::move(key.stored));
        roots.push_back(std::move(key.signer));
    }
    root.roles["root"].threshold = wish.root_threshold;
    made.push_back(store.make(Role::edition, wish.edition_folder, {}).stored);
    grant(root, Role::edition, made.back());
    for (int i = 0; i < 2; ++i) {
        made.push_back(store.make(Role::heartbeat, {}, {}).stored);
        grant(root, Role::heartbeat, made.back());
    }
    std::vector<Signer*> signers;
    for (const auto& signer : roots)
        signers.push_back(signer.get());
    auto metadata = tuf::seal(tuf::content(root), signers);
    if (!metadata) return refuse(metadata.error());

    const auto recovery = crypto::BoxKeyPair::generate();
    write_box_key(folder_ / "recovery.json", "recovery", recovery, false);
    write_box_key(folder_ / "intake.json", "intake", crypto::BoxKeyPair::generate(), true);
    return CreatedKeys{SiteId(crypto::sha256(*metadata)), *metadata, paper_form(recovery.secret),
                       std::move(made)};
}

Result<std::vector<StoredKey>> KeyFolder::list() const {
    return KeyStore(folder_).list(KeyStore::Which::in_use);
}

Result<std::vector<StoredKey>> KeyFolder::away(BytesView root_metadata) const {
    const auto root = tuf::parse_root(root_metadata);
    if (!root) return refuse(root.error());
    return KeyStore(folder_).away(*root);
}

Result<std::unique_ptr<Signer>> KeyFolder::signer(Role role, BytesView root_metadata,
                                                  const AskPassphrase& ask) const {
    auto root = tuf::parse_root(root_metadata);
    if (!root) return refuse(root.error());
    const KeyStore store(folder_);
    auto keys = store.list(KeyStore::Which::all);
    if (!keys) return refuse(keys.error());
    for (const StoredKey& key : *keys)
        if (key.role == role && key.present && is_granted(*root, role, key.id))
            return store.open(key, ask);
    return refuse(Kind::not_found, "keys.missing",
                  fmt::format("no {} key that the root metadata names is in {}: bring its file, or "
                              "run kolokol keys rotate {}",
                              to_string(role), folder_.string(), to_string(role)));
}

Result<crypto::BoxPublicKey> KeyFolder::recovery_key() const {
    auto key = read_key(folder_ / "recovery.json");
    if (!key) return refuse(key.error());
    return crypto::BoxPublicKey{key->public_bytes};
}

Result<crypto::BoxKeyPair> parse_recovery(std::string_view text) {
    std::string kept;
    kept.reserve(text.size());
    for (const char c : text)
        if (c != ' ' && c != '-' && c != '\n' && c != '\r' && c != '\t') kept.push_back(c);
    const Secret digits(std::move(kept));
    auto bytes = from_hex(digits.expose());
    if (!bytes || bytes->size() != 32)
        return refuse(Kind::invalid, "keys.not_a_recovery_key",
                      "a recovery key is the 64 hexadecimal digits that init printed");
    return crypto::BoxKeyPair::from_secret(Secret(std::move(*bytes)));
}

}  // namespace kolokol::edition
