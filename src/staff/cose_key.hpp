#pragma once
// The public key of a passkey, in the form in which authenticators hand it over (COSE_Key, RFC 9052
// section 7) and in which it is stored.

#include <variant>

#include "base/bytes.hpp"
#include "crypto/ed25519.hpp"
#include "crypto/foreign_signature.hpp"

namespace kolokol::staff {

class CoseKey {
public:
    /// ES256 (-7), EdDSA over Ed25519 (-8) and RS256 (-257, which Windows Hello offers on older
    /// machines). The key stands at the start of `bytes`. Refuses "staff.passkey_damaged",
    /// "staff.passkey_algorithm".
    static Result<CoseKey> read(BytesView bytes);
    /// The bytes that were read, without what followed them.
    const Bytes& bytes() const { return bytes_; }
    bool verify(BytesView message, BytesView signature) const;

private:
    using Any = std::variant<crypto::P256Point, crypto::PublicKey, crypto::RsaPublicKey>;
    CoseKey(Bytes bytes, Any any) : bytes_(std::move(bytes)), any_(std::move(any)) {}
    Bytes bytes_;
    Any any_;
};

}  // namespace kolokol::staff
