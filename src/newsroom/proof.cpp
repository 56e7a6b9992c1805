#include "newsroom/proof.hpp"

#include "staff/challenge.hpp"
#include "staff/keys.hpp"

namespace kolokol::newsroom {
namespace {

/// Empty where absent or no base64url.
Bytes sent_bytes(const Visit& visit, std::string_view name) {
    return from_base64url(visit.sent(name)).value_or(Bytes());
}

Result<Proof> prove_by_passkey(const Visit& visit, BytesView challenge) {
    const staff::Assertion given{sent_bytes(visit, "client_data"),
                                 sent_bytes(visit, "authenticator_data"),
                                 sent_bytes(visit, "signature")};
    if (given.signature.empty()) return refuse(Kind::invalid, "newsroom.no_script");
    const auto passkey = staff::find_passkey(visit.tx(), sent_bytes(visit, "credential"));
    if (!passkey) return refuse(Kind::forbidden, "staff.passkey_unknown");
    const auto seen = staff::verify_assertion(visit.host(), challenge, passkey->public_key,
                                              passkey->sign_count, given);
    if (!seen) return refuse(seen.error());
    staff::note_use(visit.tx(), *passkey, *seen, visit.now());
    return Proof{passkey->account, staff::Way::passkey};
}

Result<Proof> prove_by_key_file(const Visit& visit, BytesView challenge) {
    const auto file =
        staff::verify_key_file(visit.tx(), visit.host().origin, challenge, visit.sent("answer"));
    if (!file) return refuse(file.error());
    staff::note_use(visit.tx(), *file, visit.now());
    return Proof{file->account, staff::Way::key_file};
}

}  // namespace

theme::Record question(const Visit& visit, std::string_view purpose) {
    return {{"challenge", to_base64url(staff::make_challenge(visit.tx(), purpose, visit.now()))},
            {"host", visit.host().id},
            {"origin", visit.host().origin}};
}

Result<Proof> prove(const Visit& visit, std::string_view purpose) {
    const Bytes challenge = sent_bytes(visit, "challenge");
    auto proof = visit.sent("answer").empty() ? prove_by_passkey(visit, challenge)
                                              : prove_by_key_file(visit, challenge);
    if (!proof) return proof;
    if (const auto spent = staff::spend_challenge(visit.tx(), challenge, purpose, visit.now());
        !spent)
        return refuse(spent.error());
    return proof;
}

Outcome prove_again(const Visit& visit, std::string_view purpose) {
    const auto proof = prove(visit, purpose);
    if (!proof) return refuse(proof.error());
    if (proof->account != visit.account().id) return refuse(Kind::forbidden, "staff.not_yours");
    return done();
}

Outcome add_key_from_form(const Visit& visit, const staff::AccountId& account,
                          std::string_view purpose) {
    const std::string name = visit.sent("key_name");
    if (const std::string key = visit.sent("key_file"); !key.empty()) {
        const auto file = staff::add_key_file(visit.tx(), account, name, key, visit.now());
        if (!file) return refuse(file.error());
        return done();
    }
    const Bytes challenge = sent_bytes(visit, "challenge");
    const staff::Registration given{sent_bytes(visit, "client_data"),
                                    sent_bytes(visit, "attestation")};
    if (given.attestation_object.empty()) return refuse(Kind::invalid, "newsroom.no_script");
    const auto made = staff::verify_registration(visit.host(), challenge, given);
    if (!made) return refuse(made.error());
    if (const auto spent = staff::spend_challenge(visit.tx(), challenge, purpose, visit.now());
        !spent)
        return spent;
    return staff::add_passkey(visit.tx(), account, name, *made, visit.now());
}

}  // namespace kolokol::newsroom
