#include "edition/key_store.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "edition/key_file.hpp"

namespace kolokol::edition {
namespace {

constexpr std::string_view retired_ending = ".retired";

std::optional<Role> role_of(std::string_view name) {
    for (const Role role : {Role::root, Role::edition, Role::heartbeat})
        if (name == to_string(role)) return role;
    return std::nullopt;
}

std::string file_name(Role role, std::string_view id) {
    return fmt::format("{}-{}.json", to_string(role), id.substr(0, 8));
}

}  // namespace

std::filesystem::path KeyStore::here(Role role, std::string_view id) const {
    return folder_ / file_name(role, id);
}

NewKey KeyStore::make(Role role, const std::filesystem::path& elsewhere,
                      const Secret& passphrase) const {
    auto key = crypto::SigningKey::generate();
    StoredKey stored{role, tuf::key_id(key.public_key()), key.public_key(), {}, false, true};
    stored.sealed = !passphrase.empty();
    stored.file = here(role, stored.id);
    KeyFile about{std::string(to_string(role)), "ed25519", key.public_key().bytes, false, true, {}};
    if (!elsewhere.empty() && elsewhere != folder_) {
        std::filesystem::create_directories(elsewhere);
        KeyFile note = about;
        note.elsewhere = std::filesystem::absolute(elsewhere) / file_name(role, stored.id);
        write_key(stored.file, note, {});
        stored.file = note.elsewhere;
    }
    write_key(stored.file, about, key.seed(), passphrase);
    return {std::move(stored), std::make_unique<FileKeySigner>(std::move(key))};
}

Result<std::vector<StoredKey>> KeyStore::list(Which which) const {
    std::vector<std::filesystem::path> files;
    std::error_code missing;
    for (const auto& file : std::filesystem::directory_iterator(folder_, missing)) {
        const std::string ending = file.path().extension();
        if (ending == ".json" || (which == Which::all && ending == retired_ending))
            files.push_back(file.path());
    }
    std::sort(files.begin(), files.end(), [](const auto& left, const auto& right) {
        const bool left_retired = left.extension() == retired_ending;
        const bool right_retired = right.extension() == retired_ending;
        return left_retired != right_retired ? right_retired : left < right;
    });
    std::vector<StoredKey> keys;
    for (const auto& file : files) {
        auto about = read_key(file);
        if (!about) return refuse(about.error());
        const auto role = role_of(about->role);
        if (!role) continue;  // recovery and intake keys do not sign
        StoredKey key{*role, {}, {about->public_bytes}, file, about->sealed, true};
        key.id = tuf::key_id(key.public_key);
        if (!about->elsewhere.empty()) {
            key.file = about->elsewhere;
            auto there = read_key(key.file);
            key.present = there && there->public_bytes == about->public_bytes;
            key.sealed = key.present && there->sealed;
        }
        keys.push_back(std::move(key));
    }
    return keys;
}

Result<std::vector<StoredKey>> KeyStore::away(const tuf::Root& root) const {
    const auto here = list(Which::all);
    if (!here) return refuse(here.error());
    std::vector<StoredKey> keys;
    for (const Role role : {Role::root, Role::edition, Role::heartbeat})
        for (const std::string& id : root.roles.at(tuf_roles(role).front()).ids) {
            const bool known = std::any_of(here->begin(), here->end(),
                                           [&](const StoredKey& key) { return key.id == id; });
            auto bytes = from_hex(root.keys.at(id).value);
            if (!known && bytes) keys.push_back({role, id, {std::move(*bytes)}, {}, false, false});
        }
    return keys;
}

Result<std::unique_ptr<Signer>> KeyStore::open(const StoredKey& key,
                                               const AskPassphrase& ask) const {
    auto seed = read_secret(key.file, ask);
    if (!seed) return refuse(seed.error());
    auto signing = crypto::SigningKey::from_seed(*seed);
    if (!signing) return refuse(signing.error());
    if (signing->public_key() != key.public_key)
        return refuse(Kind::invalid, "keys.damaged",
                      fmt::format("the two halves of the key in {} do not belong together",
                                  key.file.string()));
    return std::unique_ptr<Signer>(std::make_unique<FileKeySigner>(std::move(*signing)));
}

void KeyStore::retire(const StoredKey& key) const {
    const auto file = here(key.role, key.id);
    if (!std::filesystem::exists(file)) return;
    std::filesystem::rename(file, file.string() + std::string(retired_ending));
}

std::vector<std::string> tuf_roles(Role role) {
    switch (role) {
        case Role::root:
            return {"root"};
        case Role::edition:
            return {"targets"};
        case Role::heartbeat:
            break;
    }
    return {"snapshot", "timestamp"};
}

void grant(tuf::Root& root, Role role, const StoredKey& key) {
    root.keys[key.id] = tuf::ed25519(key.public_key);
    for (const std::string& name : tuf_roles(role))
        root.roles[name].ids.push_back(key.id);
}

bool is_granted(const tuf::Root& root, Role role, const std::string& id) {
    const auto& ids = root.roles.at(tuf_roles(role).front()).ids;
    return std::find(ids.begin(), ids.end(), id) != ids.end();
}

void withdraw(tuf::Root& root, const std::string& id) {
    for (auto& [name, role] : root.roles)
        role.ids.erase(std::remove(role.ids.begin(), role.ids.end(), id), role.ids.end());
    root.keys.erase(id);
}

}  // namespace kolokol::edition
