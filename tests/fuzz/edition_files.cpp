// Files of an edition that come from outside or from a damaged disk. The first byte chooses which
// one; what a decoder takes, its encoder writes again byte for byte.

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "edition/compress.hpp"
#include "edition/delta_file.hpp"
#include "edition/index.hpp"
#include "edition/manifest.hpp"
#include "edition/offer.hpp"
#include "edition/pack.hpp"

using namespace kolokol::edition;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    switch (data[0]) {
        case 'i':
            if (const auto node = decode_inner(bytes)) assert(encode(*node) == bytes);
            break;
        case 'l':
            if (const auto entries = decode_leaf(bytes)) assert(encode_leaf(*entries) == bytes);
            break;
        case 'c':
            if (const auto list = decode_chunks(bytes)) assert(encode(*list) == bytes);
            break;
        case 'm':
            if (const auto manifest = decode_manifest(bytes)) assert(encode(*manifest) == bytes);
            break;
        case 'd':
            (void)delta_is_whole(bytes);
            break;
        case 'p':
            (void)each_record(bytes, 0, [](const Record&) {});
            break;
        case 'b':
            (void)unpack_brotli(bytes, 4096);
            (void)unpack_gzip(bytes, 4096);
            break;
        case 'o':
            if (const auto offer = decode_offer(bytes)) assert(encode(*offer) == bytes);
            break;
        case 'h':
            (void)each_object(
                bytes, [](const Digest&) { return true; },
                [](const Digest&, const Object&) { return kolokol::done(); });
            break;
        default:
            break;
    }
    return 0;
}
