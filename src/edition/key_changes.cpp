// New root metadata: rotating, revoking, renewing.

#include <algorithm>
#include <array>

#include <fcntl.h>
#include <fmt/format.h>

#include "base/file_lock.hpp"
#include "edition/key_store.hpp"
#include "edition/signing.hpp"

namespace kolokol::edition {
namespace {

/// Gathers signatures of root keys until both roots have their threshold.
class RootSigners {
public:
    RootSigners(const tuf::Root& last, const tuf::Root& next) : roots_{&last, &next} {}

    void add(std::unique_ptr<Signer> signer) {
        ids_.push_back(tuf::key_id(signer->public_key()));
        signers_.push_back(std::move(signer));
    }
    /// For how many of the two roots a signature of this key is still missing.
    int needed(const std::string& id) const {
        if (std::find(ids_.begin(), ids_.end(), id) != ids_.end()) return 0;
        return static_cast<int>(
            std::count_if(roots_.begin(), roots_.end(), [&](const tuf::Root* root) {
                const auto have = std::count_if(ids_.begin(), ids_.end(), [&](const auto& one) {
                    return is_granted(*root, Role::root, one);
                });
                return is_granted(*root, Role::root, id) &&
                       static_cast<std::uint64_t>(have) < root->roles.at("root").threshold;
            }));
    }
    std::vector<Signer*> all() const {
        std::vector<Signer*> borrowed;
        for (const auto& signer : signers_)
            borrowed.push_back(signer.get());
        return borrowed;
    }

private:
    std::array<const tuf::Root*, 2> roots_;
    std::vector<std::string> ids_;
    std::vector<std::unique_ptr<Signer>> signers_;
};

/// Opens root keys that are here: first those that need no passphrase, and nobody is asked for one
/// more than is needed. Whoever gives none is passed over.
Outcome gather(const KeyStore& store, RootSigners& signers, const AskPassphrase& ask) {
    auto keys = store.list(KeyStore::Which::all);
    if (!keys) return refuse(keys.error());
    std::erase_if(*keys,
                  [](const StoredKey& key) { return key.role != Role::root || !key.present; });
    std::stable_sort(keys->begin(), keys->end(),
                     [&](const StoredKey& left, const StoredKey& right) {
                         const auto order = [&](const StoredKey& key) {
                             return std::pair(key.sealed, -signers.needed(key.id));
                         };
                         return order(left) < order(right);
                     });
    for (const StoredKey& key : *keys) {
        if (signers.needed(key.id) == 0) continue;
        bool passed_over = false;
        auto signer = store.open(key, [&](const std::filesystem::path& file) {
            Secret given = ask ? ask(file) : Secret{};
            passed_over = given.empty();
            return given;
        });
        if (!signer && passed_over) continue;
        if (!signer) return refuse(signer.error());
        signers.add(std::move(*signer));
    }
    return done();
}

/// Signs `next` by the thresholds of both roots, with the root keys that are here.
Result<Bytes> sign_root(const KeyStore& store, const tuf::Root& last, const tuf::Root& next,
                        std::unique_ptr<Signer> made, const AskPassphrase& ask) {
    RootSigners signers(last, next);
    if (made) signers.add(std::move(made));
    if (const auto gathered = gather(store, signers, ask); !gathered)
        return refuse(gathered.error());
    auto metadata = tuf::seal(tuf::content(next), signers.all());
    if (!metadata) return refuse(metadata.error());
    const auto envelope = tuf::open_envelope(*metadata, tuf::longest_root);
    if (!envelope || !tuf::enough(*envelope, last, "root") || !tuf::enough(*envelope, next, "root"))
        return refuse(Kind::forbidden, "keys.too_few_roots",
                      fmt::format("a change of keys needs {} of the root keys: bring their files, "
                                  "and whoever knows their passphrases",
                                  last.roles.at("root").threshold));
    return metadata;
}

Result<StoredKey> find_key(const KeyStore& store, const tuf::Root& root, std::optional<Role> role,
                           std::string_view id) {
    auto keys = store.list(KeyStore::Which::all);
    if (!keys) return refuse(keys.error());
    // Whoever lost the machine that held a key must be able to revoke it.
    auto away = store.away(root);
    if (!away) return refuse(away.error());
    keys->insert(keys->end(), away->begin(), away->end());
    std::erase_if(*keys, [&](const StoredKey& key) {
        return (role && key.role != *role) || !key.id.starts_with(id) ||
               !is_granted(root, key.role, key.id);
    });
    if (keys->empty())
        return refuse(
            Kind::not_found, "keys.unknown",
            fmt::format("the root metadata names no such key{}: look at kolokol keys show",
                        id.empty() ? "" : " as " + std::string(id)));
    if (keys->size() > 1 && !(role && id.empty()))
        return refuse(
            Kind::invalid, "keys.ambiguous",
            fmt::format("{} keys begin with \"{}\": give more of the id", keys->size(), id));
    return keys->front();
}

struct Exchange {
    StoredKey old;
    std::uint64_t revoked_from = 0;  // 0: rotated in peace
};

Result<KeyFolder::Change> exchange(const KeyStore& store, const std::filesystem::path& folder,
                                   const tuf::Root& last, const Exchange& wish,
                                   const AskPassphrase& ask, Instant now) {
    tuf::Root next = last;
    next.version = last.version + 1;
    next.expires = root_expiry(now);
    withdraw(next, wish.old.id);
    if (wish.revoked_from > 0) next.revoked.push_back({wish.old.id, wish.revoked_from});
    const auto lies_in = wish.old.file.parent_path();
    const bool elsewhere = wish.old.present && lies_in != folder;
    // Who sealed the old key seals the new one.
    const Secret passphrase = wish.old.sealed && ask ? ask(lies_in / "the new key") : Secret{};
    NewKey made = store.make(wish.old.role, elsewhere ? lies_in : folder, passphrase);
    grant(next, wish.old.role, made.stored);
    if (wish.old.role != Role::root) made.signer.reset();
    auto metadata = sign_root(store, last, next, std::move(made.signer), ask);
    if (!metadata) {
        store.retire(made.stored);
        return refuse(metadata.error());
    }
    return KeyFolder::Change{std::move(*metadata), {std::move(made.stored)}, {wish.old.id}};
}

/// A key that was rotated away: nothing takes its place, its file is put aside already.
Result<KeyFolder::Change> disown(const KeyStore& store, const tuf::Root& last,
                                 const StoredKey& former, std::uint64_t from,
                                 const AskPassphrase& ask, Instant now) {
    tuf::Root next = last;
    next.version = last.version + 1;
    next.expires = root_expiry(now);
    const auto known =
        std::find_if(next.revoked.begin(), next.revoked.end(),
                     [&](const tuf::Revocation& past) { return past.key_id == former.id; });
    if (known == next.revoked.end())
        next.revoked.push_back({former.id, from});
    else if (known->sequence <= from)
        return refuse(Kind::conflict, "keys.revoked_already",
                      fmt::format("the key {}… is revoked from edition {} on already",
                                  former.id.substr(0, 16), known->sequence));
    else
        known->sequence = from;
    auto metadata = sign_root(store, last, next, nullptr, ask);
    if (!metadata) return refuse(metadata.error());
    return KeyFolder::Change{std::move(*metadata), {}, {former.id}};
}

/// Once named by a root metadata, now by none.
std::optional<StoredKey> former_key(const KeyStore& store, const tuf::Root& root,
                                    std::string_view id) {
    const auto keys = store.list(KeyStore::Which::all);
    if (!keys || id.empty()) return std::nullopt;
    for (const StoredKey& key : *keys)
        if (key.id.starts_with(id) && !is_granted(root, key.role, key.id)) return key;
    return std::nullopt;
}

}  // namespace

Descriptor KeyFolder::hold() const {
    Descriptor folder = open_file(folder_, O_RDONLY | O_DIRECTORY);
    wait_for_lock(folder, Lock::exclusive, folder_);
    return folder;
}

Outcome KeyFolder::settle(BytesView root_in_force) const {
    const auto root = tuf::parse_root(root_in_force);
    if (!root) return refuse(root.error());
    const KeyStore store(folder_);
    const auto keys = store.list(KeyStore::Which::in_use);
    if (!keys) return refuse(keys.error());
    for (const StoredKey& key : *keys)
        if (!is_granted(*root, key.role, key.id)) store.retire(key);
    return done();
}

Result<KeyFolder::Change> KeyFolder::rotate(Role role, std::string_view id, BytesView root_in_force,
                                            const AskPassphrase& ask, Instant now) const {
    auto last = tuf::parse_root(root_in_force);
    if (!last) return refuse(last.error());
    const KeyStore store(folder_);
    auto old = find_key(store, *last, role, id);
    if (!old) return refuse(old.error());
    return exchange(store, folder_, *last, {*old}, ask, now);
}

Result<KeyFolder::Change> KeyFolder::revoke(std::string_view id, std::uint64_t from_sequence,
                                            BytesView root_in_force, const AskPassphrase& ask,
                                            Instant now) const {
    auto last = tuf::parse_root(root_in_force);
    if (!last) return refuse(last.error());
    const KeyStore store(folder_);
    const std::uint64_t from = std::max<std::uint64_t>(from_sequence, 1);
    auto old = find_key(store, *last, std::nullopt, id);
    if (old) return exchange(store, folder_, *last, {*old, from}, ask, now);
    if (old.error().code != "keys.unknown") return refuse(old.error());
    if (const auto former = former_key(store, *last, id))
        return disown(store, *last, *former, from, ask, now);
    return refuse(old.error());
}

Result<KeyFolder::Change> KeyFolder::renew_root(BytesView root_in_force, const AskPassphrase& ask,
                                                Instant now) const {
    auto last = tuf::parse_root(root_in_force);
    if (!last) return refuse(last.error());
    tuf::Root next = *last;
    next.version = last->version + 1;
    next.expires = root_expiry(now);
    auto metadata = sign_root(KeyStore(folder_), *last, next, nullptr, ask);
    if (!metadata) return refuse(metadata.error());
    return Change{std::move(*metadata), {}, {}};
}

}  // namespace kolokol::edition
