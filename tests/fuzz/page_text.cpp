// Any bytes may stand in a page; what is read of one has clean lines.

#include "markup/page_text.hpp"

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto page = kolokol::markup::read_page({reinterpret_cast<const char*>(data), size});
    if (!page) return 0;
    const std::string_view body = page->body;
    assert(body.find("\n\n") == std::string_view::npos);
    assert(body.empty() || (body.front() != '\n' && body.back() != '\n'));
    return 0;
}
