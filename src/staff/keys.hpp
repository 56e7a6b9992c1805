#pragma once
// With what a person gets in: passkeys; a key file for browsers without WebAuthn; printed recovery
// codes, each of which lets its owner in once, to add a new passkey.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/ed25519.hpp"
#include "staff/account.hpp"
#include "staff/webauthn.hpp"

namespace kolokol::staff {

struct Passkey {
    Bytes id;
    AccountId account;
    std::string name;
    Bytes public_key;
    std::uint32_t sign_count = 0;
    bool backed_up = false;
    Instant created_at;
    std::optional<Instant> used_at;
};

/// What a person calls a key: one line, at most 60 bytes; the rest is cut.
std::string key_name(std::string_view name);

/// Refuses "staff.passkey_known" where that passkey is somebody's already.
Outcome add_passkey(store::Transaction& tx, const AccountId& account, std::string_view name,
                    const NewPasskey& passkey, Instant now);
std::optional<Passkey> find_passkey(store::Transaction& tx, BytesView id);
std::vector<Passkey> passkeys_of(store::Transaction& tx, const AccountId& account);
void note_use(store::Transaction& tx, const Passkey& passkey, const SeenPasskey& seen, Instant now);

/// What `kolokol staff key-file` made on a person's own machine; only its public half is here.
struct KeyFile {
    crypto::PublicKey key;
    AccountId account;
    std::string name;
    Instant created_at;
    std::optional<Instant> used_at;
};

/// `public_key` is the base64url text that the command prints. Refuses "staff.key_file_wrong",
/// "staff.key_file_known".
Result<KeyFile> add_key_file(store::Transaction& tx, const AccountId& account,
                             std::string_view name, std::string_view public_key, Instant now);
std::vector<KeyFile> key_files_of(store::Transaction& tx, const AccountId& account);
void note_use(store::Transaction& tx, const KeyFile& file, Instant now);

/// What a key file signs. It names the newsroom's origin, so that an answer which was meant for one
/// newsroom is of no use at another.
std::string key_file_message(std::string_view origin, std::string_view challenge);
/// "KEY.SIGNATURE", both base64url, as `kolokol staff sign` makes it. Refuses
/// "staff.key_file_answer" (cut off), "staff.key_file_forged". The challenge is still to be spent.
Result<KeyFile> verify_key_file(store::Transaction& tx, std::string_view origin,
                                BytesView challenge, std::string_view answer);

/// Passkeys and key files together: what would open the account tomorrow.
int count_keys(store::Transaction& tx, const AccountId& account);
/// Refuses "staff.last_key" where the account would be locked out.
Outcome keep_one_key(store::Transaction& tx, const AccountId& account);
/// Both refuse that, and "staff.key_unknown".
Outcome remove_passkey(store::Transaction& tx, const AccountId& account, BytesView id);
Outcome remove_key_file(store::Transaction& tx, const AccountId& account,
                        std::string_view public_key);

/// Ten new codes ("ABCD-EFGH-JKMN-PQRS", 80 random bits each); the ones before are void. They are
/// shown once and kept as digests.
std::vector<std::string> renew_recovery_codes(store::Transaction& tx, const AccountId& account);
int count_recovery_codes(store::Transaction& tx, const AccountId& account);
/// Whose it is; it is spent by this. Case, blanks and hyphens do not matter. Refuses
/// "staff.recovery_code_unknown".
Result<AccountId> spend_recovery_code(store::Transaction& tx, std::string_view code);

}  // namespace kolokol::staff
