#include "search/excerpt.hpp"

#include <gmock/gmock.h>

#include "search/article_record.hpp"

namespace kolokol::search {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

std::string filler(int words) {
    std::string text;
    for (int i = 0; i < words; ++i)
        text += "word" + std::to_string(i) + ' ';
    return text;
}

class Excerpt : public ::testing::Test {
protected:
    std::string shown(std::string_view text, const std::vector<std::string>& terms) {
        return excerpt(text, looking_for(terms)).text();
    }
    Needles looking_for(const std::vector<std::string>& terms) {
        Needles needles(stems);
        for (const std::string& term : terms)
            needles.add(term);
        return needles;
    }
    Stems stems{"en"};
};

TEST_F(Excerpt, MarksTheWordsThatWereFoundInAnyForm) {
    EXPECT_EQ(marked("Elections: an election", looking_for({"elect"})).text(),
              "<mark>Elections</mark>: an <mark>election</mark>");
}

TEST_F(Excerpt, EscapesTheTextAroundAndInside) {
    EXPECT_EQ(marked("<b>AT&T \"x\"'y'</b>", looking_for({"b"})).text(),
              "&lt;<mark>b</mark>&gt;AT&amp;T &quot;x&quot;&#39;y&#39;&lt;/<mark>b</mark>&gt;");
}

TEST_F(Excerpt, DividesAHeadingFromTheSentenceBehindIt) {
    EXPECT_EQ(shown("What came next\nThe base stayed.\nIt was night.", {"base"}),
              "What came next · The <mark>base</mark> stayed. It was night.");
    EXPECT_EQ(shown("The base\nIt stayed.", {"base"}), "The <mark>base</mark> · It stayed.");
}

TEST_F(Excerpt, ShowsThePassageWithMostOfTheWords) {
    const std::string text = "syria " + filler(100) + "the base in syria " + filler(100);
    const std::string passage = shown(text, {"base", "syria"});
    EXPECT_THAT(passage, HasSubstr("the <mark>base</mark> in <mark>syria</mark>"));
    EXPECT_THAT(passage, StartsWith("… "));
    EXPECT_THAT(passage, EndsWith(" …"));
}

TEST_F(Excerpt, BeginsWithTheSentenceWhereThatIsNear) {
    const std::string text = filler(100) + "end. Nobody knew of the base. " + filler(100);
    EXPECT_THAT(shown(text, {"base"}), StartsWith("… Nobody knew of the <mark>base</mark>."));
}

TEST_F(Excerpt, ShowsTheBeginningWhereNothingWasFound) {
    const std::string passage = shown("First things first. " + filler(100), {"base"});
    EXPECT_THAT(passage, StartsWith("First things"));
    EXPECT_THAT(passage, Not(HasSubstr("<mark>")));
}

TEST_F(Excerpt, ShowsAShortTextWhole) {
    EXPECT_EQ(shown("«The base».\nIt stays!", {"stay"}), "«The base». It <mark>stays</mark>!");
}

TEST_F(Excerpt, TakesTheFirstOfEqualPassages) {
    const std::string text = "One base. " + filler(200) + "Another base. " + filler(200);
    EXPECT_THAT(shown(text, {"base"}), StartsWith("One <mark>base</mark>."));
}

TEST_F(Excerpt, TakesThePassageWithAllWordsHoweverLateItComes) {
    const std::string text = "The base. " + filler(300) + "In Syria. " + filler(300) +
                             "The base in Syria. " + filler(300);
    EXPECT_THAT(shown(text, {"base", "syria"}),
                HasSubstr("The <mark>base</mark> in <mark>Syria</mark>."));
}

TEST_F(Excerpt, OfNothingIsEmpty) {
    EXPECT_EQ(shown("", {"base"}), "");
    EXPECT_EQ(shown("…!", {"base"}), "");
}

TEST(Needles, FindAPhraseOnlyWhereItsWordsStandInOrder) {
    Stems stems("en");
    Needles needles(stems);
    const Phrase phrase{needles.add("air"), needles.add("base")};
    EXPECT_TRUE(says("Two Air Bases stay.", phrase, needles));
    EXPECT_FALSE(says("A base in the air.", phrase, needles));
    EXPECT_FALSE(says("The air of the base", phrase, needles));
    EXPECT_FALSE(says("base", phrase, needles));
}

TEST(Needles, FindAPhraseThatBeginsTwice) {
    Stems stems("en");
    Needles needles(stems);
    const Phrase phrase{needles.add("air"), needles.add("air"), needles.add("base")};
    EXPECT_TRUE(says("air air air base", phrase, needles));
}

TEST(ArticleRecord, ReadsBackWhatWasWritten) {
    const ArticleRecord record{
        "/2026/01/28/talks/", "en",   "World", from_millis(1'769'612'400'000),
        "Talks 12 5",         "Anna", "",      "Text\nwith lines"};
    const auto read = decode_record(encode(record));
    ASSERT_TRUE(read);
    EXPECT_EQ(read->headline, record.headline);
    EXPECT_EQ(read->body, record.body);
    EXPECT_EQ(read->published, record.published);
}

TEST(ArticleRecord, IsNotReadFromACutOne) {
    const Bytes bytes =
        encode({"/a/", "en", "World", {}, "Headline", "Byline", "Standfirst", "Body"});
    for (std::size_t length = 0; length < bytes.size(); ++length)
        EXPECT_FALSE(decode_record(bytes.substr(0, length))) << length;
}

}  // namespace
}  // namespace kolokol::search
