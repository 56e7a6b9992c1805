#pragma once
// Zstandard (RFC 8878) against bytes that both sides have: what is like them costs little. Threads
// may call both at once.

#include <cstddef>
#include <optional>

#include "base/bytes.hpp"

namespace kolokol {

/// `prefix` may be empty. `level` is zstd's, 1 to 19. Throws std::bad_alloc, std::runtime_error.
Bytes zstd_compress(BytesView bytes, BytesView prefix, int level);
/// Against the same prefix. Nothing where the bytes are damaged or do not give exactly `size`
/// bytes; for `size` room is made at once, so the caller bounds it.
std::optional<Bytes> zstd_uncompress(BytesView bytes, BytesView prefix, std::size_t size);

}  // namespace kolokol
