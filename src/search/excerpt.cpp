#include "search/excerpt.hpp"

#include <algorithm>
#include <unordered_map>
#include <vector>

namespace kolokol::search {
namespace {

constexpr std::size_t words_shown = 40;
constexpr std::size_t words_before = 12;    // the most that may stand before the first word found
constexpr std::size_t longest_shown = 600;  // bytes, for words without blanks between them

struct Place {
    std::size_t begin = 0;
    std::size_t end = 0;
    const std::string* found = nullptr;  // the term, where it is one that was asked for
    bool starts_sentence = false;
};

std::vector<Place> places_of(std::string_view text, const Terms& terms, Stems& stems) {
    std::vector<Place> places;
    Words words(text);
    Word word;
    std::size_t before = 0;
    while (words.next(word)) {
        const std::string_view between = text.substr(before, word.begin - before);
        const auto found = terms.find(stems.of(word));
        places.push_back({word.begin, word.end, found == terms.end() ? nullptr : &*found,
                          places.empty() || between.find_first_of(".!?\n") != between.npos ||
                              between.find("؟") != between.npos});
        before = word.end;
    }
    return places;
}

void append_escaped(std::string& out, std::string_view text) {
    for (const char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\'':
                out += "&#39;";
                break;
            case '\n':
            case '\r':
            case '\t':
                out += ' ';
                break;
            default:
                if (static_cast<unsigned char>(c) >= 0x20) out += c;
        }
    }
}

std::string print(std::string_view text, const Place* first, const Place* last, std::size_t from,
                  std::size_t to) {
    std::string out;
    for (const Place* place = first; place != last; ++place) {
        if (place->found == nullptr) continue;
        append_escaped(out, text.substr(from, place->begin - from));
        out += "<mark>";
        append_escaped(out, text.substr(place->begin, place->end - place->begin));
        out += "</mark>";
        from = place->end;
    }
    append_escaped(out, text.substr(from, to - from));
    return out;
}

/// The first word of the window with the most different terms in it, then the most words found.
std::size_t best_window(const std::vector<Place>& places) {
    std::unordered_map<const std::string*, std::size_t> inside;
    std::size_t count = 0;
    std::size_t best = 0;
    std::size_t best_score = 0;
    std::size_t end = 0;
    for (std::size_t begin = 0; begin < places.size(); ++begin) {
        for (; end < places.size() && end < begin + words_shown - words_before; ++end)
            if (places[end].found != nullptr) ++inside[places[end].found], ++count;
        const std::size_t score = inside.size() * words_shown + count;
        if (places[begin].found != nullptr && score > best_score) best_score = score, best = begin;
        if (places[begin].found == nullptr) continue;
        --count;
        if (--inside[places[begin].found] == 0) inside.erase(places[begin].found);
    }
    return best;
}

/// The beginning where that is near enough, else back to where a sentence begins, if that is near,
/// else some words.
std::size_t widened(const std::vector<Place>& places, std::size_t found) {
    if (found <= words_before) return 0;
    for (std::size_t back = 0; back <= std::min(found, words_before); ++back)
        if (places[found - back].starts_sentence) return found - back;
    return found - std::min(found, words_before / 2);
}

}  // namespace

SafeHtml marked(std::string_view text, const Terms& terms, Stems& stems) {
    const auto places = places_of(text, terms, stems);
    return SafeHtml::vouched_for(
        print(text, places.data(), places.data() + places.size(), 0, text.size()));
}

SafeHtml excerpt(std::string_view text, const Terms& terms, Stems& stems) {
    const auto places = places_of(text, terms, stems);
    if (places.empty()) return {};
    const std::size_t first = widened(places, best_window(places));
    std::size_t last = std::min(first + words_shown, places.size());
    while (last > first + 1 && places[last - 1].end - places[first].begin > longest_shown)
        --last;
    // What stands around the words belongs to the passage at the ends of the text alone.
    const std::size_t from = first == 0 ? 0 : places[first].begin;
    const std::size_t to = last == places.size() ? text.size() : places[last - 1].end;
    std::string out = first == 0 ? "" : "… ";
    out += print(text, &places[first], places.data() + last, from, to);
    if (last != places.size()) out += " …";
    return SafeHtml::vouched_for(std::move(out));
}

}  // namespace kolokol::search
