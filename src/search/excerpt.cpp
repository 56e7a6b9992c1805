#include "search/excerpt.hpp"

#include <algorithm>
#include <vector>

namespace kolokol::search {
namespace {

constexpr std::size_t words_shown = 40;
constexpr std::size_t words_before = 12;  // the most that may stand before the first word found
constexpr std::size_t words_together = words_shown - words_before;
constexpr std::size_t longest_shown = 600;  // bytes, for words without blanks between them

/// How many different terms stand among the last words.
class Window {
public:
    explicit Window(int terms) : seen_(static_cast<std::size_t>(terms)) {}
    void take(int term) { different_ += term >= 0 && seen_[at(term)]++ == 0 ? 1 : 0; }
    void drop(int term) { different_ -= term >= 0 && --seen_[at(term)] == 0 ? 1 : 0; }
    int different() const { return different_; }

private:
    static std::size_t at(int term) { return static_cast<std::size_t>(term); }
    std::vector<int> seen_;
    int different_ = 0;
};

struct Passage {
    std::vector<Place> places;  // from the first word of the text on, no further than is of use
    std::size_t found = 0;      // the first word of the best window
    bool to_the_end = true;
};

/// Goes through the text until all terms stand in one window, else to its end.
Passage best_passage(std::string_view text, const Needles& needles) {
    Passage passage;
    auto& places = passage.places;
    Window window(needles.count());
    int best = 0;
    std::size_t enough = static_cast<std::size_t>(-1);
    Words words(text);
    Word word;
    while (words.next(word)) {
        if (places.size() == enough) {
            passage.to_the_end = false;
            break;
        }
        places.push_back({word.begin, word.end, needles.number_of(word)});
        window.take(places.back().term);
        std::size_t first = 0;
        if (places.size() > words_together) {
            first = places.size() - words_together;
            window.drop(places[first - 1].term);
        }
        if (window.different() <= best) continue;
        best = window.different();
        while (places[first].term < 0)
            ++first;
        passage.found = first;
        if (best == needles.count()) enough = places.size() + words_shown;
    }
    return passage;
}

bool starts_sentence(std::string_view text, const std::vector<Place>& places, std::size_t i) {
    if (i == 0) return true;
    const std::string_view between =
        text.substr(places[i - 1].end, places[i].begin - places[i - 1].end);
    return between.find_first_of(".!?\n") != between.npos || between.find("؟") != between.npos;
}

/// A heading ends without a mark; what follows is another sentence.
std::string_view between_lines(std::string_view before) {
    for (const std::string_view mark : {".", "!", "?", ":", ";", ",", "…", "»", "”", "؟", "&quot;"})
        if (before.ends_with(mark)) return " ";
    return before.empty() || before.ends_with(' ') ? "" : " · ";
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
                out += between_lines(out);
                break;
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
        if (place->term < 0) continue;
        append_escaped(out, text.substr(from, place->begin - from));
        out += "<mark>";
        append_escaped(out, text.substr(place->begin, place->end - place->begin));
        out += "</mark>";
        from = place->end;
    }
    append_escaped(out, text.substr(from, to - from));
    return out;
}

/// The beginning where that is near enough, else back to where a sentence begins, if that is near,
/// else some words.
std::size_t widened(std::string_view text, const Passage& passage) {
    const std::size_t found = passage.found;
    if (found <= words_before) return 0;
    for (std::size_t back = 0; back <= words_before; ++back)
        if (starts_sentence(text, passage.places, found - back)) return found - back;
    return found - words_before / 2;
}

}  // namespace

SafeHtml marked(std::string_view text, const Needles& needles) {
    std::vector<Place> places;
    Words words(text);
    Word word;
    while (words.next(word))
        places.push_back({word.begin, word.end, needles.number_of(word)});
    return SafeHtml::vouched_for(
        print(text, places.data(), places.data() + places.size(), 0, text.size()));
}

SafeHtml excerpt(std::string_view text, const Needles& needles) {
    const Passage passage = best_passage(text, needles);
    const auto& places = passage.places;
    if (places.empty()) return {};
    const std::size_t first = widened(text, passage);
    std::size_t last = std::min(first + words_shown, places.size());
    while (last > first + 1 && places[last - 1].end - places[first].begin > longest_shown)
        --last;
    // What stands around the words belongs to the passage at the ends of the text alone.
    const bool ends = last == places.size() && passage.to_the_end;
    const std::size_t from = first == 0 ? 0 : places[first].begin;
    const std::size_t to = ends ? text.size() : places[last - 1].end;
    std::string out = first == 0 ? "" : "… ";
    out += print(text, places.data() + first, places.data() + last, from, to);
    if (!ends) out += " …";
    return SafeHtml::vouched_for(std::move(out));
}

}  // namespace kolokol::search
