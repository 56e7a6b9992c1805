#include <new>

#include <brotli/decode.h>
#include <libdeflate.h>

#include "edition/compress.hpp"

namespace kolokol::edition {
namespace {

auto damaged() {
    return refuse(Kind::invalid, "edition.damaged",
                  "a compressed form of an object does not unpack to the object");
}

struct FreeInflate {
    void operator()(libdeflate_decompressor* decompressor) const {
        libdeflate_free_decompressor(decompressor);
    }
};

}  // namespace

Result<Bytes> unpack_brotli(BytesView bytes, std::size_t size) {
    Bytes out(size, '\0');
    std::size_t got = size;
    if (BrotliDecoderDecompress(bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()),
                                &got, reinterpret_cast<std::uint8_t*>(out.data())) !=
            BROTLI_DECODER_RESULT_SUCCESS ||
        got != size)
        return damaged();
    return out;
}

Result<Bytes> unpack_gzip(BytesView bytes, std::size_t size) {
    const std::unique_ptr<libdeflate_decompressor, FreeInflate> decompressor(
        libdeflate_alloc_decompressor());
    if (!decompressor) throw std::bad_alloc();
    Bytes out(size, '\0');
    // A null last argument demands that exactly `size` bytes come out.
    if (libdeflate_gzip_decompress(decompressor.get(), bytes.data(), bytes.size(), out.data(), size,
                                   nullptr) != LIBDEFLATE_SUCCESS)
        return damaged();
    return out;
}

}  // namespace kolokol::edition
