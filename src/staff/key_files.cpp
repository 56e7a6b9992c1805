#include "base/text.hpp"
#include "staff/keys.hpp"

namespace kolokol::staff {
namespace {

using store::Query;

constexpr Query insert_key_file{"staff.insert_key_file", R"sql(
    INSERT INTO key_file (id, account, name, created_at) VALUES ($1, $2, $3, $4)
    ON CONFLICT (id) DO NOTHING)sql"};
constexpr Query select_key_files{"staff.key_files_of", R"sql(
    SELECT id, account, name, created_at, used_at
    FROM key_file WHERE account = $1 ORDER BY created_at)sql"};
constexpr Query select_key_file{"staff.key_file", R"sql(
    SELECT id, account, name, created_at, used_at FROM key_file WHERE id = $1)sql"};
constexpr Query update_key_file{"staff.use_key_file", R"sql(
    UPDATE key_file SET used_at = $2 WHERE id = $1)sql"};
constexpr Query delete_key_file{"staff.delete_key_file", R"sql(
    DELETE FROM key_file WHERE id = $1 AND account = $2)sql"};

constexpr std::size_t key_size = 32;
constexpr std::size_t signature_size = 64;

KeyFile read_key_file(const store::Row& row) {
    KeyFile file;
    file.key = {from_base64url(row.text(0)).value_or(Bytes())};
    file.account = AccountId(std::string(row.text(1)));
    file.name = row.text(2);
    file.created_at = row.instant(3);
    file.used_at = row.optional_instant(4);
    return file;
}

}  // namespace

Result<KeyFile> add_key_file(store::Transaction& tx, const AccountId& account,
                             std::string_view name, std::string_view public_key, Instant now) {
    const auto bytes = from_base64url(trim(public_key));
    if (!bytes || bytes->size() != key_size)
        return refuse(Kind::invalid, "staff.key_file_wrong",
                      "that is not the public half of a key file: it has 43 characters and is "
                      "printed by kolokol staff key-file");
    KeyFile file{{*bytes}, account, key_name(name), now, std::nullopt};
    const auto added =
        tx.execute(insert_key_file, {to_base64url(file.key.bytes), account, file.name, now});
    if (added == 1) return file;
    return refuse(Kind::conflict, "staff.key_file_known", "that key file is known here already");
}

std::vector<KeyFile> key_files_of(store::Transaction& tx, const AccountId& account) {
    return tx.all(select_key_files, {account}, read_key_file);
}

void note_use(store::Transaction& tx, const KeyFile& file, Instant now) {
    tx.execute(update_key_file, {to_base64url(file.key.bytes), now});
}

Outcome remove_key_file(store::Transaction& tx, const AccountId& account,
                        std::string_view public_key) {
    if (const auto kept = keep_one_key(tx, account); !kept) return kept;
    if (tx.execute(delete_key_file, {public_key, account}) == 1) return done();
    return refuse(Kind::not_found, "staff.key_unknown", "that key file is not there any more");
}

std::string key_file_message(std::string_view origin, std::string_view challenge) {
    std::string message = "kolokol-key-file-1\n";
    return message.append(origin).append("\n").append(challenge).append("\n");
}

Result<KeyFile> verify_key_file(store::Transaction& tx, std::string_view origin,
                                BytesView challenge, std::string_view answer) {
    const std::size_t dot = answer.find('.');
    const auto key = from_base64url(answer.substr(0, dot));
    const auto signature =
        dot == answer.npos ? Result<Bytes>() : from_base64url(answer.substr(dot + 1));
    if (!key || key->size() != key_size || !signature || signature->size() != signature_size)
        return refuse(
            Kind::invalid, "staff.key_file_answer",
            "that is no answer of a key file; copy the whole link that kolokol staff sign "
            "prints");
    auto file = tx.first(select_key_file, {to_base64url(*key)}, read_key_file);
    if (!file ||
        !crypto::verify(file->key, key_file_message(origin, to_base64url(challenge)), *signature))
        return refuse(Kind::forbidden, "staff.key_file_forged",
                      "that key file is not known here, or it signed something else");
    return *file;
}

}  // namespace kolokol::staff
