#include "staff/cose_key.hpp"

#include "staff/cbor.hpp"

namespace kolokol::staff {
namespace {

// labels and values of RFC 9053 section 7 and RFC 8230 section 4
constexpr std::int64_t key_type = 1;
constexpr std::int64_t algorithm = 3;
constexpr std::int64_t curve = -1;
constexpr std::int64_t x_coordinate = -2;
constexpr std::int64_t y_coordinate = -3;
constexpr std::int64_t rsa_modulus = -1;
constexpr std::int64_t rsa_exponent = -2;

std::int64_t integer(const Cbor& key, std::int64_t label) {
    const Cbor* found = key.find(label);
    return found != nullptr && found->integer() != nullptr ? *found->integer() : 0;
}

Bytes bytes_of(const Cbor& key, std::int64_t label) {
    const Cbor* found = key.find(label);
    return found != nullptr && found->bytes() != nullptr ? *found->bytes() : Bytes();
}

}  // namespace

Result<CoseKey> CoseKey::read(BytesView bytes) {
    const auto read = read_cbor(bytes);
    if (!read || read->item.map() == nullptr)
        return refuse(Kind::invalid, "staff.passkey_damaged", "the passkey's public key is no map");
    const Cbor& key = read->item;
    Bytes own(bytes.substr(0, read->size));
    const std::int64_t type = integer(key, key_type);
    switch (integer(key, algorithm)) {
        case -7: {
            crypto::P256Point point{bytes_of(key, x_coordinate), bytes_of(key, y_coordinate)};
            if (type != 2 || integer(key, curve) != 1 || point.x.size() != 32 ||
                point.y.size() != 32)
                break;
            return CoseKey(std::move(own), std::move(point));
        }
        case -8: {
            crypto::PublicKey point{bytes_of(key, x_coordinate)};
            if (type != 1 || integer(key, curve) != 6 || point.bytes.size() != 32) break;
            return CoseKey(std::move(own), std::move(point));
        }
        case -257: {
            crypto::RsaPublicKey numbers{bytes_of(key, rsa_modulus), bytes_of(key, rsa_exponent)};
            if (type != 3 || numbers.modulus.size() < 256 || numbers.exponent.empty()) break;
            return CoseKey(std::move(own), std::move(numbers));
        }
        default:
            return refuse(Kind::invalid, "staff.passkey_algorithm",
                          "the passkey signs by another algorithm than ES256, EdDSA and RS256");
    }
    return refuse(Kind::invalid, "staff.passkey_damaged",
                  "the passkey's public key does not fit its algorithm");
}

bool CoseKey::verify(BytesView message, BytesView signature) const {
    if (const auto* point = std::get_if<crypto::P256Point>(&any_))
        return crypto::verify_es256(*point, message, signature);
    if (const auto* point = std::get_if<crypto::PublicKey>(&any_))
        return crypto::verify(*point, message, signature);
    return crypto::verify_rs256(std::get<crypto::RsaPublicKey>(any_), message, signature);
}

}  // namespace kolokol::staff
