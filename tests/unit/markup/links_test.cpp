#include <gmock/gmock.h>

#include "markup/document.hpp"

namespace kolokol::markup {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

std::string html(const Parsed& parsed) {
    std::string all;
    for (const auto& block : parsed.document.blocks)
        all += block.html.text();
    return all;
}
std::string html(std::string_view text) {
    return html(parse(text));
}

TEST(Link, ThatLeadsOutCarriesNoreferrer) {
    EXPECT_EQ(html("[a](https://example.org/b?c=d&e \"f\")"),
              "<p><a href=\"https://example.org/b?c=d&amp;e\" title=\"f\" "
              "rel=\"noreferrer\">a</a></p>\n");
}

TEST(Link, ToAPageOfThePaperStaysAsWritten) {
    const auto parsed = parse("One.\n\n[a](/2025/10/15/slug/) and\n[b][r]\n\n[r]: /ru/");
    EXPECT_EQ(
        html(parsed),
        "<p>One.</p>\n<p><a href=\"/2025/10/15/slug/\">a</a> and\n<a href=\"/ru/\">b</a></p>\n");
    ASSERT_EQ(parsed.links.size(), 2U);
    EXPECT_EQ(parsed.links[0].href, "/2025/10/15/slug/");
    EXPECT_EQ(parsed.links[0].line, 3);
    EXPECT_EQ(parsed.links[1].href, "/ru/");
}

TEST(Link, MayLeadToAnAddressForMailOrAPartOfThePage) {
    EXPECT_EQ(
        html("<desk@example.org> [a](#h-part)"),
        "<p><a href=\"mailto:desk@example.org\">desk@example.org</a> <a href=\"#h-part\">a</a>"
        "</p>\n");
}

TEST(Link, IsMadeOfAnAddressInTheText) {
    EXPECT_THAT(html("See https://example.org/a."),
                HasSubstr("<a href=\"https://example.org/a\" rel=\"noreferrer\">"));
}

class OtherScheme : public ::testing::TestWithParam<const char*> {};

TEST_P(OtherScheme, BecomesText) {
    const auto parsed = parse(std::string("[words](") + GetParam() + ")");
    EXPECT_EQ(html(parsed), "<p>words</p>\n");
    EXPECT_THAT(parsed.faults, IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Links, OtherScheme,
                         ::testing::Values("javascript:alert(1)", "JavaScript:alert(1)",
                                           "java&#115;cript:alert(1)", "&#106;avascript:alert(1)",
                                           "&#1;javascript:alert(1)", "data:text/html,x",
                                           "vbscript:x", "file:///etc/passwd", "tel:+1234",
                                           "ftp://example.org/"));

class LeadsNowhere : public ::testing::TestWithParam<const char*> {};

TEST_P(LeadsNowhere, IsAFaultWithItsLineAndText) {
    const auto parsed = parse(std::string("One.\n\n[words](") + GetParam() + ")");
    EXPECT_EQ(html(parsed), "<p>One.</p>\n<p>words</p>\n");
    ASSERT_EQ(parsed.faults.size(), 1U);
    EXPECT_EQ(parsed.faults[0].code, "markup.bad_address");
    EXPECT_EQ(parsed.faults[0].line, 3);
}

INSTANTIATE_TEST_SUITE_P(Links, LeadsNowhere,
                         ::testing::Values("page.html", "../other/", "www.example.org",
                                           "//example.org/", "http:/example.org", "https://",
                                           "https:///path", "java&Tab;script:alert(1)",
                                           "javascript&colon;x:y", "java&#9;script:alert(1)",
                                           "java&#10;script:x", "mailto:", "#", "", "?q=1",
                                           "&#92;&#92;example.org"));

TEST(Link, CannotLeaveThePaperByABackslash) {
    EXPECT_EQ(html("[a](/\\\\example.org)"), "<p><a href=\"/%5Cexample.org\">a</a></p>\n");
}

TEST(Link, EncodesWhatWouldEndItsAttribute) {
    EXPECT_EQ(html("[a](</b \"c\" <d>)"), "<p>[a](&lt;/b &quot;c&quot; &lt;d&gt;)</p>\n");
    EXPECT_EQ(html("[a](</b \"c\" 'd>)"), "<p><a href=\"/b%20%22c%22%20'd\">a</a></p>\n");
}

TEST(Link, HasANameAlsoWhereNoneWasWritten) {
    EXPECT_EQ(html("[](/a/)"), "<p><a href=\"/a/\">/a/</a></p>\n");
}

TEST(Link, DoesNotNest) {
    const auto page = html("[a https://example.org/b c](/d/)");
    EXPECT_EQ(page.find("<a "), page.rfind("<a "));
    EXPECT_EQ(page.find("</a>"), page.rfind("</a>"));
}

TEST(Link, EndsWithItsCellAlsoWhereItsAddressGoesOn) {
    EXPECT_THAT(html("| a |\n|---|\n| https://example.org/|+| |"),
                HasSubstr("rel=\"noreferrer\">https://example.org/</a></td>"));
}

TEST(Link, DefinedAtTheEndIsSeenBeforeAndInsideTypedBlocks) {
    const auto parsed =
        parse("[a][r]\n\n:::note T\n[b][r]\n:::\n\n:::quote W\nx\n:::\n\n[c][r]\n\n[r]: /p/");
    EXPECT_THAT(html(parsed), Not(HasSubstr("[r]")));
    ASSERT_EQ(parsed.links.size(), 3U);
    EXPECT_EQ(parsed.links[0].line, 1);
    EXPECT_EQ(parsed.links[1].line, 4);
    EXPECT_GE(parsed.links[2].line, 5);
}

}  // namespace
}  // namespace kolokol::markup
