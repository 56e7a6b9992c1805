// What a browser hands over of a passkey: any bytes are read or refused, and what is read lies
// within them.

#include <cassert>
#include <cstddef>
#include <cstdint>

#include "staff/cbor.hpp"
#include "staff/cose_key.hpp"
#include "staff/webauthn.hpp"

using namespace kolokol;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const Bytes bytes(reinterpret_cast<const char*>(data), size);
    if (const auto read = staff::read_cbor(bytes)) assert(read->size <= size);
    if (const auto key = staff::CoseKey::read(bytes)) {
        assert(key->bytes().size() <= size);
        const auto again = staff::CoseKey::read(key->bytes());
        assert(again && again->bytes() == key->bytes());
        (void)key->verify("message", bytes);
    }
    const staff::RelyingParty party{"localhost", "http://localhost"};
    const Bytes challenge = "challenge";
    const auto client_data = [](const char* type) {
        return Bytes("{\"type\":\"") + type +
               "\",\"challenge\":\"Y2hhbGxlbmdl\",\"origin\":\"http://localhost\"}";
    };
    if (const auto made =
            staff::verify_registration(party, challenge, {client_data("webauthn.create"), bytes}))
        assert(!made->credential_id.empty() && made->credential_id.size() <= 1023);
    (void)staff::verify_registration(party, challenge, {bytes, bytes});
    (void)staff::verify_assertion(party, challenge, bytes, 0,
                                  {client_data("webauthn.get"), bytes, bytes});
    return 0;
}
