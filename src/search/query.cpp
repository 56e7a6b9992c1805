#include "search/query.hpp"

#include <array>

#include "base/character.hpp"

namespace kolokol::search {
namespace {

constexpr std::size_t most_characters = 200;
constexpr std::size_t most_words = 32;

constexpr std::array<std::string_view, 8> quotation_marks{"\"", "“", "”", "„", "«", "»", "‟", "＂"};
constexpr std::array<std::string_view, 8> blanks{" ",  "\t",     "\n",     "\r",
                                                 "\f", "\u00A0", "\u3000", "\u202F"};

template <std::size_t N>
std::size_t any_of(std::string_view text, const std::array<std::string_view, N>& marks) {
    for (const std::string_view mark : marks)
        if (text.starts_with(mark)) return mark.size();
    return 0;
}

/// The first `most_characters` of it, never half a character.
std::string_view cut(std::string_view text) {
    std::size_t characters = 0;
    for (std::size_t at = 0; at < text.size(); ++at)
        if (!continues_character(text[at]) && ++characters > most_characters)
            return text.substr(0, at);
    return text;
}

class Parser {
public:
    Parser(std::string_view text, Stems& stems) : text_(text), stems_(stems) {}

    std::vector<Part> parse() {
        while (at_ < text_.size()) {
            const std::string_view rest = text_.substr(at_);
            if (const std::size_t blank = any_of(rest, blanks); blank > 0) {
                at_ += blank;
                without_ = false;
            } else if (const std::size_t mark = any_of(rest, quotation_marks); mark > 0) {
                at_ += mark;
                add(take(false), true);
                at_ += any_of(text_.substr(at_), quotation_marks);
            } else if (rest.front() == '-' && rest.size() > 1) {
                at_ += 1;
                without_ = true;
            } else {
                add(take(true), false);
            }
        }
        return std::move(parts_);
    }

private:
    /// Up to the next quotation mark, or to the next blank too.
    std::string_view take(bool to_blank) {
        const std::size_t begin = at_;
        while (at_ < text_.size()) {
            const std::string_view rest = text_.substr(at_);
            if (any_of(rest, quotation_marks) > 0 || (to_blank && any_of(rest, blanks) > 0)) break;
            ++at_;
        }
        return text_.substr(begin, at_ - begin);
    }

    void add(std::string_view piece, bool quoted) {
        Part part;
        part.quoted = quoted;
        part.without = without_;
        without_ = false;
        Words words(piece);
        Word word;
        while (words_ < most_words && words.next(word)) {
            ++words_;
            part.says_little = !quoted && part.terms.empty() && stems_.says_little(word);
            part.terms.push_back(stems_.of(word));
        }
        if (!part.terms.empty()) parts_.push_back(std::move(part));
    }

    std::string_view text_;
    Stems& stems_;
    std::size_t at_ = 0;
    std::size_t words_ = 0;
    bool without_ = false;
    std::vector<Part> parts_;
};

}  // namespace

std::vector<Part> parse_query(std::string_view text, Stems& stems) {
    return Parser(cut(text), stems).parse();
}

}  // namespace kolokol::search
