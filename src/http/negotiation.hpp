#pragma once
// What RFC 9110 lets a client ask for in fields: an encoding, only if it changed, only a part.

#include <cstdint>
#include <optional>
#include <string_view>

namespace kolokol::http {

enum class Encoding { identity, gzip, br };
constexpr int encodings = 3;

/// "identity", "gzip", "br".
std::string_view to_string(Encoding encoding);

/// Which of the encodings that exist to send (RFC 9110 section 12.5.3): the highest q-value, br
/// before gzip before identity where they tie. Identity where the client takes nothing we have.
Encoding choose_encoding(std::string_view accept_encoding, bool has_gzip, bool has_br);

/// If-None-Match against a strong entity tag with its quotes, by weak comparison (section 13.1.2).
bool matches_etag(std::string_view if_none_match, std::string_view etag);

struct ByteRange {
    std::uint64_t first = 0;
    /// Inclusive.
    std::uint64_t last = 0;
    bool operator==(const ByteRange&) const = default;
};

enum class RangeKind {
    /// Absent, malformed, another unit or several ranges: the whole is sent with 200.
    whole,
    /// 206.
    part,
    /// Beyond the end: 416.
    unsatisfiable
};
struct RangeChoice {
    RangeKind kind = RangeKind::whole;
    ByteRange part;
};
/// The Range field over a representation of `size` bytes (section 14.2).
RangeChoice choose_range(std::string_view range, std::uint64_t size);

}  // namespace kolokol::http
