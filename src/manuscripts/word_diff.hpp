#pragma once
// What differs between two texts, by words. The cost is bounded: where two texts have too little in
// common they are said to differ as wholes.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kolokol::manuscripts {

/// A word or a sign with the blanks behind it, or a line end. Together they are the text.
std::vector<std::string_view> tokens_of(std::string_view text);
/// Whether a word at the end of one text and one at the beginning of the other would become one.
bool would_run_together(std::string_view left, std::string_view right);
/// Tokens that hold a letter or a digit, of any script.
std::int64_t count_words(std::string_view text);

/// For each token of `before` the number of its match in `after`, or -1. Matches do not cross.
std::vector<std::ptrdiff_t> matches(const std::vector<std::string_view>& before,
                                    const std::vector<std::string_view>& after);

struct Stretch {
    enum class Kind { same, gone, added };
    Kind kind = Kind::same;
    std::string text;
    bool operator==(const Stretch&) const = default;
};
/// Stretches of `same` and `gone` together are `before`, those of `same` and `added` are `after`.
std::vector<Stretch> word_diff(std::string_view before, std::string_view after);

}  // namespace kolokol::manuscripts
