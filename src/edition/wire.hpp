#pragma once
// The few ways in which our binary formats write numbers and texts: little-endian fixed numbers,
// and LEB128 varints of at most 10 bytes in their shortest form. For this room's sources.

#include <cstdint>
#include <cstring>
#include <string_view>

#include "base/bytes.hpp"
#include "crypto/digest.hpp"

namespace kolokol::edition {

using crypto::Digest;

template <class Number>
void append_fixed(Bytes& out, Number number) {
    for (unsigned i = 0; i < sizeof number; ++i)
        out.push_back(static_cast<char>(static_cast<std::uint64_t>(number) >> (8 * i)));
}

inline void append_varint(Bytes& out, std::uint64_t number) {
    while (number >= 0x80) {
        out.push_back(static_cast<char>(number | 0x80));
        number >>= 7U;
    }
    out.push_back(static_cast<char>(number));
}

inline void append_text(Bytes& out, BytesView text) {
    append_varint(out, text.size());
    out.append(text);
}

/// Reads from the front; once something does not fit, failed() is true and all that follows is zero
/// or empty, so that callers check once at the end.
class WireReader {
public:
    explicit WireReader(BytesView bytes) : rest_(bytes) {}
    bool failed() const { return failed_; }
    /// All was read, and nothing failed.
    bool at_end() const { return !failed_ && rest_.empty(); }
    std::size_t left() const { return rest_.size(); }

    BytesView take(std::uint64_t count) {
        if (count > rest_.size()) {
            failed_ = true;
            rest_ = {};
            return {};
        }
        const BytesView taken = rest_.substr(0, count);
        rest_.remove_prefix(count);
        return taken;
    }
    template <class Number>
    Number fixed() {
        const BytesView taken = take(sizeof(Number));
        std::uint64_t number = 0;
        for (std::size_t i = 0; i < taken.size(); ++i)
            number |= std::uint64_t{static_cast<unsigned char>(taken[i])} << (8 * i);
        return static_cast<Number>(number);
    }
    std::uint64_t varint() {
        std::uint64_t number = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            const BytesView taken = take(1);
            if (failed_) return 0;
            const auto byte = static_cast<unsigned char>(taken[0]);
            if (shift == 63 && byte > 1) break;  // past 64 bits
            if (shift > 0 && byte == 0) break;   // a longer form than needed
            number |= std::uint64_t{byte & 0x7fU} << shift;
            if (byte < 0x80) return number;
        }
        fail();
        return 0;
    }
    BytesView text() { return take(varint()); }
    Digest digest() {
        const BytesView taken = take(Digest::size);
        return failed_ ? Digest{} : Digest::from_bytes(taken);
    }
    void fail() {
        failed_ = true;
        rest_ = {};
    }

private:
    BytesView rest_;
    bool failed_ = false;
};

}  // namespace kolokol::edition
