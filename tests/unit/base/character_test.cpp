#include "base/character.hpp"

#include <gtest/gtest.h>

#include "base/text.hpp"

namespace kolokol {
namespace {

/// One character of each length.
constexpr std::string_view four_lengths = "aж€𝄞";

TEST(Character, IsReadAtEachLengthThatItCanHave) {
    std::size_t at = 0;
    EXPECT_EQ(next_character(four_lengths, at), U'a');
    EXPECT_EQ(next_character(four_lengths, at), U'ж');
    EXPECT_EQ(next_character(four_lengths, at), U'€');
    EXPECT_EQ(next_character(four_lengths, at), U'𝄞');
    EXPECT_EQ(at, four_lengths.size());
}

TEST(Character, CutShortIsNotReadBeyondItsText) {
    const std::string_view cut = four_lengths.substr(0, 9);
    std::size_t at = 6;
    next_character(cut, at);
    EXPECT_EQ(at, cut.size());
}

TEST(Character, IsWrittenAsItWasRead) {
    std::string written;
    for (std::size_t at = 0; at < four_lengths.size();)
        append_character(written, next_character(four_lengths, at));
    EXPECT_EQ(written, four_lengths);
}

TEST(Character, ThatIsNoneIsWrittenAsTheSignForIt) {
    std::string written;
    append_character(written, 0xD800);
    append_character(written, 0x110000);
    EXPECT_EQ(written, "\uFFFD\uFFFD");
}

TEST(Character, WritesEachOneOfUnicodeWellFormed) {
    std::string all;
    for (char32_t point = 0; point <= 0x10FFFF; ++point)
        append_character(all, point);
    EXPECT_TRUE(is_utf8(all));
    EXPECT_EQ(count_characters(all), 0x110000U);
}

TEST(Character, IsNeverCutInHalf) {
    EXPECT_EQ(character_start(four_lengths, 2), 1U);
    EXPECT_EQ(character_start(four_lengths, 5), 3U);
    EXPECT_EQ(character_start(four_lengths, 6), 6U);
    EXPECT_EQ(character_start(four_lengths, four_lengths.size()), four_lengths.size());
}

}  // namespace
}  // namespace kolokol
