#include "markup/typography.hpp"

#include <gtest/gtest.h>

namespace kolokol::markup {
namespace {

Language tongue(const char* tag) {
    return Language::parse(tag).value();
}

struct Line {
    const char* language;
    const char* typed;
    const char* set;
};
class Typography : public testing::TestWithParam<Line> {};

TEST_P(Typography, SetsALine) {
    EXPECT_EQ(typeset(GetParam().typed, tongue(GetParam().language)), GetParam().set);
}

TEST_P(Typography, LeavesWhatItHasSet) {
    EXPECT_EQ(typeset(GetParam().set, tongue(GetParam().language)), GetParam().set);
}

INSTANTIATE_TEST_SUITE_P(
    English, Typography,
    testing::Values(
        Line{"en", "He said \"no\".", "He said “no”."},
        Line{"en", "\"No,\" he said.", "“No,” he said."}, Line{"en", "(\"No\")", "(“No”)"},
        Line{"en", "\"Why 'no'?\" she asked", "“Why ‘no’?” she asked"},
        Line{"en", "\"'No' again\"", "“‘No’ again”"},
        Line{"en", "the \"so-called \"peace\" talks\"", "the “so-called ‘peace’ talks”"},
        Line{"en", "It's the readers' paper", "It’s the readers’ paper"},
        Line{"en", "'Tis the '90s and rock 'n' roll", "’Tis the ’90s and rock ’n’ roll"},
        Line{"en", "a 'quiet' street", "a ‘quiet’ street"},
        Line{"en", "\"A paragraph that goes on", "“A paragraph that goes on"},
        Line{"en", "He is 6'2\" tall", "He is 6'2\" tall"}, Line{"en", "a 12\" gun", "a 12\" gun"},
        Line{"en", "It ended -- badly", "It ended — badly"},
        Line{"en", "It ended--badly", "It ended—badly"},
        Line{"en", "It ended - badly", "It ended – badly"},
        Line{"en", "\"I was--\" he began", "“I was—” he began"},
        Line{"en", "\"I was--\", he began", "“I was—”, he began"},
        Line{"en", "the war of 1914--18", "the war of 1914–18"},
        Line{"en", "5 - 3 and x-ray", "5 - 3 and x-ray"}, Line{"en", "And then...", "And then…"},
        Line{"en", "\"...and then\"", "“…and then”"}, Line{"en", "-----", "-----"},
        Line{"en", "run kolokol --help", "run kolokol --help"},
        Line{"en", "a --> b <!-- c", "a --> b <!-- c"},
        Line{"en", "see https://a.example/x--y...z'", "see https://a.example/x--y...z'"},
        Line{"en", "\"https://a.example/x--y\"", "“https://a.example/x--y”"},
        Line{"en", "“Already \"set\"”", "“Already ‘set’”"}, Line{"en", "", ""},
        Line{"en", "\"", "\""}, Line{"en", "''", "''"}, Line{"en-GB", "\"No\"", "“No”"}));

INSTANTIATE_TEST_SUITE_P(
    Others, Typography,
    testing::Values(
        Line{"ru", "Газета \"Правда\"", "Газета «Правда»"},
        Line{"ru", "\"Газета \"Правда\" писала\"", "«Газета „Правда“ писала»"},
        Line{"ru", "«Газета \"Правда\" писала»", "«Газета „Правда“ писала»"},
        Line{"ru", "Москва - столица", "Москва\u00A0— столица"},
        Line{"ru", "Москва -- столица", "Москва\u00A0— столица"},
        Line{"ru", "Москва — столица", "Москва\u00A0— столица"},
        Line{"ru", "-- Нет, -- сказал он.", "—\u00A0Нет,\u00A0— сказал он."},
        Line{"ru", "О'Брайен", "О’Брайен"}, Line{"ru", "в 1914--1918 годах", "в 1914–1918 годах"},
        Line{"ru", "кто-то из-за угла", "кто-то из-за угла"},
        Line{"uk", "м'яч \"Динамо\"", "м’яч «Динамо»"},
        Line{"ar", "قال \"لا\"، ثم مضى", "قال «لا»، ثم مضى"}, Line{"ar", "هو -- هي", "هو — هي"},
        Line{"de", "Er sagte \"nein\"", "Er sagte „nein“"},
        Line{"fr", "Il a dit \"non\"", "Il a dit «\u00A0non\u00A0»"},
        Line{"fr", "l'heure", "l’heure"}, Line{"ja", "\"a\" -- b's...", "\"a\" -- b’s…"}));

std::string body(const char* markdown, const char* language = "en") {
    auto parsed = parse(markdown);
    EXPECT_TRUE(parsed.faults.empty());
    typeset(parsed.document, tongue(language));
    std::string html;
    for (const Block& block : parsed.document.blocks)
        html += block.html.text() + block.text + block.title;
    return html;
}

TEST(TypographyOfABody, GoesOnThroughEmphasisAndLinks) {
    EXPECT_EQ(body("\"*No*\", he [said \"no\"](https://a.example/\"x\"): **\"Yes\"**."),
              "<p>“<em>No</em>”, he <a href=\"https://a.example/%22x%22\" "
              "rel=\"noreferrer\">said “no”</a>: <strong>“Yes”</strong>.</p>\n");
}

TEST(TypographyOfABody, BeginsAnewWithEachParagraph) {
    EXPECT_EQ(body("\"One\n\n\"two\"\n\n- \"three\n- \"four\"\n"),
              "<p>“One</p>\n<p>“two”</p>\n<ul>\n<li>“three</li>\n<li>“four”</li>\n</ul>\n");
}

TEST(TypographyOfABody, LeavesCodeAndAddressesAsTheyAre) {
    EXPECT_EQ(body("Say `\"a\" -- b's` or https://a.example/b--c 'x'\n\n    \"code\" -- it's\n"),
              "<p>Say <code dir=\"ltr\">&quot;a&quot; -- b's</code> or <a "
              "href=\"https://a.example/b--c\" rel=\"noreferrer\">https://a.example/b--c</a> "
              "‘x’</p>\n<pre dir=\"ltr\" tabindex=\"0\"><code>&quot;code&quot; -- "
              "it's\n</code></pre>\n");
}

TEST(TypographyOfABody, LeavesMarksBehindABackslashAsTheyAreTyped) {
    EXPECT_EQ(body("a \\\"b\\\" and &quot;c&quot; \\-- d\\'s"),
              "<p>a &#34;b&#34; and &#34;c&#34; &#45;- d&#39;s</p>\n");
}

TEST(TypographyOfABody, SetsTitlesAndQuotesOfBlocks) {
    EXPECT_EQ(body(":::quote \"Boris\"\nIt's \"no\"\n:::\n\n:::note The \"plan\"\nIt's so.\n:::\n"),
              "It’s “no”<p>It’s so.</p>\nThe “plan”");
}

TEST(TypographyOfABody, HoldsADashWhereALineEndsBeforeIt) {
    EXPECT_EQ(body("Москва\n— столица", "ru"), "<p>Москва\u00A0— столица</p>\n");
}

TEST(TypographyOfABody, IsReadAloudAndSearchedAsItIsSet) {
    auto parsed = parse("\"It's\" \\\"so\\\"");
    typeset(parsed.document, Language());
    EXPECT_EQ(plain_text(parsed.document), "“It’s” \"so\"");
}

}  // namespace
}  // namespace kolokol::markup
