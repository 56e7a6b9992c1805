#pragma once
// An authenticator in software: makes Ed25519 passkeys and answers challenges as a browser would
// hand them over (WebAuthn level 2, sections 6.1, 6.5 and 5.8.1). For journeys without a browser;
// the same journeys run in Chromium too (tests/browser).

#include <string>

#include "base/bytes.hpp"
#include "crypto/ed25519.hpp"

namespace kolokol::testing {

class Authenticator {
public:
    /// Those that are kept in several devices count nothing: their count is always 0.
    enum class Counts { uses, nothing };
    explicit Authenticator(Counts counts = Counts::uses) : counts_(counts) {}

    /// What a page of this origin is given by navigator.credentials.create(); base64url.
    struct Made {
        std::string client_data;
        std::string attestation;
    };
    Made make(const std::string& challenge, const std::string& host, const std::string& origin);

    struct Given {
        std::string credential;
        std::string client_data;
        std::string authenticator_data;
        std::string signature;
    };
    /// … and by get().
    Given answer(const std::string& challenge, const std::string& host, const std::string& origin);

private:
    Bytes data(const std::string& host, char flags);

    Counts counts_;
    crypto::SigningKey key_ = crypto::SigningKey::generate();
    Bytes id_ = "credential " + to_hex(key_.public_key().bytes.substr(0, 8));
    std::uint32_t count_ = 0;
};

}  // namespace kolokol::testing
