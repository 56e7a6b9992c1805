#include "search/words.hpp"

#include <vector>

#include <gmock/gmock.h>

#include "search/stems.hpp"

namespace kolokol::search {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> folded(std::string_view text) {
    std::vector<std::string> all;
    Words words(text);
    Word word;
    while (words.next(word))
        all.push_back(word.folded);
    return all;
}

std::vector<std::string> terms(std::string_view language, std::string_view text) {
    Stems stems(language);
    std::vector<std::string> all;
    Words words(text);
    Word word;
    while (words.next(word))
        all.push_back(stems.of(word));
    return all;
}

TEST(Words, ArePartedBySignsAndBlanks) {
    EXPECT_THAT(folded("The Il-76 left; 1,500 people (most of them) stayed."),
                ElementsAre("the", "il", "76", "left", "1", "500", "people", "most", "of", "them",
                            "stayed"));
}

TEST(Words, KnowWhereTheyStandInTheText) {
    Words words("  «Чай», nothing");
    Word word;
    ASSERT_TRUE(words.next(word));
    EXPECT_EQ(word.begin, 4U);
    EXPECT_EQ(word.end, 10U);
    EXPECT_EQ(word.script, Script::cyrillic);
}

TEST(Words, FoldCaseAndAccents) {
    EXPECT_THAT(folded("Łódź São PAULO Straße naïve"),
                ElementsAre("lodz", "sao", "paulo", "strasse", "naive"));
}

TEST(Words, FoldYoButKeepShortI) {
    EXPECT_THAT(folded("Артём ещё чай ЙОД"), ElementsAre("артем", "еще", "чай", "йод"));
}

TEST(Words, AreTheSameComposedAndDecomposed) {
    EXPECT_EQ(folded("чай Артём café"), folded("чаи\u0306 Арте\u0308м cafe\u0301"));
}

TEST(Words, LeaveOutStressMarks) {
    EXPECT_EQ(folded("за\u0301мок"), folded("замок"));
}

TEST(Words, FoldArabicSpelling) {
    EXPECT_EQ(folded("أحمد إلى المدرسة"), folded("احمد الي المدرسه"));
}

TEST(Words, LeaveOutTatweelAndVowelSigns) {
    EXPECT_EQ(folded("مُـحَـمَّـد"), folded("محمد"));
}

TEST(Words, ReadArabicAndPersianDigits) {
    EXPECT_THAT(folded("٢٠٢٦ ۱۴۰۴"), ElementsAre("2026", "1404"));
}

TEST(Words, LeaveOffThePossessive) {
    EXPECT_THAT(folded("Russia's and Kremlin’s; rock'n'roll"),
                ElementsAre("russia", "and", "kremlin", "rock", "n", "roll"));
}

TEST(Words, TakeEachHanCharacterAsAWord) {
    EXPECT_THAT(folded("北京 2026"), ElementsAre("北", "京", "2026"));
}

TEST(Words, PassOverWhatIsNoText) {
    EXPECT_THAT(folded("\xff\xfe \x80 …—!"), IsEmpty());
}

TEST(Words, AreNotLongerThanSixtyFourCharacters) {
    EXPECT_THAT(folded(std::string(5000, 'a')), ElementsAre(std::string(64, 'a')));
}

TEST(Stems, JoinTheFormsOfAnEnglishWord) {
    EXPECT_EQ(terms("en", "elections"), terms("en", "Election"));
}

TEST(Stems, JoinTheFormsOfARussianWord) {
    EXPECT_EQ(terms("ru", "переговоры"), terms("ru", "переговоров"));
}

TEST(Stems, JoinTheFormsOfAnArabicWord) {
    EXPECT_THAT(terms("ar", "القاعدة قاعدة والقاعدة بالقاعدة للقاعدة القاعده"),
                ::testing::Each(terms("ar", "قاعدة").front()));
}

TEST(Stems, JoinAnArabicNounAndItsPlural) {
    EXPECT_THAT(terms("ar", "محادثة المحادثات محادثات"),
                ::testing::Each(terms("ar", "محادثه").front()));
}

TEST(Stems, LeaveTwoLettersOfAnArabicWord) {
    EXPECT_THAT(terms("ar", "ان في الى"), ElementsAre("ان", "في", "ال"));
}

TEST(Stems, GoByTheScriptOfTheWordInAForeignText) {
    EXPECT_EQ(terms("ru", "elections"), terms("ru", "election"));
}

TEST(Stems, LeaveALanguageWithoutAStemmerAlone) {
    EXPECT_EQ(terms("pl", "wolnings"), (std::vector<std::string>{"wolnings"}));
}

TEST(Stems, KnowWordsThatSayLittle) {
    Stems stems("ar");
    Words words("على");
    Word word;
    ASSERT_TRUE(words.next(word));
    EXPECT_TRUE(stems.says_little(word));
}

}  // namespace
}  // namespace kolokol::search
