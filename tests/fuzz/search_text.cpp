// The first line is asked, the rest is the article: the excerpt is text with <mark> and nothing
// else.

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/text.hpp"
#include "search/excerpt.hpp"

namespace {

using namespace kolokol;

void check(const std::string& html, bool is_text) {
    constexpr std::string_view opens = "<mark>";
    constexpr std::string_view closes = "</mark>";
    bool inside = false;
    for (std::size_t at = html.find('<'); at != html.npos; at = html.find('<', at + 1)) {
        const std::string_view tag = inside ? closes : opens;
        assert(std::string_view(html).substr(at, tag.size()) == tag);
        inside = !inside;
    }
    assert(!inside);
    assert(!is_text || is_utf8(html));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const std::size_t line = std::min(input.find('\n'), size);
    const std::string_view text = input.substr(std::min(line + 1, size));
    for (const char* language : {"en", "ru", "ar"}) {
        search::Stems stems(language);
        search::Needles needles(stems);
        std::size_t words = 0;
        for (const search::Part& part : search::parse_query(input.substr(0, line), stems)) {
            search::Phrase phrase;
            for (const std::string& term : part.terms)
                phrase.push_back(needles.add(term));
            words += phrase.size();
            assert(!phrase.empty());
            (void)search::says(text, phrase, needles);
        }
        assert(words <= 32);
        check(search::marked(text, needles).text(), is_utf8(text));
        check(search::excerpt(text, needles).text(), is_utf8(text));
    }
    return 0;
}
