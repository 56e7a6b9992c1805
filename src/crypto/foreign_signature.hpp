#pragma once
// Signatures that we never make but must be able to check: other TUF repositories sign their root
// metadata with ECDSA or RSA. Looking for our own? See ed25519.hpp.

#include <string_view>

#include "base/bytes.hpp"

namespace kolokol::crypto {

/// ECDSA over P-256 with SHA-256; the key as PEM (SubjectPublicKeyInfo), the signature as DER.
bool verify_ecdsa_p256(std::string_view pem, BytesView message, BytesView signature);

/// RSASSA-PSS with SHA-256 and MGF1-SHA-256, any salt length, keys of 2048 to 16384 bits as PEM.
bool verify_rsa_pss(std::string_view pem, BytesView message, BytesView signature);

}  // namespace kolokol::crypto
