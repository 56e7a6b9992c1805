// Our own reader of picture frames, behind the gate before signing.

#include <cstddef>
#include <cstdint>

#include "media/shelf.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    (void)kolokol::media::metadata_of({reinterpret_cast<const char*>(data), size});
    return 0;
}
