#include "theme/po_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kolokol::theme {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string fault(std::string_view po) {
    const auto entries = read_po(po);
    if (entries) return "";
    return std::to_string(entries.error().line) + ": " + entries.error().sentence;
}

TEST(PoFile, ReadsTextsOverSeveralLinesWithTheirEscapes) {
    const auto entries = read_po(
        "# a remark\n#: where.html:1\nmsgid \"\"\n\"Two \\\"words\\\"\\n\"\nmsgstr \"Два\"\n\" "
        "\\\\\"\n");
    ASSERT_TRUE(entries) << entries.error().sentence;
    ASSERT_EQ(entries->size(), 1U);
    EXPECT_EQ(entries->front().english, "Two \"words\"\n");
    EXPECT_THAT(entries->front().translations, ElementsAre("Два \\"));
    EXPECT_EQ(entries->front().line, 3);
}

TEST(PoFile, ReadsOneTranslationForEachPluralForm) {
    const auto entries = read_po(
        "msgid \"{count} article\"\nmsgid_plural \"{count} articles\"\n"
        "msgstr[0] \"a\"\nmsgstr[1] \"b\"\nmsgstr[2] \"c\"\n\nmsgid \"x\"\nmsgstr \"y\"\n");
    ASSERT_TRUE(entries) << entries.error().sentence;
    ASSERT_EQ(entries->size(), 2U);
    EXPECT_EQ(entries->front().plural, "{count} articles");
    EXPECT_THAT(entries->front().translations, ElementsAre("a", "b", "c"));
    EXPECT_THAT(entries->back().translations, ElementsAre("y"));
}

TEST(PoFile, MarksWhatIsFuzzyAndPassesOverWhatIsObsolete) {
    const auto entries = read_po(
        "#, fuzzy\nmsgid \"a\"\nmsgstr \"b\"\n\n#~ msgid \"old\"\n#~ msgstr \"x\"\n"
        "msgid \"c\"\nmsgstr \"d\"\n");
    ASSERT_TRUE(entries) << entries.error().sentence;
    ASSERT_EQ(entries->size(), 2U);
    EXPECT_TRUE(entries->front().fuzzy);
    EXPECT_FALSE(entries->back().fuzzy);
}

TEST(PoFile, RefusesWhatItDoesNotKnowWithTheLine) {
    EXPECT_THAT(fault("\nmsgctxt \"x\"\n"), HasSubstr("2: 'msgctxt' stands here without a msgid"));
    EXPECT_THAT(fault("msgid \"a\"\nmsgctxt \"x\"\n"), HasSubstr("2: 'msgctxt' is not what comes"));
    EXPECT_THAT(fault("msgid \"a\"\n\nmsgid \"b\"\n"), HasSubstr("3: an entry has no msgstr"));
    EXPECT_THAT(fault("msgid \"a\"\n"), HasSubstr("1: an entry has no msgstr"));
    EXPECT_THAT(fault("\"a\"\n"), HasSubstr("1: a text stands here without"));
    EXPECT_THAT(fault("msgid a\n"), HasSubstr("1: a text stands in double quotes"));
    EXPECT_THAT(fault("msgid \"a\" \"b\"\n"), HasSubstr("1: a double quote inside"));
    EXPECT_THAT(fault("msgid \"a\\\"\n"), HasSubstr("1: a text has no closing"));
    EXPECT_THAT(fault("msgid \"a\\x\"\n"), HasSubstr("1: \\x is none of"));
    EXPECT_THAT(fault("msgid \"a\"\nmsgstr[0] \"b\"\n"), HasSubstr("(msgstr)"));
    EXPECT_THAT(fault("msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[1] \"c\"\n"),
                HasSubstr("(msgstr[0])"));
    EXPECT_THAT(fault("msgid \"a\"\nmsgstr \"b\"\nmsgstr \"c\"\n"), HasSubstr("(msgid)"));
}

TEST(PoFile, RefusesATextThatStandsTwice) {
    EXPECT_THAT(fault("msgid \"a\"\nmsgstr \"b\"\nmsgid \"a\"\nmsgstr \"c\"\n"),
                HasSubstr("3: 'a' stands here a second time"));
}

TEST(PoFile, RefusesWhatIsNotUtf8) {
    EXPECT_EQ(fault("msgid \"a\"\nmsgstr \"\xE9\"\n"), "2: the catalogue is not UTF-8");
}

}  // namespace
}  // namespace kolokol::theme
