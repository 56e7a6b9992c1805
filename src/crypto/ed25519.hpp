#pragma once
// Ed25519 (RFC 8032) signatures.

#include "base/bytes.hpp"
#include "base/secret.hpp"

namespace kolokol::crypto {

/// 32 bytes.
struct PublicKey {
    Bytes bytes;
    auto operator<=>(const PublicKey&) const = default;
};

class SigningKey {
public:
    static SigningKey generate();
    /// From the 32-byte seed of RFC 8032. Refuses "crypto.not_a_seed".
    static Result<SigningKey> from_seed(const Secret& seed);
    const PublicKey& public_key() const { return public_; }
    /// 32 bytes: what is kept in a key file.
    Secret seed() const;
    /// 64 bytes.
    Bytes sign(BytesView message) const;

private:
    SigningKey(PublicKey pub, Secret secret)
        : public_(std::move(pub)), secret_(std::move(secret)) {}
    PublicKey public_;
    Secret secret_;
};

/// False too for keys and signatures of the wrong length.
bool verify(const PublicKey& key, BytesView message, BytesView signature);

}  // namespace kolokol::crypto
