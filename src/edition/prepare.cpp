#include <cstdlib>
#include <new>

#include <brotli/encode.h>
#include <libdeflate.h>

#include "edition/builder.hpp"
#include "edition/compress.hpp"

namespace kolokol::edition {
namespace {

constexpr int brotli_quality = 5;
/// For the few readers whose program knows no brotli: higher levels cost each press more time than
/// the bytes they save are worth to so few.
constexpr int gzip_level = 1;

/// Brotli takes its tables anew for each page and gives them back: from an arena of the thread this
/// costs neither malloc nor fresh pages from the kernel.
class Arena {
public:
    void restart() { used_ = 0; }
    void* take(std::size_t size) {
        const std::size_t rounded = (size + 63) & ~std::size_t{63};
        if (blocks_.empty()) blocks_.push_back(std::make_unique<char[]>(capacity));
        if (used_ + rounded > capacity) return nullptr;
        void* taken = blocks_[0].get() + used_;
        used_ += rounded;
        return taken;
    }
    bool owns(const void* address) const {
        const char* byte = static_cast<const char*>(address);
        return !blocks_.empty() && byte >= blocks_[0].get() && byte < blocks_[0].get() + capacity;
    }

private:
    static constexpr std::size_t capacity = 8U << 20U;
    std::vector<std::unique_ptr<char[]>> blocks_;
    std::size_t used_ = 0;
};

void* take(void* arena, std::size_t size) {
    void* taken = static_cast<Arena*>(arena)->take(size);
    return taken != nullptr ? taken : std::malloc(size);
}

void give_back(void* arena, void* address) {
    if (!static_cast<Arena*>(arena)->owns(address)) std::free(address);
}

/// The least window that holds the page: with one of at most 16 bits brotli has a quicker way of
/// finding repeats.
int window_bits(std::size_t size) {
    int bits = BROTLI_MIN_WINDOW_BITS + 6;
    while (bits < BROTLI_DEFAULT_WINDOW && (std::size_t{1} << static_cast<unsigned>(bits)) < size)
        ++bits;
    return bits;
}

bool gets_smaller(std::string_view media_type) {
    const std::string_view type = media_type.substr(0, media_type.find(';'));
    const auto ends = [&](std::string_view tail) {
        return type.size() >= tail.size() && type.substr(type.size() - tail.size()) == tail;
    };
    return type.substr(0, 5) == "text/" || ends("json") || ends("xml") || ends("javascript");
}

struct FreeDeflate {
    void operator()(libdeflate_compressor* compressor) const {
        libdeflate_free_compressor(compressor);
    }
};

}  // namespace

Bytes compress_brotli(BytesView bytes) {
    thread_local Arena arena;
    arena.restart();
    BrotliEncoderState* const encoder = BrotliEncoderCreateInstance(take, give_back, &arena);
    if (encoder == nullptr) throw std::bad_alloc();
    BrotliEncoderSetParameter(encoder, BROTLI_PARAM_QUALITY, brotli_quality);
    BrotliEncoderSetParameter(encoder, BROTLI_PARAM_MODE, BROTLI_MODE_TEXT);
    BrotliEncoderSetParameter(encoder, BROTLI_PARAM_LGWIN,
                              static_cast<std::uint32_t>(window_bits(bytes.size())));
    BrotliEncoderSetParameter(encoder, BROTLI_PARAM_SIZE_HINT,
                              static_cast<std::uint32_t>(bytes.size()));
    Bytes out(bytes.size(), '\0');
    std::size_t left = bytes.size();
    const auto* next = reinterpret_cast<const std::uint8_t*>(bytes.data());
    std::size_t room = out.size();
    auto* place = reinterpret_cast<std::uint8_t*>(out.data());
    const bool fits = BrotliEncoderCompressStream(encoder, BROTLI_OPERATION_FINISH, &left, &next,
                                                  &room, &place, nullptr) == BROTLI_TRUE &&
                      BrotliEncoderIsFinished(encoder) == BROTLI_TRUE;
    BrotliEncoderDestroyInstance(encoder);
    out.resize(fits ? out.size() - room : 0);  // not smaller: not kept
    out.shrink_to_fit();
    return out;
}

Bytes compress_gzip(BytesView bytes) {
    thread_local const std::unique_ptr<libdeflate_compressor, FreeDeflate> compressor(
        libdeflate_alloc_compressor(gzip_level));
    if (!compressor) throw std::bad_alloc();
    Bytes out(bytes.size(), '\0');
    out.resize(libdeflate_gzip_compress(compressor.get(), bytes.data(), bytes.size(), out.data(),
                                        out.size()));
    out.shrink_to_fit();
    return out;
}

std::vector<BytesView> split_chunks(BytesView bytes) {
    std::vector<BytesView> chunks;
    for (std::size_t at = 0; at < bytes.size(); at += chunk_size)
        chunks.push_back(bytes.substr(at, chunk_size));
    return chunks;
}

Digest name_of(BytesView bytes) {
    if (bytes.size() <= chunk_size) return crypto::sha256(bytes);
    ChunkList list{bytes.size(), {}};
    for (const BytesView chunk : split_chunks(bytes))
        list.chunks.push_back(crypto::sha256(chunk));
    return crypto::sha256(encode(list));
}

void add_compressed_forms(PreparedPage& page) {
    if (page.size > chunk_size || page.size < 64 || !gets_smaller(page.media_type)) return;
    page.br = compress_brotli(page.identity);
    page.gzip = compress_gzip(page.identity);
}

PreparedPage prepare_uncompressed(Bytes bytes, std::string_view media_type, int status) {
    PreparedPage page;
    page.status = status;
    page.media_type = media_type;
    page.digest = name_of(bytes);
    page.size = bytes.size();
    page.identity = std::move(bytes);
    return page;
}

PreparedPage prepare(Bytes bytes, std::string_view media_type, int status) {
    PreparedPage page = prepare_uncompressed(std::move(bytes), media_type, status);
    add_compressed_forms(page);
    return page;
}

PreparedPage redirect(std::string target) {
    PreparedPage page;
    page.status = 301;
    page.target = std::move(target);
    return page;
}

}  // namespace kolokol::edition
