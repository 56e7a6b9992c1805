#pragma once
// Words by which a picture is found: folded by case, accents and marks, so that "Ё", "é" and Arabic
// vowel signs make no difference. What is kept and what is asked go through the same function.

#include <string>
#include <string_view>
#include <vector>

#include "content/library.hpp"

namespace kolokol::content {

constexpr std::size_t longest_word = 60;  // bytes; longer ones are cut
constexpr std::size_t words_of_picture = 200;

/// Each once, in the order of their first place; `limit` at most.
std::vector<std::string> folded_words(std::string_view text, std::size_t limit);
/// Of its name, caption, alternative text, photographer and agencies.
std::vector<std::string> words_of(const LibraryPicture& picture);

}  // namespace kolokol::content
