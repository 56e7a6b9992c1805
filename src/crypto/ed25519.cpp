#include "crypto/ed25519.hpp"

#include <sodium.h>

#include "crypto/random.hpp"
#include "crypto/raw.hpp"

namespace kolokol::crypto {

SigningKey SigningKey::generate() {
    return *from_seed(Secret(random_bytes(crypto_sign_SEEDBYTES)));
}

Result<SigningKey> SigningKey::from_seed(const Secret& seed) {
    ready();
    if (seed.expose().size() != crypto_sign_SEEDBYTES)
        return refuse(Kind::invalid, "crypto.not_a_seed", "an Ed25519 seed has 32 bytes");
    Bytes pub(crypto_sign_PUBLICKEYBYTES, '\0');
    Bytes secret(crypto_sign_SECRETKEYBYTES, '\0');
    crypto_sign_seed_keypair(raw(pub), raw(secret), raw(seed.expose()));
    return SigningKey(PublicKey{std::move(pub)}, Secret(std::move(secret)));
}

Secret SigningKey::seed() const {
    Bytes seed(crypto_sign_SEEDBYTES, '\0');
    crypto_sign_ed25519_sk_to_seed(raw(seed), raw(secret_.expose()));
    return Secret(std::move(seed));
}

Bytes SigningKey::sign(BytesView message) const {
    Bytes signature(crypto_sign_BYTES, '\0');
    crypto_sign_detached(raw(signature), nullptr, raw(message), message.size(),
                         raw(secret_.expose()));
    return signature;
}

bool verify(const PublicKey& key, BytesView message, BytesView signature) {
    ready();
    return key.bytes.size() == crypto_sign_PUBLICKEYBYTES &&
           signature.size() == crypto_sign_BYTES &&
           crypto_sign_verify_detached(raw(signature), raw(message), message.size(),
                                       raw(key.bytes)) == 0;
}

}  // namespace kolokol::crypto
