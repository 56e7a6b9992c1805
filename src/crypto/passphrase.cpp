#include "crypto/passphrase.hpp"

#include <sodium.h>

#include "crypto/random.hpp"
#include "crypto/raw.hpp"

namespace kolokol::crypto {

static_assert(salt_size == crypto_pwhash_argon2id_SALTBYTES);

Result<Secret> key_from_passphrase(const Secret& passphrase, BytesView salt, Hardness hardness) {
    ready();
    if (salt.size() != salt_size || hardness.passes < crypto_pwhash_argon2id_OPSLIMIT_MIN ||
        hardness.passes > 64 || hardness.memory_bytes < crypto_pwhash_argon2id_MEMLIMIT_MIN ||
        hardness.memory_bytes > (1ULL << 30U))
        return refuse(Kind::invalid, "crypto.bad_salt",
                      "the salt or the cost of a passphrase is out of range");
    Bytes key(32, '\0');
    const BytesView text = passphrase.expose();
    if (crypto_pwhash(raw(key), key.size(), text.data(), text.size(), raw(salt), hardness.passes,
                      hardness.memory_bytes, crypto_pwhash_ALG_ARGON2ID13) != 0)
        return refuse(Kind::unavailable, "crypto.no_memory",
                      "there is not enough memory to check a passphrase");
    return Secret(std::move(key));
}

}  // namespace kolokol::crypto
