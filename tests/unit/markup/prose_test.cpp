#include <gmock/gmock.h>

#include "markup/document.hpp"

namespace kolokol::markup {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string html(std::string_view text) {
    const auto parsed = parse(text);
    EXPECT_TRUE(parsed.faults.empty()) << parsed.faults.front().sentence;
    std::string all;
    for (const auto& block : parsed.document.blocks)
        all += block.html.text();
    return all;
}

TEST(Prose, IsParagraphsWithEmphasisAndBreaks) {
    EXPECT_EQ(html("One *two* **three** ~~four~~\nfive.  \nSix.\n\nSeven."),
              "<p>One <em>two</em> <strong>three</strong> <del>four</del>\nfive.<br>\nSix.</p>\n"
              "<p>Seven.</p>\n");
}

TEST(Prose, HasListsQuotesRulesAndCode) {
    EXPECT_EQ(html("- a\n- b\n\n3. c\n\n> d\n\n***\n\n```\ne < f\n```\n\n`g`"),
              "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"
              "<ol start=\"3\">\n<li>c</li>\n</ol>\n"
              "<blockquote>\n<p>d</p>\n</blockquote>\n"
              "<hr>\n"
              "<pre dir=\"ltr\" tabindex=\"0\"><code>e &lt; f\n</code></pre>\n"
              "<p><code dir=\"ltr\">g</code></p>\n");
}

TEST(Prose, IsTheSameWithLineEndsOfWindows) {
    EXPECT_EQ(html("One.\r\n\r\n- a\r\n- b\r\n"), html("One.\n\n- a\n- b\n"));
}

TEST(Prose, EscapesWhatHtmlTakesForMarks) {
    EXPECT_EQ(html(R"(1 < 2 & "3" > 2)"), "<p>1 &lt; 2 &amp; &quot;3&quot; &gt; 2</p>\n");
}

TEST(Prose, PrintsRawHtmlAsText) {
    EXPECT_EQ(html("<script>alert(1)</script>\n\na <b onclick=\"x()\">b</b>"),
              "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"
              "<p>a &lt;b onclick=&quot;x()&quot;&gt;b&lt;/b&gt;</p>\n");
}

TEST(Prose, ResolvesCharacterReferences) {
    EXPECT_EQ(html("&mdash; &#1078; &#x416; &amp;lt; &nosuch; &#0;"),
              "<p>— ж Ж &amp;lt; &amp;nosuch; \xEF\xBF\xBD</p>\n");
}

TEST(Prose, ReplacesCharactersThatFeedsMayNotHold) {
    EXPECT_EQ(html("a\x01"
                   "b\x7F"
                   "c\xC2\x85"
                   "d\xEF\xBF\xBF"
                   "e&#1;"),
              "<p>a\xEF\xBF\xBD"
              "b\xEF\xBF\xBD"
              "c\xEF\xBF\xBD"
              "d\xEF\xBF\xBD"
              "e\xEF\xBF\xBD</p>\n");
}

TEST(Heading, BeginsAtTheSecondLevelWhateverWasWritten) {
    EXPECT_THAT(html("# One"), HasSubstr("<h2 id=\"h-one\">One</h2>"));
    EXPECT_THAT(html("### One"), HasSubstr("<h2 id=\"h-one\">One</h2>"));
}

TEST(Heading, LeavesOutNoLevelOnTheWayDown) {
    EXPECT_EQ(html("## A\n#### B\n##### C\n#### D\n# E"),
              "<h2 id=\"h-a\">A</h2>\n<h3 id=\"h-b\">B</h3>\n<h4 id=\"h-c\">C</h4>\n"
              "<h3 id=\"h-d\">D</h3>\n<h2 id=\"h-e\">E</h2>\n");
}

TEST(Heading, IsNamedByItsOwnWordsInAnyScript) {
    EXPECT_THAT(html("## What *Assad's* fall means: 2024"),
                HasSubstr("id=\"h-what-assads-fall-means-2024\""));
    EXPECT_THAT(html("## «Путь» — к миру?"), HasSubstr("id=\"h-Путь-к-миру\""));
    EXPECT_THAT(html("## ماذا بعد؟"), HasSubstr("id=\"h-ماذا-بعد\""));
    EXPECT_THAT(html("## ***…***"), HasSubstr("id=\"h-part\""));
}

TEST(Heading, IsNumberedWhereItsNameComesAgain) {
    const auto page = html("## A\n## A 2\n## A\n## A");
    EXPECT_THAT(page, HasSubstr("id=\"h-a-2\">A 2<"));
    EXPECT_THAT(page, HasSubstr("id=\"h-a-3\">A<"));
    EXPECT_THAT(page, HasSubstr("id=\"h-a-4\">A<"));
}

TEST(Heading, TakesThePrefixOfItsBody) {
    const auto parsed = parse("## A", "v2-");
    EXPECT_EQ(parsed.document.blocks.front().html.text(), "<h2 id=\"v2-a\">A</h2>\n");
}

TEST(Heading, IsLeftOutWhereItSaysNothing) {
    EXPECT_EQ(html("##\n\na"), "<p>a</p>\n");
}

TEST(Table, IsABlockOfItsOwnBetweenProse) {
    const auto parsed = parse("One.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nTwo.");
    ASSERT_EQ(parsed.document.blocks.size(), 3U);
    EXPECT_EQ(parsed.document.blocks[1].kind, Block::Kind::table);
    EXPECT_EQ(parsed.document.blocks[1].line, 3);
    EXPECT_EQ(parsed.document.blocks[2].line, 7);
    EXPECT_THAT(parsed.document.blocks[1].html.text(),
                HasSubstr("<table>\n<thead>\n<tr>\n<th scope=\"col\">a</th>\n"));
}

TEST(Table, AlignsCellsByClassAndNotByStyle) {
    const auto page = html("| a | b | c |\n|:--|:-:|--:|\n| 1 | 2 | 3 |");
    EXPECT_THAT(page, HasSubstr("<th scope=\"col\">a</th>"));
    EXPECT_THAT(page, HasSubstr("<th scope=\"col\" class=\"align-center\">b</th>"));
    EXPECT_THAT(page, HasSubstr("<td class=\"align-end\">3</td>"));
    EXPECT_THAT(page, Not(HasSubstr("style")));
}

TEST(Table, HasNoHeaderThatNamesNothing) {
    EXPECT_THAT(html("|   | b |\n|---|--:|\n| 1 | 2 |"),
                HasSubstr("<tr>\n<td></td>\n<th scope=\"col\" class=\"align-end\">b</th>"));
}

TEST(Fragment, HasNeitherIdsNorFiguresNorTypedBlocks) {
    EXPECT_EQ(fragment("## A\n\n![alt](a.jpg)\n\n:::note\nb\n:::").text(),
              "<h2>A</h2>\n<p>alt</p>\n<p>:::note\nb\n:::</p>\n");
}

TEST(Fragment, IsEmptyForWhatIsNoText) {
    EXPECT_TRUE(fragment("\xFF").empty());
    EXPECT_TRUE(fragment("a\n\n" + std::string(41, '>') + "b").empty());
    EXPECT_TRUE(fragment("").empty());
}

TEST(PlainText, IsWhatTheDocumentSaysALineAParagraph) {
    const auto parsed = parse(
        "## A & *b*\n\nOne\ntwo [three](/x/).\n\n![alt](a.jpg \"caption\")\n\n"
        ":::quote Somebody\nFour.\n:::\n\n:::note Title\nFive.\n:::\n\n"
        ":::card https://example.org/\ntitle: Six\n:::\n\n- seven\n- eight");
    ASSERT_TRUE(parsed.faults.empty());
    EXPECT_EQ(plain_text(parsed.document),
              "A & b\nOne two three.\nFour.\nTitle\nFive.\nseven\neight");
}

}  // namespace
}  // namespace kolokol::markup
