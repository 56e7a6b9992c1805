#include "e2e/authenticator.hpp"

#include <fmt/format.h>

#include "crypto/digest.hpp"

namespace kolokol::testing {
namespace {

constexpr char present_and_verified = 0x05;
constexpr char with_credential = 0x40;

std::string client_data(std::string_view type, const std::string& challenge,
                        const std::string& origin) {
    return fmt::format(R"({{"type":"{}","challenge":"{}","origin":"{}","crossOrigin":false}})",
                       type, challenge, origin);
}

/// A CBOR byte string of 24 to 65,535 bytes (RFC 8949 section 3.1).
Bytes cbor_bytes(BytesView bytes) {
    Bytes out(1, '\x59');
    out += static_cast<char>(bytes.size() >> 8U);
    out += static_cast<char>(bytes.size() & 0xFFU);
    return out.append(bytes);
}

}  // namespace

Bytes Authenticator::data(const std::string& host, char flags) {
    if (counts_ == Counts::uses) ++count_;
    Bytes data(crypto::sha256(host).bytes());
    data += flags;
    for (int shift = 24; shift >= 0; shift -= 8)
        data += static_cast<char>(count_ >> shift);
    return data;
}

Authenticator::Made Authenticator::make(const std::string& challenge, const std::string& host,
                                        const std::string& origin) {
    Bytes all = data(host, present_and_verified | with_credential);
    all.append(16, '\0');  // AAGUID
    all += '\0';
    all += static_cast<char>(id_.size());
    all += id_;
    // {1: OKP, 3: EdDSA, -1: Ed25519, -2: x}
    all += from_hex("a4010103272006215820").value() + key_.public_key().bytes;
    Bytes object = from_hex("a3").value();
    object += from_hex("63666d74646e6f6e65").value();  // "fmt": "none"
    object += from_hex("6761747453746d74a0").value();  // "attStmt": {}
    object += from_hex("686175746844617461").value();  // "authData":
    object += cbor_bytes(all);
    return {to_base64url(client_data("webauthn.create", challenge, origin)), to_base64url(object)};
}

Authenticator::Given Authenticator::answer(const std::string& challenge, const std::string& host,
                                           const std::string& origin) {
    const Bytes all = data(host, present_and_verified);
    const std::string said = client_data("webauthn.get", challenge, origin);
    return {to_base64url(id_), to_base64url(said), to_base64url(all),
            to_base64url(key_.sign(all + Bytes(crypto::sha256(said).bytes())))};
}

}  // namespace kolokol::testing
