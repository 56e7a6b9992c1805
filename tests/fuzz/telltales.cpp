// What a file tells of people: any bytes are read, and what is told is short, whole text.

#include "media/telltales.hpp"

#include <cassert>
#include <cstddef>
#include <cstdint>

#include "base/text.hpp"

using namespace kolokol;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto list = media::telltales_of({reinterpret_cast<const char*>(data), size});
    assert(list.size() <= media::most_telltales);
    for (const media::Telltale& each : list) {
        assert(!each.value.empty() && each.value.size() <= 160 && is_utf8(each.value));
        assert(each.value.find_first_of("\r\n") == std::string::npos);
    }
    return 0;
}
