#include "base/text.hpp"
#include "crypto/foreign_signature.hpp"
#include "staff/keys.hpp"

namespace kolokol::staff {
namespace {

using store::Query;

constexpr Query insert_key_file{"staff.insert_key_file", R"sql(
    INSERT INTO key_file (id, account, name, public_key, created_at)
    VALUES ($1, $2, $3, $4, $5) ON CONFLICT (public_key) DO NOTHING)sql"};
constexpr Query select_key_files{"staff.key_files_of", R"sql(
    SELECT id, account, name, public_key, created_at, used_at
    FROM key_file WHERE account = $1 ORDER BY created_at)sql"};
constexpr Query update_key_file{"staff.use_key_file", R"sql(
    UPDATE key_file SET used_at = $2 WHERE id = $1)sql"};
constexpr Query delete_key_file{"staff.delete_key_file", R"sql(
    DELETE FROM key_file WHERE id = $1 AND account = $2)sql"};

KeyFile read_key_file(const store::Row& row) {
    KeyFile file;
    file.id = KeyFileId(std::string(row.text(0)));
    file.account = AccountId(std::string(row.text(1)));
    file.name = row.text(2);
    file.public_key = row.text(3);
    file.created_at = row.instant(4);
    file.used_at = row.optional_instant(5);
    return file;
}

}  // namespace

Result<KeyFile> add_key_file(store::Transaction& tx, const AccountId& account,
                             std::string_view name, std::string_view public_key, Instant now) {
    auto pem = crypto::p256_as_pem(trim(public_key));
    if (!pem)
        return refuse(Kind::invalid, "staff.key_file_wrong",
                      "that is no public key of a key file; it begins with BEGIN PUBLIC KEY and is "
                      "made by kolokol staff key-file");
    KeyFile file{KeyFileId::make(now), account, key_name(name), std::move(*pem), now, std::nullopt};
    const auto added =
        tx.execute(insert_key_file, {file.id, account, file.name, file.public_key, now});
    if (added == 1) return file;
    return refuse(Kind::conflict, "staff.key_file_known", "that key file is known here already");
}

std::vector<KeyFile> key_files_of(store::Transaction& tx, const AccountId& account) {
    return tx.all(select_key_files, {account}, read_key_file);
}

std::optional<KeyFile> find_signing_key_file(store::Transaction& tx, const AccountId& account,
                                             BytesView message, std::string_view signature) {
    const auto r_and_s = from_base64url(trim(signature));
    if (!r_and_s) return std::nullopt;
    for (KeyFile& file : key_files_of(tx, account))
        if (crypto::verify_es256_pem(file.public_key, message, *r_and_s)) return std::move(file);
    return std::nullopt;
}

void note_use(store::Transaction& tx, const KeyFile& file, Instant now) {
    tx.execute(update_key_file, {file.id, now});
}

Outcome remove_key_file(store::Transaction& tx, const AccountId& account, const KeyFileId& id) {
    if (const auto kept = keep_one_key(tx, account); !kept) return kept;
    if (tx.execute(delete_key_file, {id, account}) == 1) return done();
    return refuse(Kind::not_found, "staff.key_unknown", "that key file is not there any more");
}

}  // namespace kolokol::staff
