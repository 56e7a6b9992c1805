#pragma once
// SHA-256, the name by which everything in an edition is known.

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <memory>
#include <string>

#include "base/bytes.hpp"

namespace kolokol::crypto {

/// 32 bytes. All zeros stands for "none" (the index uses it for an empty subtree).
class Digest {
public:
    static constexpr std::size_t size = 32;
    Digest() = default;
    /// `bytes` has exactly 32.
    static Digest from_bytes(BytesView bytes);
    /// 64 hexadecimal digits, lower case. Refuses "crypto.not_a_digest".
    static Result<Digest> from_hex(std::string_view text);
    BytesView bytes() const {
        return {reinterpret_cast<const char*>(bytes_.data()), bytes_.size()};
    }
    std::string hex() const { return to_hex(bytes()); }
    bool empty() const { return *this == Digest{}; }
    std::uint8_t operator[](std::size_t i) const { return bytes_[i]; }
    auto operator<=>(const Digest&) const = default;

private:
    std::array<std::uint8_t, size> bytes_{};
};

/// Uses the processor's SHA instructions where it has them. Threads may call it at once.
Digest sha256(BytesView bytes);

/// For what does not fit in memory: add() as often as needed, then finish() once.
class Sha256 {
public:
    Sha256();
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;
    ~Sha256();
    void add(BytesView bytes);
    Digest finish();

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace kolokol::crypto

template <>
struct std::hash<kolokol::crypto::Digest> {
    std::size_t operator()(const kolokol::crypto::Digest& digest) const noexcept {
        std::size_t value;  // a digest is uniform already
        std::memcpy(&value, digest.bytes().data(), sizeof value);
        return value;
    }
};
