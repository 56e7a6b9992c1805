#pragma once
// The key files of a folder, and who the root metadata trusts with what. For this room's sources.

#include "edition/keys.hpp"
#include "edition/tuf.hpp"

namespace kolokol::edition {

struct NewKey {
    StoredKey stored;
    std::unique_ptr<Signer> signer;
};

class KeyStore {
public:
    explicit KeyStore(std::filesystem::path folder) : folder_(std::move(folder)) {}
    /// Writes a new key into `elsewhere`, with a note here; into this folder where that is empty.
    NewKey make(Role role, const std::filesystem::path& elsewhere, const Secret& passphrase) const;
    enum class Which { in_use, all };  // all: retired ones last
    Result<std::vector<StoredKey>> list(Which which) const;
    /// Keys that `root` names and that have no file here, not even a note: another machine's.
    Result<std::vector<StoredKey>> away(const tuf::Root& root) const;
    Result<std::unique_ptr<Signer>> open(const StoredKey& key, const AskPassphrase& ask) const;
    /// Its file, or the note of it, is named *.retired from now on.
    void retire(const StoredKey& key) const;

private:
    std::filesystem::path here(Role role, std::string_view id) const;
    std::filesystem::path folder_;
};

/// The roles of The Update Framework that one of our keys fills: the heartbeat has two.
std::vector<std::string> tuf_roles(Role role);
void grant(tuf::Root& root, Role role, const StoredKey& key);
bool is_granted(const tuf::Root& root, Role role, const std::string& id);
/// The key stays listed only if another role needs it.
void withdraw(tuf::Root& root, const std::string& id);

}  // namespace kolokol::edition
