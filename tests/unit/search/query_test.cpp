#include "search/query.hpp"

#include <gmock/gmock.h>

namespace kolokol::search {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::vector<Part> parsed(std::string_view text) {
    Stems stems("en");
    return parse_query(text, stems);
}

Part words(std::vector<std::string> terms) {
    return {std::move(terms), false, false, false};
}
Part phrase(std::vector<std::string> terms) {
    return {std::move(terms), false, false, true};
}

TEST(Query, IsMadeOfWords) {
    EXPECT_THAT(parsed("kremlin talks"), ElementsAre(words({"kremlin"}), words({"talk"})));
}

TEST(Query, TakesAPhraseInAnyQuotationMarks) {
    EXPECT_THAT(
        parsed("«air base» “air base” \"air base\""),
        ElementsAre(phrase({"air", "base"}), phrase({"air", "base"}), phrase({"air", "base"})));
}

TEST(Query, TakesAnUnclosedPhraseToTheEnd) {
    EXPECT_THAT(parsed("syria \"air base"), ElementsAre(words({"syria"}), phrase({"air", "base"})));
}

TEST(Query, LeavesOutWordsAfterAHyphen) {
    EXPECT_THAT(parsed("base -syria"), ElementsAre(words({"base"}), Part{{"syria"}, true, false}));
}

TEST(Query, LeavesOutAPhraseAfterAHyphen) {
    EXPECT_THAT(parsed("syria -\"air base\""),
                ElementsAre(words({"syria"}), Part{{"air", "base"}, true, false, true}));
}

TEST(Query, TakesAHyphenInsideAWordForAPhrase) {
    EXPECT_THAT(parsed("air-base"), ElementsAre(words({"air", "base"})));
}

TEST(Query, TakesAHyphenAloneForNothing) {
    EXPECT_THAT(parsed("syria - base"), ElementsAre(words({"syria"}), words({"base"})));
}

TEST(Query, MarksWordsThatSayLittle) {
    EXPECT_THAT(parsed("\"the\" the base"),
                ElementsAre(phrase({"the"}), Part{{"the"}, false, true}, words({"base"})));
    EXPECT_THAT(parsed("the base"), ElementsAre(Part{{"the"}, false, true}, words({"base"})));
}

TEST(Query, PassesOverWhatMeansNothing) {
    EXPECT_THAT(parsed("AND( title:* ) ~~ \"\" --"), SizeIs(2));
    EXPECT_THAT(parsed(" \t\n"), IsEmpty());
    EXPECT_THAT(parsed(""), IsEmpty());
}

TEST(Query, CountsTwoHundredCharacters) {
    EXPECT_THAT(parsed(std::string(190, ' ') + "kremlin syria"), SizeIs(2));
    EXPECT_THAT(parsed(std::string(200, ' ') + "kremlin syria"), IsEmpty());
}

TEST(Query, CountsThirtyTwoWords) {
    std::string many;
    for (int i = 0; i < 100; ++i)
        many += "a ";
    EXPECT_THAT(parsed(many), SizeIs(32));
}

TEST(Query, IsNotHurtByBytesThatAreNoText) {
    EXPECT_THAT(parsed("\xd0 base \xff\""), ElementsAre(words({"base"})));
}

}  // namespace
}  // namespace kolokol::search
