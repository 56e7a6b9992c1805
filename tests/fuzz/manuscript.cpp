// A manuscript of any kind: what is wrong is told with a line of the file, in a sentence; nothing
// else happens.

#include "content/manuscript.hpp"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <string_view>

using namespace kolokol::content;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view file(reinterpret_cast<const char*>(data), size);
    const Publication publication;
    Faults faults;
    if (const auto text = read_manuscript(file, faults)) {
        (void)read_article(*text, publication, faults);
        (void)read_section(*text, "world.md", publication, faults);
        (void)read_topic(*text, "syria.md", publication, faults);
        (void)read_byline(*text, "anna-belova.md", publication, faults);
        (void)read_standing_page(*text, "about.en.md", publication, faults);
    } else {
        assert(!faults.empty());
    }
    if (const auto front = read_toml_manuscript(file, faults))
        (void)read_front_page(*front, "en.toml", publication, faults);
    const auto lines =
        1 + std::count_if(file.begin(), file.end(), [](char c) { return c == '\n' || c == '\r'; });
    for (const auto& fault : faults)
        assert(fault.line >= 1 && fault.line <= lines && !fault.sentence.empty());
    return 0;
}
