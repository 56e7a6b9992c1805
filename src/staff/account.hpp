#pragma once
// Accounts: a pseudonym that only the newsroom sees, roles, and the keys that open it. An account's
// name is never printed; an article's byline is chosen apart from it.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "base/language.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "staff/role.hpp"
#include "store/transaction.hpp"

namespace kolokol::staff {

using AccountId = Id<struct AccountTag>;

struct Account {
    AccountId id;
    std::string pseudonym;
    Language language;
    Roles roles;
    /// 32 bytes: WebAuthn's user.id.
    Bytes user_handle;
    Instant created_at;
    std::optional<Instant> removed_at;

    bool may(Right right) const { return !removed_at && roles.may(right); }
};

/// 1 to 60 characters on one line, without blanks at either end. Refuses "staff.pseudonym_wrong".
Result<std::string> parse_pseudonym(std::string_view text);

/// `user_handle` has 32 bytes that say nothing of the person. Refuses "staff.pseudonym_taken" and
/// what parse_pseudonym refuses.
Result<Account> create_account(store::Transaction& tx, std::string_view pseudonym,
                               const Language& language, const Roles& roles, BytesView user_handle,
                               Instant now);

std::optional<Account> find_account(store::Transaction& tx, const AccountId& id);
std::optional<Account> find_account_by_pseudonym(store::Transaction& tx,
                                                 std::string_view pseudonym);
/// Those who work here, by pseudonym.
std::vector<Account> accounts(store::Transaction& tx);
/// How many of them may do this.
int count_with(store::Transaction& tx, Right right);

void set_language(store::Transaction& tx, const AccountId& id, const Language& language);

/// Counts from the next request on. Refuses "staff.account_unknown", "staff.last_publisher" (nobody
/// would be left who can invite).
Outcome set_roles(store::Transaction& tx, const AccountId& id, const Roles& roles);

/// The account stays for the audit trail; its keys, codes and sessions are gone. Refuses as
/// set_roles does.
Outcome remove_account(store::Transaction& tx, const AccountId& id, Instant now);

/// All keys, codes and sessions of an account: before it is given new ones.
void drop_keys(store::Transaction& tx, const AccountId& id);

}  // namespace kolokol::staff
