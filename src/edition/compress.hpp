#pragma once
// Compressed forms of objects. For this room's sources.

#include <vector>

#include "base/bytes.hpp"
#include "edition/builder.hpp"

namespace kolokol::edition {

/// Empty where the result would not be smaller than `bytes`.
Bytes compress_brotli(BytesView bytes);
Bytes compress_gzip(BytesView bytes);
/// Refuses "edition.damaged" when they do not unpack to exactly `size` bytes.
Result<Bytes> unpack_brotli(BytesView bytes, std::size_t size);
Result<Bytes> unpack_gzip(BytesView bytes, std::size_t size);

std::vector<BytesView> split_chunks(BytesView bytes);
/// The digest of the bytes, or of their list of chunks when they are more than one.
Digest name_of(BytesView bytes);

PreparedPage prepare_uncompressed(Bytes bytes, std::string_view media_type, int status);
void add_compressed_forms(PreparedPage& page);

}  // namespace kolokol::edition
