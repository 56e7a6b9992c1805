#include "theme/counting.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "theme/catalogue.hpp"

namespace kolokol::theme {
namespace {

using ::testing::ElementsAre;

Counting counting(std::string_view tag) {
    return Counting(Language::parse(tag).value());
}

std::vector<std::size_t> forms(std::string_view tag, const std::vector<std::int64_t>& numbers) {
    const Counting language = counting(tag);
    std::vector<std::size_t> chosen;
    for (const std::int64_t number : numbers)
        chosen.push_back(language.form(number));
    return chosen;
}

TEST(Counting, EnglishHasOneAndMany) {
    EXPECT_EQ(counting("en").forms(), 2U);
    EXPECT_THAT(forms("en", {0, 1, 2, 21}), ElementsAre(1, 0, 1, 1));
}

TEST(Counting, RussianHasThreeForms) {
    EXPECT_EQ(counting("ru").forms(), 3U);
    EXPECT_THAT(forms("ru", {1, 21, 2, 24, 0, 5, 11, 112}), ElementsAre(0, 0, 1, 1, 2, 2, 2, 2));
}

TEST(Counting, ArabicHasSixForms) {
    EXPECT_EQ(counting("ar").forms(), 6U);
    EXPECT_THAT(forms("ar", {0, 1, 2, 3, 10, 11, 99, 100, 102}),
                ElementsAre(0, 1, 2, 3, 3, 4, 4, 5, 5));
}

TEST(Counting, AFormForMillionsAloneIsNotAskedOfTranslators) {
    EXPECT_EQ(counting("fr").forms(), 2U);
    EXPECT_THAT(forms("fr", {0, 1, 2, 1000000}), ElementsAre(0, 0, 1, 1));
}

TEST(Counting, JapaneseHasOneForm) {
    EXPECT_EQ(counting("ja").forms(), 1U);
    EXPECT_THAT(forms("ja", {0, 1, 2}), ElementsAre(0, 0, 0));
}

TEST(Catalogue, EnglishNeedsNoTranslation) {
    const Catalogue english;
    EXPECT_EQ(english.text("Follow {paper}", {{"paper", "The Gazette"}}), "Follow The Gazette");
    EXPECT_EQ(english.plural("{count} article", "{count} articles", 1), "1 article");
    EXPECT_EQ(english.plural("{count} article", "{count} articles", 1200), "1,200 articles");
    EXPECT_TRUE(english.has("Anything"));
}

TEST(Catalogue, LeavesBracesThatNameNothingAsTheyStand) {
    const Catalogue english;
    EXPECT_EQ(english.text("{a} { b } {c"), "{a} { b } {c");
}

}  // namespace
}  // namespace kolokol::theme
