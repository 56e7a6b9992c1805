#pragma once
// libsodium and OpenSSL speak of unsigned char, this house of Bytes. For this room's sources only.

#include "base/bytes.hpp"

namespace kolokol::crypto {

inline const unsigned char* raw(BytesView bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}
inline unsigned char* raw(Bytes& bytes) {
    return reinterpret_cast<unsigned char*>(bytes.data());
}

}  // namespace kolokol::crypto
