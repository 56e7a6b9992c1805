#pragma once
// Who signs: today a key in a file, later a machine of its own.

#include <utility>

#include "base/bytes.hpp"
#include "crypto/ed25519.hpp"

namespace kolokol::edition {

class Signer {
public:
    virtual ~Signer() = default;
    virtual const crypto::PublicKey& public_key() const = 0;
    /// 64 bytes, Ed25519. Refuses "keys.cannot_sign".
    virtual Result<Bytes> sign(BytesView message) = 0;
};

class FileKeySigner final : public Signer {
public:
    explicit FileKeySigner(crypto::SigningKey key) : key_(std::move(key)) {}
    const crypto::PublicKey& public_key() const override { return key_.public_key(); }
    Result<Bytes> sign(BytesView message) override { return key_.sign(message); }

private:
    crypto::SigningKey key_;
};

/// The edition key and this machine's heartbeat key. Borrowed.
struct Signers {
    Signer& edition;
    Signer& heartbeat;
};

}  // namespace kolokol::edition
