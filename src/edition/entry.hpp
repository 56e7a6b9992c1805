#pragma once
// What the index says of one address of the paper.

#include <cstdint>
#include <string_view>

#include "crypto/digest.hpp"

namespace kolokol::edition {

using crypto::Digest;

/// Bytes above this are kept as a list of chunks of this size (format: docs/formats/edition.md).
constexpr std::uint64_t chunk_size = 1U << 20U;

/// Borrows its texts: from the mapped edition it was found in, or from whoever made it.
struct Entry {
    std::string_view path;        // "/world/": begins with a slash, UTF-8, at most 2,048 bytes
    int status = 200;             // 200, 301, 404 or 410
    std::string_view target;      // of a 301: an address of the edition or an absolute one
    Digest digest;                // of all others: of the bytes, or of their list of chunks
    std::uint64_t size = 0;       // of the bytes before compression
    std::string_view media_type;  // "text/html; charset=utf-8"; empty for a 301
    std::uint32_t headers = 0;    // which of the edition's header sets goes with it
    bool chunked() const { return size > chunk_size; }
    bool operator==(const Entry&) const = default;
};

}  // namespace kolokol::edition
