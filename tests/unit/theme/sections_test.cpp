#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "templates.hpp"

namespace kolokol::theme {
namespace {

using ::testing::HasSubstr;

Record named(const char* name) {
    return Record{{"name", name}};
}

TEST(Sections, ArePrintedOnceForEachItemOfAList) {
    const Record model{{"items", List{named("a"), named("b")}}};
    EXPECT_EQ(printed("{{#items}}<i>{{name}}</i>{{/items}}", model), "<i>a</i><i>b</i>");
}

TEST(Sections, PrintTheItemItselfWhereItIsNoRecord) {
    EXPECT_EQ(printed("{{#tags}}{{.}} {{/tags}}", Record{{"tags", List{"x", "y"}}}), "x y ");
}

TEST(Sections, AreLeftOutForNoForZeroForEmptyAndForWhatIsNotThere) {
    const Record model{{"no", false}, {"zero", 0}, {"text", ""}, {"list", List()}};
    EXPECT_EQ(printed("{{#no}}1{{/no}}{{#zero}}2{{/zero}}{{#text}}3{{/text}}"
                      "{{#list}}4{{/list}}{{#gone}}5{{/gone}}",
                      model),
              "");
}

TEST(Sections, InvertedOnesArePrintedForWhatTheOthersLeaveOut) {
    const Record model{{"list", List()}, {"text", "here"}};
    EXPECT_EQ(
        printed("{{^list}}none{{/list}}{{^text}}no text{{/text}}{{^gone}}, gone{{/gone}}", model),
        "none, gone");
}

TEST(Sections, LookANameUpFromTheInnermostRecordOutwards) {
    const Record model{
        {"name", "outer"}, {"paper", "Gazette"}, {"inner", Record{{"name", "inner"}}}};
    EXPECT_EQ(printed("{{#inner}}{{name}} of {{paper}}{{/inner}}, {{name}}", model),
              "inner of Gazette, outer");
}

TEST(Sections, AFieldThatIsSetToNothingEndsTheLookup) {
    const Record model{{"href", "outer"}, {"inner", Record{{"href", Value()}}}};
    EXPECT_EQ(printed("{{#inner}}[{{#href}}{{href}}{{/href}}]{{/inner}}", model), "[]");
}

TEST(Sections, OnlyTheFirstPartOfAPathIsLookedUpOutwards) {
    const Record model{{"text", "wrong"}, {"label", Record{{"kind", "live"}}}};
    EXPECT_EQ(printed("{{label.kind}}{{label.text}}", model), "live");
}

TEST(Sections, ALineWithTagsOnlyLeavesNothingBehind) {
    const Sources sources{{"page",
                           "<ul>\n  {{#items}}\n<li>{{name}}</li>\n  {{/items}}\n"
                           "{{! a remark }}\n</ul>\n{{>foot}}\n"},
                          {"foot", "<hr>\n"}};
    EXPECT_EQ(printed(sources, Record{{"items", List{named("a"), named("b")}}}),
              "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n<hr>\n");
}

TEST(Sections, APartialSeesWhatItsPlaceSees) {
    const Sources sources{{"page", "{{#items}}{{>item}}{{/items}}"}, {"item", "{{name}};"}};
    EXPECT_EQ(printed(sources, Record{{"items", List{named("a"), named("b")}}}), "a;b;");
}

TEST(Sections, APartialIsEscapedForThePlaceItIsUsedIn) {
    const Sources sources{{"page", "<p title=\"{{>who}}\">{{>who}}</p>"}, {"who", "{{name}}"}};
    EXPECT_EQ(printed(sources, named("\"A\" & <B>")),
              "<p title=\"&quot;A&quot; &amp; &lt;B&gt;\">\"A\" &amp; &lt;B&gt;</p>");
}

TEST(Sections, AreRefusedWhereTheyLeaveThePageElsewhere) {
    EXPECT_THAT(fault("<p>\n{{#x}}<a href=\"{{/x}}/\">y</a></p>"),
                HasSubstr("page:2: the section x begins in the text of the page and ends in the "
                          "attribute href of <a>"));
    EXPECT_THAT(fault("<a href=\"{{#x}}{{x}}{{/x}}\">y</a>"), HasSubstr("leave the page as it"));
    EXPECT_THAT(fault("<p {{#x}}hidden{{/x}}>y</p>"), HasSubstr("a blank between attributes"));
    EXPECT_THAT(fault("{{#x}}<!-- {{/x}} -->"), HasSubstr("leave the page as it"));
    EXPECT_THAT(fault("<title>{{#x}}</title>{{/x}}"), HasSubstr("leave the page as it"));
}

TEST(Sections, MayHoldAWholeAttributeOrAPartOfAClass) {
    const std::string page =
        "<p class=\"a{{#b}} b-{{b}}{{/b}}\"{{#u}} title=\"{{u}}\"{{/u}}{{^u}} hidden{{/u}}>";
    EXPECT_EQ(printed(page, Record{{"b", "x"}, {"u", "y"}}), "<p class=\"a b-x\" title=\"y\">");
    EXPECT_EQ(printed(page, Record()), "<p class=\"a\" hidden>");
}

TEST(Sections, AreRefusedWhereTheyAreNotClosedInOrder) {
    EXPECT_THAT(fault("a\n{{#x}}b"), HasSubstr("page:2: the section x is not closed"));
    EXPECT_THAT(fault("{{#x}}\n{{/y}}"),
                HasSubstr("page:2: {{/y}} closes the section x of line 1"));
    EXPECT_THAT(fault("a{{/x}}"), HasSubstr("page:1: {{/x}} closes nothing"));
}

TEST(Sections, APartialThatIsNotThereIsRefused) {
    EXPECT_EQ(fault("<p>\n{{>gone}}</p>"), "page:2: there is no template gone.html");
}

TEST(Sections, APartialThatContainsItselfIsRefused) {
    EXPECT_EQ(fault(Sources{{"page", "{{>page}}"}}), "page:1: page would contain itself");
    EXPECT_EQ(fault(Sources{{"page", "{{>a}}"}, {"a", "{{>b}}"}, {"b", "\n{{>a}}"}}),
              "b:2: a would contain itself");
    EXPECT_EQ(fault(Sources{{"a", "{{>b}}"}, {"b", "{{>a}}"}}), "b:1: a would contain itself");
}

TEST(Sections, NestNoDeeperThanALimit) {
    std::string page;
    for (int i = 0; i < 100; ++i)
        page.insert(page.size() / 2, "{{#x}}{{/x}}");
    EXPECT_EQ(fault(page), "page:1: sections nest too deep");
    Sources sources{{"page", "{{>t0}}"}};
    for (int i = 0; i < 60; ++i)
        sources["t" + std::to_string(i)] = "{{>t" + std::to_string(i + 1) + "}}";
    sources["t60"] = "end";
    EXPECT_THAT(fault(sources), HasSubstr("nest too deep"));
}

TEST(Sections, APageThatGrowsPastItsLimitIsRefused) {
    Value list = List(100, Value(Record()));
    const Record model{{"a", list}, {"b", list}, {"c", list}, {"d", list}};
    EXPECT_EQ(printed("{{#a}}{{#b}}{{#c}}{{#d}}0123456789{{/d}}{{/c}}{{/b}}{{/a}}", model),
              "refused: the page is longer than 8 MiB in page.html");
}

TEST(Sections, AFaultyTagIsRefusedWithItsLine) {
    EXPECT_EQ(fault("\n\n{{name"), "page:3: a tag is not closed by }} where it should be");
    EXPECT_THAT(fault("{{{name}}}"), HasSubstr("every value is escaped for its place"));
    EXPECT_THAT(fault("{{&name}}"), HasSubstr("every value is escaped for its place"));
    EXPECT_THAT(fault("{{a b}}"), HasSubstr("page:1: a tag is not closed"));
    EXPECT_THAT(fault("{{a..b}}"), HasSubstr("page:1: a name is made of"));
    EXPECT_THAT(fault("{{}}"), HasSubstr("page:1: a name is made of"));
}

}  // namespace
}  // namespace kolokol::theme
