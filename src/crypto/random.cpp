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

}  // namespace kolokol::crypto
