#include "search/arabic.hpp"

#include <array>

namespace kolokol::search {
namespace {

constexpr std::array<std::string_view, 6> articles{"وال", "بال", "كال", "فال", "ال", "لل"};
constexpr std::string_view conjunction = "و";
// In this order, each at most once. Teh marbuta is folded to heh, alef maqsura to yeh.
constexpr std::array<std::string_view, 8> endings{"ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي"};

/// All letters that come here take two bytes; digits do not matter.
std::size_t letters(std::string_view text) {
    return text.size() / 2;
}

std::string_view without_front(std::string_view word) {
    constexpr std::size_t left_by_article = 2;
    constexpr std::size_t left_by_conjunction = 3;
    for (const std::string_view article : articles)
        if (word.starts_with(article) && letters(word) >= letters(article) + left_by_article)
            return word.substr(article.size());
    if (word.starts_with(conjunction) &&
        letters(word) >= letters(conjunction) + left_by_conjunction)
        return word.substr(conjunction.size());
    return word;
}

}  // namespace

std::string_view arabic_stem(std::string_view word) {
    constexpr std::size_t left = 2;
    word = without_front(word);
    for (const std::string_view ending : endings)
        if (word.ends_with(ending) && letters(word) >= letters(ending) + left)
            word.remove_suffix(ending.size());
    return word;
}

}  // namespace kolokol::search
