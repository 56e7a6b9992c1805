#include <gmock/gmock.h>

#include "markup/document.hpp"

namespace kolokol::markup {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using Kind = Block::Kind;

std::vector<Kind> kinds(const Parsed& parsed) {
    std::vector<Kind> all;
    for (const auto& block : parsed.document.blocks)
        all.push_back(block.kind);
    return all;
}

/// "line code" of each fault.
std::vector<std::string> faults(std::string_view text) {
    std::vector<std::string> all;
    for (const auto& fault : parse(text).faults)
        all.push_back(std::to_string(fault.line) + " " + fault.code);
    return all;
}

TEST(Figure, IsAPictureAloneInItsParagraph) {
    const auto parsed = parse(
        "One.\n\n![Two men *shake* hands &amp; smile](kremlin.jpg \"The presidents. | S. Name | "
        "POOL, TASS | press\")\n\nTwo.");
    ASSERT_THAT(kinds(parsed), ElementsAre(Kind::prose, Kind::figure, Kind::prose));
    const auto& block = parsed.document.blocks[1];
    EXPECT_EQ(block.line, 3);
    ASSERT_EQ(block.figure.size(), 1U);
    EXPECT_EQ(block.figure[0], (Figure{"kremlin.jpg",
                                       "Two men shake hands & smile",
                                       "The presidents.",
                                       "S. Name",
                                       {"POOL", "TASS"},
                                       "press"}));
}

TEST(Figure, MayHaveEmptyParts) {
    const auto parsed = parse("![](a.jpg \" | Name | | own\")");
    ASSERT_EQ(parsed.document.blocks.size(), 1U);
    EXPECT_EQ(parsed.document.blocks[0].figure[0], (Figure{"a.jpg", "", "", "Name", {}, "own"}));
}

TEST(Figure, FollowsAnotherOnTheNextLine) {
    const auto parsed = parse("![a](a.jpg)\n![b](b.jpg)");
    ASSERT_THAT(kinds(parsed), ElementsAre(Kind::figure, Kind::figure));
    EXPECT_EQ(parsed.document.blocks[1].line, 2);
    EXPECT_TRUE(parsed.faults.empty());
}

class MisplacedPicture : public ::testing::TestWithParam<const char*> {};

TEST_P(MisplacedPicture, IsAFaultOnItsLine) {
    EXPECT_THAT(faults(std::string("One.\n\n") + GetParam()),
                ElementsAre("3 markup.picture_inside_text"));
}

INSTANTIATE_TEST_SUITE_P(Blocks, MisplacedPicture,
                         ::testing::Values("Two ![](a.jpg)", "![a](a.jpg) two", "- ![a](a.jpg)",
                                           "> ![a](a.jpg)", "## ![a](a.jpg)", "*![a](a.jpg)*",
                                           "[![a](a.jpg)](/b/)"));

class BadPicture : public ::testing::TestWithParam<const char*> {};

TEST_P(BadPicture, IsAFaultOnItsLine) {
    EXPECT_THAT(faults(std::string("One.\n\n") + GetParam()), ElementsAre("3 markup.bad_address"));
}

INSTANTIATE_TEST_SUITE_P(Blocks, BadPicture,
                         ::testing::Values("![a](https://example.org/a.jpg)", "![a](//h/a.jpg)",
                                           "![a](/a.jpg)", "![a]()", "![a](data:image/png,x)"));

TEST(Figure, HasATitleOfAtMostFourParts) {
    EXPECT_THAT(faults("![a](a.jpg \"a|b|c|d|e\")"), ElementsAre("1 markup.too_many_parts"));
}

TEST(PullQuote, IsWhatWasSaidAndWhoSaidIt) {
    const auto parsed =
        parse("One.\n:::quote Anna Belova, reporter\nWhat was\n  *said*.\n:::\nTwo.");
    ASSERT_THAT(kinds(parsed), ElementsAre(Kind::prose, Kind::pull_quote, Kind::prose));
    const auto& block = parsed.document.blocks[1];
    EXPECT_EQ(block.text, "What was *said*.");
    EXPECT_EQ(block.who, "Anna Belova, reporter");
    EXPECT_EQ(block.line, 2);
    EXPECT_EQ(parsed.document.blocks[2].html.text(), "<p>Two.</p>\n");
    EXPECT_EQ(parsed.document.blocks[2].line, 6);
}

TEST(Note, IsMarkdownUnderATitle) {
    const auto parsed = parse("- a\n:::note What we know\n- b\n\n> c\n:::\n- d");
    ASSERT_THAT(kinds(parsed), ElementsAre(Kind::prose, Kind::note, Kind::prose));
    const auto& note = parsed.document.blocks[1];
    EXPECT_EQ(note.title, "What we know");
    EXPECT_EQ(note.html.text(), "<ul>\n<li>b</li>\n</ul>\n<blockquote>\n<p>c</p>\n</blockquote>\n");
}

TEST(Note, HoldsTablesThatScrollByThemselves) {
    const auto parsed = parse(":::note\n| a |\n|---|\n| b |\n:::");
    ASSERT_THAT(kinds(parsed), ElementsAre(Kind::note));
    EXPECT_THAT(parsed.document.blocks[0].html.text(),
                HasSubstr("<div class=\"table\" tabindex=\"0\"><table>"));
}

TEST(Note, HoldsNoPicture) {
    EXPECT_THAT(faults(":::note\n\n![a](a.jpg)\n:::"), ElementsAre("3 markup.picture_inside_text"));
}

TEST(Card, IsALinkWithTitleSourceAndOurOwnPicture) {
    const auto parsed = parse(
        ":::card https://example.org/report?a&b\ntitle: What it: is called\n"
        "source: Who published it\n![alt](own.jpg \"| Name | | licence\")\n:::");
    EXPECT_TRUE(parsed.faults.empty());
    ASSERT_THAT(kinds(parsed), ElementsAre(Kind::card));
    const auto& card = parsed.document.blocks[0];
    EXPECT_EQ(card.href, "https://example.org/report?a&b");
    EXPECT_EQ(card.title, "What it: is called");
    EXPECT_EQ(card.source, "Who published it");
    ASSERT_EQ(card.figure.size(), 1U);
    EXPECT_EQ(card.figure[0], (Figure{"own.jpg", "alt", "", "Name", {}, "licence"}));
}

TEST(Card, NeedsAnAddressATitleAndNothingElse) {
    EXPECT_THAT(faults("One.\n\n:::card javascript:x\n:::"),
                ElementsAre("3 markup.bad_address", "3 markup.card_without_title"));
    EXPECT_THAT(faults(":::card https://example.org/\ntitle: a\n\nwords\ntitle: b\n:::"),
                ElementsAre("4 markup.unknown_line", "5 markup.unknown_line"));
    EXPECT_THAT(faults(":::card https://example.org/\ntitle: a\n![a](a.jpg) words\n:::"),
                ElementsAre("3 markup.picture_inside_text"));
    EXPECT_THAT(faults(":::card https://example.org/\ntitle: a\n![a\n:::"),
                ElementsAre("3 markup.unknown_line"));
}

TEST(TypedBlock, MustBeClosed) {
    EXPECT_THAT(faults("One.\n\n:::note\nTwo."), ElementsAre("3 markup.unclosed_block"));
    EXPECT_THAT(faults(":::quote\nTwo.\n:::note\nb\n:::"), ElementsAre("1 markup.unclosed_block"));
}

TEST(TypedBlock, MustBeOfAKindThatIsKnown) {
    EXPECT_THAT(faults("One.\n:::video x\n"), ElementsAre("2 markup.unknown_block"));
    EXPECT_THAT(faults("One.\n\n:::\n"), ElementsAre("3 markup.unknown_block"));
}

TEST(TypedBlock, MustSaySomething) {
    EXPECT_THAT(faults(":::quote Who\n\n:::"), ElementsAre("1 markup.empty_block"));
    EXPECT_THAT(faults(":::note What\n:::"), ElementsAre("1 markup.empty_block"));
}

TEST(TypedBlock, IsTextInsideCode) {
    const auto parsed = parse("```\n:::note\n```\n\n    :::quote\n");
    ASSERT_THAT(kinds(parsed), ElementsAre(Kind::prose));
    EXPECT_THAT(parsed.document.blocks[0].html.text(), HasSubstr(":::note"));
    EXPECT_THAT(parsed.document.blocks[0].html.text(), HasSubstr(":::quote"));
    EXPECT_TRUE(parsed.faults.empty());
}

TEST(TypedBlock, IsAFaultInsideCodeThatDoesNotBeginAtTheMargin) {
    EXPECT_THAT(faults(" ```\n:::quote\na\n:::\n ```"), ElementsAre("2 markup.unknown_block"));
}

TEST(TypedBlock, EndsAnOpenParagraphListOrQuote) {
    EXPECT_THAT(kinds(parse("a\n:::quote\nb\n:::")), ElementsAre(Kind::prose, Kind::pull_quote));
    EXPECT_THAT(kinds(parse("> a\n:::quote\nb\n:::")), ElementsAre(Kind::prose, Kind::pull_quote));
    EXPECT_THAT(kinds(parse("1. a\n   ```\n   b\n:::quote\nb\n:::")),
                ElementsAre(Kind::prose, Kind::pull_quote));
    EXPECT_THAT(kinds(parse("| a |\n|---|\n| b |\n:::quote\nb\n:::")),
                ElementsAre(Kind::table, Kind::pull_quote));
}

TEST(Body, HasALimitOfLengthDepthAndEncoding) {
    EXPECT_THAT(faults(std::string((1U << 20U) + 1, 'a')), ElementsAre("1 markup.too_long"));
    std::string lines = "a\n\n";
    for (int i = 0; i < 5001; ++i)
        lines += "[a](/b)\n";
    EXPECT_THAT(faults(lines), ElementsAre("5003 markup.too_long"));
    EXPECT_THAT(faults("a\n\n" + std::string(50'000, '>') + "a"), ElementsAre("1 markup.too_deep"));
    EXPECT_THAT(faults("a\n\xC3("), ElementsAre("2 markup.not_utf8"));
}

TEST(Body, IsNothingForNothing) {
    const auto parsed = parse("");
    EXPECT_TRUE(parsed.document.blocks.empty());
    EXPECT_TRUE(parsed.faults.empty());
    EXPECT_EQ(plain_text(parsed.document), "");
}

}  // namespace
}  // namespace kolokol::markup
