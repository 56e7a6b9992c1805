#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "templates.hpp"

namespace kolokol::theme {
namespace {

using ::testing::HasSubstr;

TEST(Messages, AreFilledWithTheirArguments) {
    EXPECT_EQ(printed("<p>{{t \"Follow {paper} here\" paper=paper.name}}</p>",
                      Record{{"paper", Record{{"name", "A & B"}}}}),
              "<p>Follow A &amp; B here</p>");
}

TEST(Messages, ChooseTheFormByTheCountAndWriteItInTheLanguagesDigits) {
    const std::string page = "{{n \"{count} article\" \"{count} articles\" count=count}}";
    EXPECT_EQ(printed(page, Record{{"count", 1}}), "1 article");
    EXPECT_EQ(printed(page, Record{{"count", 1234}}), "1,234 articles");
}

TEST(Messages, AreEscapedForTheirPlace) {
    EXPECT_EQ(printed("<p title=\"{{t \"A \\\"b\\\" & <c>\"}}\">{{t \"A \\\"b\\\" & <c>\"}}</p>",
                      Record()),
              "<p title=\"A &quot;b&quot; &amp; &lt;c&gt;\">A \"b\" &amp; &lt;c&gt;</p>");
}

TEST(Messages, AnArgumentInAnAttributeCannotLeaveIt) {
    EXPECT_EQ(printed("<p title=\"{{t \"For {who}\" who=who}}\">",
                      Record{{"who", "\"><script>alert(1)</script>"}}),
              "<p title=\"For &quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;\">");
}

TEST(Messages, HtmlIsNoArgument) {
    EXPECT_EQ(
        printed("{{t \"By {who}\" who=who}}", Record{{"who", SafeHtml::vouched_for("<b>x</b>")}}),
        "refused: page.html:1: who is neither a text nor a number, which a text of the "
        "interface could name");
}

TEST(Messages, APluralWantsACountThatIsANumber) {
    EXPECT_THAT(fault("{{n \"a\" \"b\"}}"), HasSubstr("wants count="));
    EXPECT_THAT(printed("{{n \"a\" \"b\" count=c}}", Record{{"c", "1"}}),
                HasSubstr("page.html:1: the count of {{n …}} is not a number"));
}

TEST(Messages, AreNoAddress) {
    EXPECT_THAT(fault("<a href=\"{{t \"x\"}}\">"), HasSubstr("is no address"));
}

TEST(Messages, AreRefusedWhereTheyAreWrittenWrongly) {
    EXPECT_THAT(fault("{{t}}"), HasSubstr("says nothing to print"));
    EXPECT_THAT(fault("{{t x}}"), HasSubstr("double quotes"));
    EXPECT_THAT(fault("{{t \"x}}"), HasSubstr("no closing double quote"));
    EXPECT_THAT(fault("{{t \"{a}\" a}}"), HasSubstr("an argument is written a=value"));
    EXPECT_THAT(fault("{{t \"{a}\" a=b a=c}}"), HasSubstr("stands twice"));
}

TEST(Messages, ANameThatRunsAgainstThePageIsIsolated) {
    const Record model{{"latin", "TASS (agency)"}, {"arabic", "أخبار"}, {"mixed", "أخبار TASS"}};
    EXPECT_EQ(printed("<p>{{latin}} {{arabic}} {{mixed}}</p>", model, true),
              "<p><bdi>TASS (agency)</bdi> أخبار أخبار TASS</p>");
    EXPECT_EQ(printed("<p>{{latin}} {{arabic}} {{mixed}}</p>", model, false),
              "<p>TASS (agency) <bdi>أخبار</bdi> أخبار TASS</p>");
    EXPECT_EQ(printed("<p>{{t \"By {who}\" who=latin}}</p>", model, true),
              "<p>By <bdi>TASS (agency)</bdi></p>");
}

TEST(Messages, NumbersAndSignsAreNotIsolated) {
    EXPECT_EQ(printed("{{year}} {{sign}}", Record{{"year", 2026}, {"sign", "— 12:30 (!)"}}, true),
              "2026 — 12:30 (!)");
}

TEST(Messages, NothingIsIsolatedWhereNoElementMayStand) {
    const Record model{{"x", "TASS"}};
    EXPECT_EQ(printed("<title>{{x}}</title><p title=\"{{x}}\">", model, true),
              "<title>TASS</title><p title=\"TASS\">");
    EXPECT_EQ(printed("<select><option>{{x}}</option></select>", model, true),
              "<select><option>TASS</option></select>");
}

}  // namespace
}  // namespace kolokol::theme
