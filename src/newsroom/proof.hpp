#pragma once
// A question put to a person's keys, and its answer: for coming in, for adding a key, for
// confirming an act.

#include <string_view>

#include "newsroom/visit.hpp"

namespace kolokol::newsroom {

/// What a template needs to ask: {challenge, host, origin}, for the passkey's script and for the
/// key file's command.
theme::Record question(const Visit& visit, std::string_view purpose);

struct Proof {
    staff::AccountId account;
    staff::Way way = staff::Way::passkey;
};
/// Reads the form's fields (challenge, and either credential, client_data, authenticator_data and
/// signature, or answer) and spends the challenge. Refuses what staff's verifying functions refuse,
/// "staff.passkey_unknown", "newsroom.no_script".
Result<Proof> prove(const Visit& visit, std::string_view purpose);
/// The same, by a key of the account that is in: "staff.not_yours".
Outcome prove_again(const Visit& visit, std::string_view purpose);

/// A new passkey or key file for `account` from the form's fields (challenge, client_data and
/// attestation, or key_file; key_name). Refuses what staff refuses.
Outcome add_key_from_form(const Visit& visit, const staff::AccountId& account,
                          std::string_view purpose);

}  // namespace kolokol::newsroom
