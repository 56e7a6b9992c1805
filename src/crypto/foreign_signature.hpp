#pragma once
// Signatures that we never make but must be able to check: other TUF repositories sign their root
// metadata with ECDSA or RSA, and so do passkeys. Looking for our own? See ed25519.hpp.

#include <string_view>

#include "base/bytes.hpp"

namespace kolokol::crypto {

/// ECDSA over P-256 with SHA-256; the key as PEM (SubjectPublicKeyInfo), the signature as DER.
bool verify_ecdsa_p256(std::string_view pem, BytesView message, BytesView signature);

/// RSASSA-PSS with SHA-256 and MGF1-SHA-256, any salt length, keys of 2048 to 16384 bits as PEM.
bool verify_rsa_pss(std::string_view pem, BytesView message, BytesView signature);

/// A point of P-256: 32 bytes each, big-endian.
struct P256Point {
    Bytes x;
    Bytes y;
};
/// ECDSA over P-256 with SHA-256 (COSE ES256, RFC 9053 section 2.1), the signature as DER. False
/// too where the point is not on the curve.
bool verify_es256(const P256Point& key, BytesView message, BytesView signature);

/// Big-endian, without leading zeros.
struct RsaPublicKey {
    Bytes modulus;
    Bytes exponent;
};
/// RSASSA-PKCS1-v1_5 with SHA-256 (COSE RS256, RFC 8812 section 2), keys of 2048 to 4096 bits.
bool verify_rs256(const RsaPublicKey& key, BytesView message, BytesView signature);

}  // namespace kolokol::crypto
