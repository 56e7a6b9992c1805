#pragma once
// Bytes live in std::string (they are read from files and written to sockets as such); this header
// names what is done with them.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace kolokol {

using Bytes = std::string;
using BytesView = std::string_view;

/// Lower-case hexadecimal.
std::string to_hex(BytesView bytes);
/// Either case. Refuses "bytes.not_hex".
Result<Bytes> from_hex(std::string_view text);

/// RFC 4648 section 5 (URL-safe), without padding.
std::string to_base64url(BytesView bytes);
/// The one way to write the bytes: without padding, unused bits zero. Refuses
/// "bytes.not_base64url".
Result<Bytes> from_base64url(std::string_view text);

}  // namespace kolokol
