#pragma once
// Real passkeys: tests/fixtures/passkeys/chromium.json, made by Chromium's virtual authenticator.

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "staff/webauthn.hpp"

namespace kolokol::staff {

struct PasskeyVector {
    struct Given {
        Bytes challenge;
        Assertion assertion;
    };
    int algorithm = 0;
    Bytes challenge;
    Bytes credential_id;
    Registration registration;
    std::vector<Given> assertions;
};

inline Bytes bytes_of(const nlohmann::json& object, const char* name) {
    return from_base64url(object.at(name).get<std::string>()).value();
}

inline RelyingParty vector_party() {
    return {"localhost", "http://localhost:18480"};
}

inline std::vector<PasskeyVector> passkey_vectors() {
    const auto file =
        std::filesystem::path(KOLOKOL_TEST_SOURCE_DIR) / "tests/fixtures/passkeys/chromium.json";
    const auto read = nlohmann::json::parse(read_file(file).value());
    std::vector<PasskeyVector> vectors;
    for (const auto& each : read.at("vectors")) {
        PasskeyVector vector;
        vector.algorithm = each.at("alg").get<int>();
        vector.challenge = bytes_of(each, "challenge");
        const auto& made = each.at("registration");
        vector.credential_id = bytes_of(made, "id");
        vector.registration = {bytes_of(made, "clientDataJSON"),
                               bytes_of(made, "attestationObject")};
        for (const auto& given : each.at("assertions"))
            vector.assertions.push_back(
                {bytes_of(given, "challenge"),
                 {bytes_of(given, "clientDataJSON"), bytes_of(given, "authenticatorData"),
                  bytes_of(given, "signature")}});
        vectors.push_back(std::move(vector));
    }
    return vectors;
}

}  // namespace kolokol::staff
