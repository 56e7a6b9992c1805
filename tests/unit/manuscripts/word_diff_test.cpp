#include "manuscripts/word_diff.hpp"

#include <random>

#include <gmock/gmock.h>

namespace kolokol::manuscripts {
namespace {

using testing::ElementsAre;

std::string side(const std::vector<Stretch>& runs, Stretch::Kind left_out) {
    std::string text;
    for (const Stretch& run : runs)
        if (run.kind != left_out) text += run.text;
    return text;
}

std::size_t length_of(const std::vector<Stretch>& runs, Stretch::Kind kind) {
    std::size_t length = 0;
    for (const Stretch& run : runs)
        if (run.kind == kind) length += run.text.size();
    return length;
}

TEST(WordDiff, NamesTheWordsThatChanged) {
    EXPECT_THAT(
        word_diff("The cat sat here.", "The dog sat here."),
        ElementsAre(Stretch{Stretch::Kind::same, "The "}, Stretch{Stretch::Kind::gone, "cat "},
                    Stretch{Stretch::Kind::added, "dog "},
                    Stretch{Stretch::Kind::same, "sat here."}));
    EXPECT_THAT(word_diff("", "new"), ElementsAre(Stretch{Stretch::Kind::added, "new"}));
    EXPECT_THAT(word_diff("same\n", "same\n"), ElementsAre(Stretch{Stretch::Kind::same, "same\n"}));
}

TEST(WordDiff, CountsWordsOfAnyScript) {
    EXPECT_EQ(count_words("One, two — three."), 3);
    EXPECT_EQ(count_words("Это новость."), 2);
    EXPECT_EQ(count_words("هذا خبر"), 2);
    EXPECT_EQ(count_words(" \n — "), 0);
}

TEST(WordDiff, IsBothTextsWhateverTheyAre) {
    std::mt19937 random(3);
    const std::vector<std::string> bits{"a ", "b", "\n", "слово ", "خبر",
                                        " ",  ".", "\t", "—",      "c d "};
    for (int round = 0; round < 3000; ++round) {
        std::string before;
        std::string after;
        for (std::string* text : {&before, &after})
            for (unsigned i = random() % 40; i > 0; --i)
                *text += bits[random() % bits.size()];
        const auto runs = word_diff(before, after);
        ASSERT_EQ(side(runs, Stretch::Kind::added), before);
        ASSERT_EQ(side(runs, Stretch::Kind::gone), after);
    }
}

TEST(WordDiff, FindsOneWordInTenThousandAndBoundsWhatHasNothingInCommon) {
    std::string before;
    std::string other;
    for (int i = 0; i < 10'000; ++i) {
        before += "w" + std::to_string(i) + (i % 100 == 99 ? ".\n\n" : " ");
        other += "x" + std::to_string(i) + " ";
    }
    std::string after = before;
    after.replace(after.find("w5000 "), 6, "changed ");
    EXPECT_THAT(length_of(word_diff(before, after), Stretch::Kind::gone), 6U);
    EXPECT_EQ(side(word_diff(before, other), Stretch::Kind::gone), other);
}

}  // namespace
}  // namespace kolokol::manuscripts
