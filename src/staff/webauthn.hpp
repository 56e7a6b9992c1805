#pragma once
// The server's half of WebAuthn level 2 (W3C Recommendation of 8 April 2021): what a browser sends
// back is held against what was asked. Attestation is not asked for and not looked at ("none"):
// which make of key somebody carries is nobody's business here.

#include <cstdint>
#include <string>

#include "base/bytes.hpp"

namespace kolokol::staff {

/// The newsroom as browsers know it. A passkey made for one host is of no use on another.
struct RelyingParty {
    /// Host name without port: "newsroom.example.org", "localhost".
    std::string id;
    /// "https://newsroom.example.org", "http://localhost:8080".
    std::string origin;
};

/// What navigator.credentials.create() gave.
struct Registration {
    Bytes client_data_json;
    Bytes attestation_object;
};

/// What navigator.credentials.get() gave.
struct Assertion {
    Bytes client_data_json;
    Bytes authenticator_data;
    Bytes signature;
};

struct NewPasskey {
    /// At most 1,023 bytes.
    Bytes credential_id;
    /// A COSE_Key: staff/cose_key.hpp.
    Bytes public_key;
    std::uint32_t sign_count = 0;
    /// It is kept in a cloud or a password manager, and so in more than one device.
    bool backed_up = false;
};

struct SeenPasskey {
    std::uint32_t sign_count = 0;
    bool backed_up = false;
};

/// Section 7.1. `challenge` is the one that was handed out, and is of no use afterwards. Refuses
/// "staff.passkey_damaged", "_algorithm", and what verify_assertion() refuses but "_forged" and
/// "_copied".
Result<NewPasskey> verify_registration(const RelyingParty& party, BytesView challenge,
                                       const Registration& registration);

/// Section 7.2, against the stored key and count. Refuses "staff.passkey_damaged",
/// "staff.passkey_wrong_kind" (made for the other ceremony), "staff.passkey_wrong_challenge",
/// "staff.passkey_wrong_origin" (and frames of another origin), "staff.passkey_wrong_host",
/// "staff.passkey_not_verified" (the person showed no finger, face or PIN),
/// "staff.passkey_forged" and "staff.passkey_copied" (the count did not rise: section 6.1.1).
Result<SeenPasskey> verify_assertion(const RelyingParty& party, BytesView challenge,
                                     BytesView public_key, std::uint32_t sign_count,
                                     const Assertion& assertion);

}  // namespace kolokol::staff
