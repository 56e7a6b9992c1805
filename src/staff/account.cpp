#include "staff/account.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/character.hpp"
#include "base/text.hpp"

namespace kolokol::staff {
namespace {

using store::Query;

constexpr std::size_t longest_pseudonym = 60;

constexpr Query insert_account{"staff.insert_account", R"sql(
    INSERT INTO account (id, pseudonym, language, user_handle, created_at)
    VALUES ($1, $2, $3, $4, $5))sql"};
constexpr Query insert_role{"staff.insert_role", R"sql(
    INSERT INTO account_role (account, role) VALUES ($1, $2))sql"};
constexpr Query delete_roles{"staff.delete_roles", R"sql(
    DELETE FROM account_role WHERE account = $1)sql"};
constexpr Query select_by_id{"staff.account_by_id", R"sql(
    SELECT id, pseudonym, language, user_handle, created_at, removed_at
    FROM account WHERE id = $1)sql"};
constexpr Query select_by_pseudonym{"staff.account_by_pseudonym", R"sql(
    SELECT id, pseudonym, language, user_handle, created_at, removed_at
    FROM account WHERE pseudonym = $1 AND removed_at IS NULL)sql"};
constexpr Query select_accounts{"staff.accounts", R"sql(
    SELECT id, pseudonym, language, user_handle, created_at, removed_at
    FROM account WHERE removed_at IS NULL ORDER BY pseudonym)sql"};
constexpr Query select_roles{"staff.roles_of", R"sql(
    SELECT role FROM account_role WHERE account = $1)sql"};
constexpr Query update_language{"staff.set_language", R"sql(
    UPDATE account SET language = $2 WHERE id = $1)sql"};
constexpr Query mark_removed{"staff.remove_account", R"sql(
    UPDATE account SET removed_at = $2 WHERE id = $1 AND removed_at IS NULL)sql"};
constexpr Query delete_passkeys{"staff.delete_passkeys", R"sql(
    DELETE FROM passkey WHERE account = $1)sql"};
constexpr Query delete_key_files{"staff.delete_key_files", R"sql(
    DELETE FROM key_file WHERE account = $1)sql"};
constexpr Query delete_codes{"staff.delete_codes", R"sql(
    DELETE FROM recovery_code WHERE account = $1)sql"};
constexpr Query delete_sessions{"staff.delete_sessions", R"sql(
    DELETE FROM staff_session WHERE account = $1)sql"};
constexpr Query delete_invitations{"staff.delete_resets", R"sql(
    DELETE FROM invitation WHERE resets = $1)sql"};

Account read_account(const store::Row& row) {
    Account account;
    account.id = AccountId(std::string(row.text(0)));
    account.pseudonym = row.text(1);
    account.language = Language::parse(row.text(2)).value_or(Language());
    account.user_handle = row.blob(3);
    account.created_at = row.instant(4);
    account.removed_at = row.optional_instant(5);
    return account;
}

void read_roles(store::Transaction& tx, Account& account) {
    tx.each(select_roles, {account.id}, [&](const store::Row& row) {
        if (const auto role = parse_role(row.text(0))) account.roles.add(*role);
    });
}

void write_roles(store::Transaction& tx, const AccountId& id, const Roles& roles) {
    tx.execute(delete_roles, {id});
    for (const Role role : roles.all())
        tx.execute(insert_role, {id, to_string(role)});
}

Result<Account> account_at_work(store::Transaction& tx, const AccountId& id) {
    auto account = find_account(tx, id);
    if (!account || account->removed_at)
        return refuse(Kind::not_found, "staff.account_unknown",
                      "nobody of that id works here; see kolokol staff list");
    return *account;
}

Outcome keep_one_who_can_invite(store::Transaction& tx, const Account& changed,
                                const Roles& afterwards) {
    if (!changed.may(Right::staffing) || afterwards.may(Right::staffing) ||
        count_with(tx, Right::staffing) > 1)
        return done();
    return refuse(Kind::conflict, "staff.last_publisher",
                  fmt::format("{} is the only publisher: nobody would be left who can invite; make "
                              "somebody else publisher first",
                              changed.pseudonym));
}

}  // namespace

Result<std::string> parse_pseudonym(std::string_view text) {
    const std::string_view name = trim(text);
    const bool one_line = std::none_of(name.begin(), name.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
    });
    if (name.empty() || !one_line || !is_utf8(name) || count_characters(name) > longest_pseudonym)
        return refuse(
            Kind::invalid, "staff.pseudonym_wrong",
            fmt::format("a pseudonym has 1 to {} characters on one line", longest_pseudonym));
    return std::string(name);
}

Result<Account> create_account(store::Transaction& tx, std::string_view pseudonym,
                               const Language& language, const Roles& roles, BytesView user_handle,
                               Instant now) {
    auto name = parse_pseudonym(pseudonym);
    if (!name) return refuse(name.error());
    if (find_account_by_pseudonym(tx, *name))
        return refuse(Kind::conflict, "staff.pseudonym_taken",
                      "somebody here has that pseudonym already; choose another");
    Account account{
        AccountId::make(now), std::move(*name), language, roles, Bytes(user_handle), now,
        std::nullopt};
    tx.execute(insert_account, {account.id, account.pseudonym, language.tag(),
                                store::Blob{account.user_handle}, now});
    write_roles(tx, account.id, roles);
    return account;
}

std::optional<Account> find_account(store::Transaction& tx, const AccountId& id) {
    auto account = tx.first(select_by_id, {id}, read_account);
    if (account) read_roles(tx, *account);
    return account;
}

std::optional<Account> find_account_by_pseudonym(store::Transaction& tx,
                                                 std::string_view pseudonym) {
    auto account = tx.first(select_by_pseudonym, {pseudonym}, read_account);
    if (account) read_roles(tx, *account);
    return account;
}

std::vector<Account> accounts(store::Transaction& tx) {
    auto found = tx.all(select_accounts, {}, read_account);
    for (Account& account : found)
        read_roles(tx, account);
    return found;
}

int count_with(store::Transaction& tx, Right right) {
    const auto all = accounts(tx);
    return static_cast<int>(
        std::count_if(all.begin(), all.end(), [&](const Account& it) { return it.may(right); }));
}

void set_language(store::Transaction& tx, const AccountId& id, const Language& language) {
    tx.execute(update_language, {id, language.tag()});
}

Outcome set_roles(store::Transaction& tx, const AccountId& id, const Roles& roles) {
    const auto account = account_at_work(tx, id);
    if (!account) return refuse(account.error());
    if (const auto kept = keep_one_who_can_invite(tx, *account, roles); !kept) return kept;
    write_roles(tx, id, roles);
    return done();
}

Outcome remove_account(store::Transaction& tx, const AccountId& id, Instant now) {
    const auto account = account_at_work(tx, id);
    if (!account) return refuse(account.error());
    if (const auto kept = keep_one_who_can_invite(tx, *account, Roles()); !kept) return kept;
    tx.execute(mark_removed, {id, now});
    write_roles(tx, id, Roles());
    drop_keys(tx, id);
    return done();
}

void drop_keys(store::Transaction& tx, const AccountId& id) {
    tx.execute(delete_passkeys, {id});
    tx.execute(delete_key_files, {id});
    tx.execute(delete_codes, {id});
    tx.execute(delete_sessions, {id});
    tx.execute(delete_invitations, {id});
}

}  // namespace kolokol::staff
