#include "staff/webauthn.hpp"

#include <nlohmann/json.hpp>

#include "crypto/digest.hpp"
#include "crypto/random.hpp"
#include "staff/cbor.hpp"
#include "staff/cose_key.hpp"

namespace kolokol::staff {
namespace {

constexpr std::size_t longest_client_data = 8U << 10U;
constexpr std::size_t longest_credential_id = 1023;  // section 7.1 step 17 (level 3), CTAP2's bound

tl::unexpected<Problem> damaged(std::string detail) {
    return refuse(Kind::invalid, "staff.passkey_damaged", std::move(detail));
}

std::string text_member(const nlohmann::json& object, const char* name) {
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// Section 5.8.1: what the browser says of the page that asked.
Outcome check_client_data(const RelyingParty& party, BytesView challenge, std::string_view kind,
                          BytesView json) {
    if (json.size() > longest_client_data) return damaged("the client data is too long");
    const auto data = nlohmann::json::parse(json, nullptr, false);
    if (!data.is_object()) return damaged("the client data is no JSON object");
    if (text_member(data, "type") != kind)
        return refuse(Kind::forbidden, "staff.passkey_wrong_kind",
                      "the answer was made for another ceremony");
    const auto answered = from_base64url(text_member(data, "challenge"));
    if (!answered || challenge.empty() || !crypto::equal_in_constant_time(*answered, challenge))
        return refuse(Kind::forbidden, "staff.passkey_wrong_challenge",
                      "the answer is to another challenge");
    const auto cross = data.find("crossOrigin");
    const bool in_a_frame = cross != data.end() && *cross != nlohmann::json(false);
    if (text_member(data, "origin") != party.origin || in_a_frame)
        return refuse(Kind::forbidden, "staff.passkey_wrong_origin",
                      "the answer was given to a page of another origin");
    return done();
}

/// Section 6.1.
struct AuthenticatorData {
    bool present = false;
    bool verified = false;
    bool backed_up = false;
    bool has_credential = false;
    std::uint32_t sign_count = 0;
    BytesView rest;
};

constexpr std::size_t fixed_size = 37;

Result<AuthenticatorData> read_authenticator_data(const RelyingParty& party, BytesView bytes) {
    if (bytes.size() < fixed_size) return damaged("the authenticator data is too short");
    if (bytes.substr(0, 32) != crypto::sha256(party.id).bytes())
        return refuse(Kind::forbidden, "staff.passkey_wrong_host",
                      "the passkey belongs to another host");
    const auto at = [&](std::size_t i) { return static_cast<std::uint8_t>(bytes[i]); };
    AuthenticatorData data;
    const std::uint8_t flags = at(32);
    data.present = (flags & 0x01U) != 0;
    data.verified = (flags & 0x04U) != 0;
    data.backed_up = (flags & 0x10U) != 0;
    data.has_credential = (flags & 0x40U) != 0;
    for (std::size_t i = 33; i < fixed_size; ++i)
        data.sign_count = data.sign_count << 8U | at(i);
    data.rest = bytes.substr(fixed_size);
    if (!data.present || !data.verified)
        return refuse(Kind::forbidden, "staff.passkey_not_verified",
                      "the passkey did not ask who holds it");
    return data;
}

/// Section 6.5.1: AAGUID, length, id, key.
Result<NewPasskey> read_credential(const AuthenticatorData& data) {
    BytesView rest = data.rest;
    if (!data.has_credential || rest.size() < 18) return damaged("there is no new passkey in it");
    const std::size_t size = static_cast<std::size_t>(static_cast<std::uint8_t>(rest[16])) << 8U |
                             static_cast<std::uint8_t>(rest[17]);
    rest.remove_prefix(18);
    if (size == 0 || size > longest_credential_id || size > rest.size())
        return damaged("the passkey's id has an impossible length");
    const auto key = CoseKey::read(rest.substr(size));
    if (!key) return refuse(key.error());
    return NewPasskey{Bytes(rest.substr(0, size)), key->bytes(), data.sign_count, data.backed_up};
}

}  // namespace

Result<NewPasskey> verify_registration(const RelyingParty& party, BytesView challenge,
                                       const Registration& registration) {
    const auto client =
        check_client_data(party, challenge, "webauthn.create", registration.client_data_json);
    if (!client) return refuse(client.error());
    const auto object = read_cbor(registration.attestation_object);
    const Cbor* stored = object ? object->item.find("authData") : nullptr;
    if (stored == nullptr || stored->bytes() == nullptr)
        return damaged("the attestation object holds no authenticator data");
    const auto data = read_authenticator_data(party, *stored->bytes());
    if (!data) return refuse(data.error());
    return read_credential(*data);
}

Result<SeenPasskey> verify_assertion(const RelyingParty& party, BytesView challenge,
                                     BytesView public_key, std::uint32_t sign_count,
                                     const Assertion& assertion) {
    const auto client =
        check_client_data(party, challenge, "webauthn.get", assertion.client_data_json);
    if (!client) return refuse(client.error());
    const auto data = read_authenticator_data(party, assertion.authenticator_data);
    if (!data) return refuse(data.error());
    const auto key = CoseKey::read(public_key);
    if (!key) return refuse(key.error());
    const Bytes message =
        assertion.authenticator_data + Bytes(crypto::sha256(assertion.client_data_json).bytes());
    if (!key->verify(message, assertion.signature))
        return refuse(Kind::forbidden, "staff.passkey_forged", "the signature is not this key's");
    // keys that are kept in several devices count nothing: always 0
    if ((data->sign_count != 0 || sign_count != 0) && data->sign_count <= sign_count)
        return refuse(Kind::forbidden, "staff.passkey_copied",
                      "the passkey's count did not rise: somebody may have a copy of it");
    return SeenPasskey{data->sign_count, data->backed_up};
}

}  // namespace kolokol::staff
