// Any bytes may be a catalogue: what is read of it has a text and one translation at least.

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "theme/phrase.hpp"
#include "theme/po_file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace kolokol::theme;
    const auto entries = read_po({reinterpret_cast<const char*>(data), size});
    if (!entries) return 0;
    for (const PoEntry& entry : *entries) {
        assert(!entry.translations.empty() && entry.translations.size() <= 6);
        std::size_t bytes = 0;
        for (const PhrasePart& part : cut_phrase(entry.translations[0]))
            bytes += part.text.size() + (part.argument ? 2 : 0);
        assert(bytes == entry.translations[0].size());
        assert(!foreign_argument(entry.english, entry.english));
    }
    return 0;
}
