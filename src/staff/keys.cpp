#include "staff/keys.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "crypto/digest.hpp"
#include "crypto/random.hpp"

namespace kolokol::staff {
namespace {

using store::Blob;
using store::Query;

constexpr Query insert_passkey{"staff.insert_passkey", R"sql(
    INSERT INTO passkey (id, account, name, public_key, sign_count, backed_up, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO NOTHING)sql"};
constexpr Query select_passkey{"staff.passkey", R"sql(
    SELECT id, account, name, public_key, sign_count, backed_up, created_at, used_at
    FROM passkey WHERE id = $1)sql"};
constexpr Query select_passkeys{"staff.passkeys_of", R"sql(
    SELECT id, account, name, public_key, sign_count, backed_up, created_at, used_at
    FROM passkey WHERE account = $1 ORDER BY created_at)sql"};
constexpr Query update_passkey{"staff.use_passkey", R"sql(
    UPDATE passkey SET sign_count = $2, backed_up = $3, used_at = $4 WHERE id = $1)sql"};
constexpr Query delete_passkey{"staff.delete_passkey", R"sql(
    DELETE FROM passkey WHERE id = $1 AND account = $2)sql"};
constexpr Query count_all{"staff.count_keys", R"sql(
    SELECT (SELECT COUNT(*) FROM passkey WHERE account = $1)
         + (SELECT COUNT(*) FROM key_file WHERE account = $1))sql"};
constexpr Query delete_codes{"staff.delete_codes_of", R"sql(
    DELETE FROM recovery_code WHERE account = $1)sql"};
constexpr Query insert_code{"staff.insert_code", R"sql(
    INSERT INTO recovery_code (code_hash, account) VALUES ($1, $2))sql"};
constexpr Query count_codes{"staff.count_codes", R"sql(
    SELECT COUNT(*) FROM recovery_code WHERE account = $1)sql"};
constexpr Query take_code{"staff.take_code", R"sql(
    DELETE FROM recovery_code WHERE code_hash = $1 RETURNING account)sql"};

constexpr std::size_t longest_name = 60;
constexpr int code_count = 10;

Passkey read_passkey(const store::Row& row) {
    Passkey passkey;
    passkey.id = row.blob(0);
    passkey.account = AccountId(std::string(row.text(1)));
    passkey.name = row.text(2);
    passkey.public_key = row.blob(3);
    passkey.sign_count = static_cast<std::uint32_t>(row.integer(4));
    passkey.backed_up = row.boolean(5);
    passkey.created_at = row.instant(6);
    passkey.used_at = row.optional_instant(7);
    return passkey;
}

/// Crockford's 32 signs: none is taken for another.
constexpr std::string_view signs = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

std::string make_code() {
    std::string code;
    for (const char byte : crypto::random_bytes(16)) {
        if (code.size() % 5 == 4) code += '-';
        code += signs[static_cast<std::uint8_t>(byte) % 32];
    }
    return code;
}

/// As it was made, from what somebody typed off paper.
std::string plain_code(std::string_view typed) {
    std::string code;
    for (char c : typed) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        if (c == 'O') c = '0';
        if (c == 'I' || c == 'L') c = '1';
        if (signs.find(c) != std::string_view::npos) code += c;
    }
    return code;
}

std::string hash_of_code(std::string_view code) {
    return crypto::sha256(plain_code(code)).hex();
}

}  // namespace

std::string key_name(std::string_view name) {
    std::string kept(trim(name).substr(0, longest_name));
    while (!kept.empty() && !is_utf8(kept))
        kept.pop_back();
    std::replace_if(
        kept.begin(), kept.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
    return kept;
}

Outcome add_passkey(store::Transaction& tx, const AccountId& account, std::string_view name,
                    const NewPasskey& passkey, Instant now) {
    const auto added = tx.execute(
        insert_passkey, {Blob{passkey.credential_id}, account, key_name(name),
                         Blob{passkey.public_key}, passkey.sign_count, passkey.backed_up, now});
    if (added == 1) return done();
    return refuse(Kind::conflict, "staff.passkey_known", "that passkey is known here already");
}

std::optional<Passkey> find_passkey(store::Transaction& tx, BytesView id) {
    return tx.first(select_passkey, {Blob{Bytes(id)}}, read_passkey);
}

std::vector<Passkey> passkeys_of(store::Transaction& tx, const AccountId& account) {
    return tx.all(select_passkeys, {account}, read_passkey);
}

void note_use(store::Transaction& tx, const Passkey& passkey, const SeenPasskey& seen,
              Instant now) {
    tx.execute(update_passkey, {Blob{passkey.id}, seen.sign_count, seen.backed_up, now});
}

int count_keys(store::Transaction& tx, const AccountId& account) {
    return static_cast<int>(tx.number(count_all, {account}));
}

Outcome remove_passkey(store::Transaction& tx, const AccountId& account, BytesView id) {
    if (const auto kept = keep_one_key(tx, account); !kept) return kept;
    if (tx.execute(delete_passkey, {Blob{Bytes(id)}, account}) == 1) return done();
    return refuse(Kind::not_found, "staff.key_unknown", "that passkey is not there any more");
}

Outcome keep_one_key(store::Transaction& tx, const AccountId& account) {
    if (count_keys(tx, account) > 1) return done();
    return refuse(Kind::conflict, "staff.last_key",
                  "it is the only key of this account: add another one first");
}

std::vector<std::string> renew_recovery_codes(store::Transaction& tx, const AccountId& account) {
    tx.execute(delete_codes, {account});
    std::vector<std::string> codes;
    for (int i = 0; i < code_count; ++i) {
        codes.push_back(make_code());
        tx.execute(insert_code, {hash_of_code(codes.back()), account});
    }
    return codes;
}

int count_recovery_codes(store::Transaction& tx, const AccountId& account) {
    return static_cast<int>(tx.number(count_codes, {account}));
}

Result<AccountId> spend_recovery_code(store::Transaction& tx, std::string_view code) {
    auto account = tx.first(take_code, {hash_of_code(code)}, [](const store::Row& row) {
        return AccountId(std::string(row.text(0)));
    });
    if (account) return *account;
    return refuse(Kind::forbidden, "staff.recovery_code_unknown",
                  "that recovery code is not known, or has been used");
}

}  // namespace kolokol::staff
