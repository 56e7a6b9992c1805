#include "theme/alphabet.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kolokol::theme {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> said(const std::vector<std::string>& names, const char* tag) {
    std::vector<std::string> all;
    for (const Letter& letter : by_letter(names, Language::parse(tag).value())) {
        all.push_back(letter.label);
        for (const std::size_t at : letter.names)
            all.push_back(names[at]);
    }
    return all;
}

TEST(Alphabet, PutsNamesUnderTheirLettersWhateverTheirCaseAndAccents) {
    EXPECT_THAT(said({"river", "Évora", "Elbe", "Rome"}, "en"),
                ElementsAre("E", "Elbe", "Évora", "R", "river", "Rome"));
}

TEST(Alphabet, IsThatOfTheLanguageWithLatinNamesBesides) {
    EXPECT_THAT(said({"Ёлка", "Europe", "Елена", "Аня"}, "ru"),
                ElementsAre("А", "Аня", "Е", "Елена", "Ёлка", "E", "Europe"));
}

TEST(Alphabet, PassesOverTheArabicArticle) {
    EXPECT_THAT(said({"السويداء", "دمشق", "سوريا"}, "ar"),
                ElementsAre("د", "دمشق", "س", "سوريا", "السويداء"));
}

}  // namespace
}  // namespace kolokol::theme
