#pragma once
// Ways to put something where only its owner can read it.
//  - SealedBox: anyone seals to a public key, only the secret half opens (X25519, libsodium).
//  - lock/unlock: one secret key does both (XChaCha20-Poly1305, nonce in front).
//  - SealingStream/OpeningStream: the same for what does not fit in memory (secretstream).

#include <memory>

#include "base/bytes.hpp"
#include "base/secret.hpp"

namespace kolokol::crypto {

/// 32 bytes.
struct BoxPublicKey {
    Bytes bytes;
    auto operator<=>(const BoxPublicKey&) const = default;
};

struct BoxKeyPair {
    BoxPublicKey public_key;
    Secret secret;  // 32 bytes
    static BoxKeyPair generate();
    /// Refuses "crypto.not_a_box_key".
    static Result<BoxKeyPair> from_secret(const Secret& secret);
};

/// Refuses "crypto.not_a_box_key".
Result<Bytes> seal(const BoxPublicKey& to, BytesView bytes);
/// Refuses "crypto.cannot_open": another key, or changed on the way.
Result<Secret> open_sealed(const BoxKeyPair& key, BytesView sealed);

constexpr std::size_t lock_key_size = 32;
Secret make_lock_key();
/// `context` is authenticated too and must be the same when unlocking.
Bytes lock(const Secret& key, BytesView bytes, BytesView context = {});
/// Refuses "crypto.cannot_open".
Result<Secret> unlock(const Secret& key, BytesView locked, BytesView context = {});

/// Seals a stream part by part; the last part is marked, so that a cut stream is noticed.
class SealingStream {
public:
    explicit SealingStream(const Secret& key);
    SealingStream(SealingStream&&) noexcept;
    ~SealingStream();
    /// Goes in front of the first part.
    const Bytes& header() const;
    Bytes part(BytesView bytes, bool last);

private:
    struct State;
    std::unique_ptr<State> state_;
};

class OpeningStream {
public:
    static constexpr std::size_t header_size = 24;
    /// What a sealed part is longer than what was put in.
    static constexpr std::size_t overhead = 17;
    /// Refuses "crypto.cannot_open".
    static Result<OpeningStream> start(const Secret& key, BytesView header);
    OpeningStream(OpeningStream&&) noexcept;
    ~OpeningStream();
    struct Part {
        Bytes bytes;
        bool last = false;
    };
    /// Refuses "crypto.cannot_open".
    Result<Part> part(BytesView sealed);

private:
    struct State;
    explicit OpeningStream(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace kolokol::crypto
