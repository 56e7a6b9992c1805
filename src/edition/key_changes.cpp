// New root metadata: rotating, revoking, renewing.

#include <algorithm>

#include <fmt/format.h>

#include "edition/key_store.hpp"
#include "edition/signing.hpp"

namespace kolokol::edition {
namespace {

/// Signs `next` by the thresholds of both roots, with the root keys that are here.
Result<Bytes> sign_root(const KeyStore& store, const tuf::Root& last, const tuf::Root& next,
                        std::vector<std::unique_ptr<Signer>> made, const AskPassphrase& ask) {
    auto keys = store.list(KeyStore::Which::all);
    if (!keys) return refuse(keys.error());
    std::vector<std::unique_ptr<Signer>> signers = std::move(made);
    for (const StoredKey& key : *keys) {
        const bool wanted =
            is_granted(last, Role::root, key.id) || is_granted(next, Role::root, key.id);
        const bool open = std::any_of(signers.begin(), signers.end(), [&](const auto& signer) {
            return signer->public_key() == key.public_key;
        });
        if (key.role != Role::root || !key.present || !wanted || open) continue;
        auto signer = store.open(key, ask);
        if (!signer) return refuse(signer.error());
        signers.push_back(std::move(*signer));
    }
    std::vector<Signer*> borrowed;
    for (const auto& signer : signers)
        borrowed.push_back(signer.get());
    auto metadata = tuf::seal(tuf::content(next), borrowed);
    if (!metadata) return refuse(metadata.error());
    const auto envelope = tuf::open_envelope(*metadata, tuf::longest_root);
    if (!envelope || !tuf::enough(*envelope, last, "root") || !tuf::enough(*envelope, next, "root"))
        return refuse(Kind::forbidden, "keys.too_few_roots",
                      fmt::format("a change of keys needs {} of the root keys: bring their files",
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
    std::vector<std::unique_ptr<Signer>> signers;
    if (wish.old.role == Role::root) signers.push_back(std::move(made.signer));
    auto metadata = sign_root(store, last, next, std::move(signers), ask);
    if (!metadata) {
        store.retire(made.stored);
        return refuse(metadata.error());
    }
    store.retire(wish.old);
    return KeyFolder::Change{std::move(*metadata), {std::move(made.stored)}, {wish.old.id}};
}

/// A key that was rotated away: nothing takes its place, its files are retired already.
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
    auto metadata = sign_root(store, last, next, {}, ask);
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
    auto metadata = sign_root(KeyStore(folder_), *last, next, {}, ask);
    if (!metadata) return refuse(metadata.error());
    return Change{std::move(*metadata), {}, {}};
}

}  // namespace kolokol::edition
