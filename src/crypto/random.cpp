#include "crypto/random.hpp"

#include <stdexcept>

#include <sodium.h>

#include "crypto/raw.hpp"

namespace kolokol::crypto {

void ready() {
    static const int outcome = sodium_init();
    if (outcome < 0) throw std::runtime_error("libsodium finds no source of randomness");
}

Bytes random_bytes(std::size_t count) {
    ready();
    Bytes bytes(count, '\0');
    randombytes_buf(bytes.data(), bytes.size());
    return bytes;
}

std::string random_token(std::size_t bytes) {
    return to_base64url(random_bytes(bytes));
}

bool equal_in_constant_time(BytesView left, BytesView right) {
    return left.size() == right.size() &&
           sodium_memcmp(left.data(), right.data(), left.size()) == 0;
}

Bytes keyed_hash(const Secret& key, BytesView bytes) {
    ready();
    crypto_auth_hmacsha256_state state;
    const BytesView secret = key.expose();
    crypto_auth_hmacsha256_init(&state, raw(secret), secret.size());
    crypto_auth_hmacsha256_update(&state, raw(bytes), bytes.size());
    Bytes hash(crypto_auth_hmacsha256_BYTES, '\0');
    crypto_auth_hmacsha256_final(&state, raw(hash));
    return hash;
}

}  // namespace kolokol::crypto
