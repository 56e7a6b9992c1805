#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "templates.hpp"

namespace kolokol::theme {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

Record with(Value x) {
    return Record{{"x", std::move(x)}};
}
std::string link(std::string_view address) {
    return printed("<a href=\"{{x}}\">y</a>", with(address));
}
std::string in(const std::string& tag, std::string_view x) {
    return printed(tag, with(x));
}

TEST(Escaping, TextCannotBecomeAnElement) {
    EXPECT_EQ(printed("<p>{{x}}</p>", with("<script>alert('1')</script> & \"so\"")),
              "<p>&lt;script&gt;alert('1')&lt;/script&gt; &amp; \"so\"</p>");
}

TEST(Escaping, TextCannotLeaveAnAttribute) {
    EXPECT_EQ(printed("<p title=\"{{x}}\">", with("\" onclick=\"alert(1)\" '")),
              "<p title=\"&quot; onclick=&quot;alert(1)&quot; '\">");
}

TEST(Escaping, TextCannotLeaveATitle) {
    EXPECT_EQ(printed("<title>{{x}}</title>", with("</title><script>")),
              "<title>&lt;/title&gt;&lt;script&gt;</title>");
    EXPECT_EQ(printed("<textarea>{{x}}</textarea>", with("</textarea>")),
              "<textarea>&lt;/textarea&gt;</textarea>");
}

TEST(Escaping, CharactersThatNoDocumentHoldsAreReplaced) {
    EXPECT_EQ(printed("{{x}}", with(std::string("a\0b\x08"
                                                "c\td",
                                                7))),
              "a\xEF\xBF\xBD"
              "b\xEF\xBF\xBD"
              "c\td");
}

TEST(Escaping, SafeHtmlIsPrintedAsItStandsBetweenElements) {
    EXPECT_EQ(printed("<div>{{x}}</div>", with(SafeHtml::vouched_for("<b>ok</b>"))),
              "<div><b>ok</b></div>");
}

TEST(Escaping, SafeHtmlIsRefusedEverywhereElse) {
    for (const char* page :
         {"<p title=\"{{x}}\">", "<title>{{x}}</title>", "<a href=\"{{x}}\">",
          "<a href=\"/a?b={{x}}\">", "<img srcset=\"{{x}}\">", "<option>{{x}}</option>",
          "<svg><text>{{x}}</text></svg>", "<textarea>{{x}}</textarea>",
          "<script type=\"application/ld+json\">{{json x}}</script>"})
        EXPECT_THAT(printed(page, with(SafeHtml::vouched_for("<b>ok</b>"))),
                    HasSubstr("page.html:1: {{x}} is HTML"))
            << page;
}

TEST(Escaping, ALinkLeadsToTheWebToAnAddressForLettersOrInsideThePaper) {
    EXPECT_EQ(link("https://gazette.example/a?b=1&c=2"),
              "<a href=\"https://gazette.example/a?b=1&amp;c=2\">y</a>");
    EXPECT_EQ(link("HTTP://gazette.example/"), "<a href=\"HTTP://gazette.example/\">y</a>");
    EXPECT_EQ(link("mailto:desk@gazette.example"), "<a href=\"mailto:desk@gazette.example\">y</a>");
    EXPECT_EQ(link("../2026/01/28/a/"), "<a href=\"../2026/01/28/a/\">y</a>");
    EXPECT_EQ(link("./12:30/"), "<a href=\"./12:30/\">y</a>");
    EXPECT_EQ(link("?q=a:b"), "<a href=\"?q=a:b\">y</a>");
    EXPECT_EQ(link("#a:b"), "<a href=\"#a:b\">y</a>");
    EXPECT_EQ(link(""), "<a href=\"\">y</a>");
    EXPECT_EQ(link("/чай/ \"x\""), "<a href=\"/чай/%20%22x%22\">y</a>");
}

class HostileAddress : public ::testing::TestWithParam<const char*> {};

TEST_P(HostileAddress, IsRefusedInEveryAttributeThatHoldsAnAddress) {
    for (const char* page :
         {"<a href=\"{{x}}\">", "<area href=\"{{x}}\">", "<img src=\"{{x}}\">",
          "<iframe src=\"{{x}}\"></iframe>", "<script src=\"{{x}}\"></script>",
          "<form action=\"{{x}}\">", "<button formaction=\"{{x}}\">", "<link href=\"{{x}}\">",
          "<video poster=\"{{x}}\">", "<img srcset=\"{{x}} 1x\">", "<img srcset=\"{{x}}\">",
          "<source srcset=\"{{x}}\">", "<link imagesrcset=\"{{x}}\">",
          "<blockquote cite=\"{{x}}\">", "<svg><use href=\"{{x}}\"/></svg>",
          "<svg><use xlink:href=\"{{x}}\"/></svg>", "<svg><a xlink:href=\"{{x}}\">y</a></svg>"})
        EXPECT_THAT(printed(page, with(GetParam())), StartsWith("refused: ")) << page;
}

INSTANTIATE_TEST_SUITE_P(Known, HostileAddress,
                         ::testing::Values("javascript:alert(1)", "JaVaScRiPt:alert(1)",
                                           "java\tscript:alert(1)", "java\nscript:alert(1)",
                                           "\x01javascript:alert(1)", "javascript\n:alert(1)",
                                           "data:text/html,<script>alert(1)</script>",
                                           "vbscript:msgbox(1)", "blob:https://a/b", "filesystem:x",
                                           "file:///etc/passwd", "//evil.example/",
                                           "/\\evil.example/", "\\\\evil.example/", "intent://x",
                                           "javascript&colon;x:"));

TEST(Escaping, AnAddressWithBlanksAroundItIsRefused) {
    EXPECT_THAT(link(" javascript:alert(1)"), HasSubstr("has a blank at its end"));
}

TEST(Escaping, ARefusalNamesTheTemplateTheLineTheValueAndWhy) {
    EXPECT_EQ(printed("<p>\n<a href=\"{{card.href}}\">y</a>",
                      Record{{"card", Record{{"href", "javascript:alert(1)"}}}}),
              "refused: page.html:2: {{card.href}} begins with javascript: and only http, https, "
              "mailto and relative addresses may stand here");
}

TEST(Escaping, OnlyAReadersLinkMayWriteALetter) {
    EXPECT_THAT(in("<img src=\"{{x}}\">", "mailto:a@b.example"), StartsWith("refused: "));
    EXPECT_THAT(in("<form action=\"{{x}}\">", "mailto:a@b.example"), StartsWith("refused: "));
}

TEST(Escaping, FramesAndScriptsComeFromThePaperItself) {
    EXPECT_THAT(in("<iframe src=\"{{x}}\"></iframe>", "https://elsewhere.example/"),
                HasSubstr("not an address of the paper itself"));
    EXPECT_THAT(in("<script src=\"{{x}}\"></script>", "https://elsewhere.example/a.js"),
                HasSubstr("not an address of the paper itself"));
    EXPECT_EQ(in("<iframe src=\"{{x}}\"></iframe>", "../appeal/"),
              "<iframe src=\"../appeal/\"></iframe>");
}

TEST(Escaping, AnAddressThatIsNotThereIsRefused) {
    EXPECT_THAT(printed("<a href=\"{{gone}}\">", Record()),
                HasSubstr("page.html:1: {{gone}} is not there"));
}

TEST(Escaping, BehindTheBeginningOfAnAddressAValueIsPercentEncoded) {
    EXPECT_EQ(in("<a href=\"/search?q={{x}}\">", "чай & \"x\"/#:"),
              "<a href=\"/search?q=%D1%87%D0%B0%D0%B9%20%26%20%22x%22%2F%23%3A\">");
    EXPECT_EQ(in("<a href=\"https://{{x}}/\">", "a/../@evil"),
              "<a href=\"https://a%2F..%2F%40evil/\">");
    EXPECT_EQ(in("<a href=\"java{{x}}\">", "script:alert(1)"),
              "<a href=\"javascript%3Aalert%281%29\">");
}

TEST(Escaping, AWholeAddressMayBeFollowedByAQuery) {
    const Record model{{"x", "../search"}, {"q", "a&b"}};
    EXPECT_EQ(printed("<a href=\"{{x}}?q={{q}}\">", model), "<a href=\"../search?q=a%26b\">");
}

TEST(Escaping, AnAddressIsNotPutTogetherFromPartsThatMeanSomethingElseTogether) {
    EXPECT_THAT(fault("<a href=\"{{x}}{{y}}\">"), HasSubstr("come only ? and #"));
    EXPECT_THAT(fault("<a href=\"{{x}}:{{y}}\">"), HasSubstr("come only ? and #"));
    EXPECT_THAT(fault("<a href=\"{{x}}/{{y}}\">"), HasSubstr("come only ? and #"));
    EXPECT_THAT(fault("<a href=\"{{x}}&colon;alert(1)\">"), HasSubstr("come only ? and #"));
    EXPECT_THAT(fault("<a href=\"java{{x}}:alert(1)\">"), HasSubstr("not one of http"));
    EXPECT_THAT(fault("<a href=\"/{{x}}/{{y}}\">"), HasSubstr("another host"));
}

TEST(Escaping, AnAddressThatStandsInTheTemplateIsHeldToTheSameRule) {
    EXPECT_THAT(fault("<a href=\"javascript:alert(1)\">"), HasSubstr("not one of http"));
    EXPECT_THAT(fault("<a href=\"java\tscript:alert(1)\">"), HasSubstr("browsers read as another"));
    EXPECT_THAT(fault("<a href=' javascript:alert(1)'>"), HasSubstr("begins with a blank"));
    EXPECT_THAT(fault("<a href=javascript:alert(1)>"), HasSubstr("not one of http"));
    EXPECT_THAT(fault("<a href=\"&#106;avascript:alert(1)\">"), HasSubstr("character reference"));
    EXPECT_THAT(fault("<a href=\"data:text/html,x\">"), HasSubstr("not one of http"));
    EXPECT_THAT(fault("<img src=\"//evil.example/\">"), HasSubstr("another host"));
    EXPECT_THAT(fault("<script src=\"https://evil.example/\"></script>"), HasSubstr("relative"));
    EXPECT_EQ(fault("<a href=\"#content\"><a href=/a><a href=\"https://a.example/\">"), "");
}

TEST(Escaping, EveryPictureOfASetIsLookedAt) {
    EXPECT_EQ(in("<img srcset=\"{{x}}\">", "a.webp 320w,\n b.webp 640w , c&d.webp 1.5x"),
              "<img srcset=\"a.webp 320w, b.webp 640w, c&amp;d.webp 1.5x\">");
    EXPECT_THAT(in("<img srcset=\"{{x}}\">", "a.webp 1x, javascript:alert(1) 2x"),
                HasSubstr("begins with javascript:"));
    EXPECT_THAT(in("<img srcset=\"{{x}}\">", "a.webp 1x, data:image/svg+xml,<svg> 2x"),
                StartsWith("refused: "));
    EXPECT_THAT(in("<img srcset=\"{{x}}\">", "a.webp (1x"), HasSubstr("neither a width"));
    EXPECT_THAT(in("<img srcset=\"{{x}}\">", ",a"), HasSubstr("no list of pictures"));
    EXPECT_THAT(fault("<img srcset=\"{{x}} 1x\">"), HasSubstr("one value and nothing besides"));
    EXPECT_THAT(fault("<img srcset=\"a.jpg 1x, {{x}}\">"), HasSubstr("one value and nothing"));
}

TEST(Escaping, JsonCannotLeaveItsScript) {
    const std::string page = "<script type=\"application/ld+json\">{{json x}}</script>";
    EXPECT_EQ(printed(page, with(JsonText{"{\"a\":\"</script><!--<script>\xE2\x80\xA8\"}"})),
              "<script type=\"application/ld+json\">"
              "{\"a\":\"\\u003c/script>\\u003c!--\\u003cscript>\\u2028\"}</script>");
    EXPECT_THAT(printed(page, with("text")), HasSubstr("only JSON may stand here"));
    EXPECT_THAT(printed(page, Record()), HasSubstr("{{x}} is not there"));
}

TEST(Escaping, JsonStandsNowhereElse) {
    EXPECT_THAT(fault("<p>{{json x}}</p>"), HasSubstr("in a script of type application/ld+json"));
    EXPECT_THAT(fault("<p title=\"{{json x}}\">"), HasSubstr("in a script of type"));
    EXPECT_THAT(fault("<script type=\"application/ld+json\">{{x}}</script>"),
                HasSubstr("here {{json …}} is printed and nothing else"));
    EXPECT_THAT(fault("<script type=\"application/ld+json\">{\"a\": {{json x}}}</script>"),
                HasSubstr("{{json name}} and nothing else"));
    EXPECT_THAT(printed("<p>{{x}}</p>", with(JsonText{"{}"})), HasSubstr("is JSON"));
}

TEST(Escaping, AYesAListOrARecordIsNothingToPrint) {
    EXPECT_THAT(printed("{{x}}", with(true)), HasSubstr("{{x}} is no text"));
    EXPECT_THAT(printed("{{x}}", with(List())), HasSubstr("{{x}} is no text"));
    EXPECT_THAT(printed("{{x}}", with(Record())), HasSubstr("{{x}} is no text"));
}

TEST(Escaping, ANumberIsPrintedInPlainDigits) {
    EXPECT_EQ(printed("<img width=\"{{x}}\">{{x}}", with(-1280)), "<img width=\"-1280\">-1280");
}

struct Refused {
    const char* page;
    const char* why;
};
class Place : public ::testing::TestWithParam<Refused> {};

TEST_P(Place, IsRefusedWhenTheTemplateIsLoaded) {
    EXPECT_THAT(fault("\n" + std::string(GetParam().page)),
                testing::AllOf(StartsWith("page:2: "), HasSubstr(GetParam().why)));
}

INSTANTIATE_TEST_SUITE_P(
    Unknown, Place,
    ::testing::Values(
        Refused{"<{{x}}>", "behind a <"}, Refused{"</{{x}}>", "behind a <"},
        Refused{"<p{{x}}>", "in the name of an element"},
        Refused{"<p {{x}}>", "outside of an attribute"},
        Refused{"<p {{x}}=\"y\">", "outside of an attribute"},
        Refused{"<p a{{x}}=\"y\">", "in the attribute a"},
        Refused{"<p title={{x}}>", "needs double quotes"},
        Refused{"<p title=a{{x}}>", "needs double quotes"},
        Refused{"<p title='{{x}}'>", "needs double quotes"},
        Refused{"<p style=\"{{x}}\">", "refuse the attribute style"},
        Refused{"<p STYLE=\"a\">", "refuse the attribute style"},
        Refused{"<p onclick=\"{{x}}\">", "refuse the attribute onclick"},
        Refused{"<p onfuture=\"a()\">", "refuse the attribute onfuture"},
        Refused{"<iframe srcdoc=\"{{x}}\"></iframe>", "refuse the attribute srcdoc"},
        Refused{"<a ping=\"/x\">", "which links a reader follows"},
        Refused{"<p somethingnew=\"{{x}}\">", "not one that a template fills"},
        Refused{"<link rel=\"{{x}}\">", "not one that a template fills"},
        Refused{"<script type=\"{{x}}\"></script>", "not one that a template fills"},
        Refused{"<meta http-equiv=\"{{x}}\">", "not one that a template fills"},
        Refused{"<meta http-equiv=\"Refresh\" content=\"0\">", "leads elsewhere by itself"},
        Refused{"<iframe sandbox=\"{{x}}\"></iframe>", "not one that a template fills"},
        Refused{"<a target=\"{{x}}\">", "not one that a template fills"},
        Refused{"<p src=\"{{x}}\">", "not one that a template fills"},
        Refused{"<script>{{x}}</script>", "in the text of <script>"},
        Refused{"<script>alert(1)</script>", "refuse what stands in <script>"},
        Refused{"<SCRIPT>alert(1)</SCRIPT>", "refuse what stands in <script>"},
        Refused{"<style>{{x}}</style>", "in the text of <style>"},
        Refused{"<style>p{}</style>", "refuse what stands in <style>"},
        Refused{"<iframe src=\"/a\">{{x}}</iframe>", "in the text of <iframe>"},
        Refused{"<!-- {{x}} -->", "in a comment"}, Refused{"<!--> {{x}}", "does not begin with"},
        Refused{"<!DOCTYPE {{x}}>", "behind a <"}, Refused{"<!ENTITY x>", "only <!DOCTYPE html>"},
        Refused{"<![CDATA[x]]>", "only <!DOCTYPE html>"}, Refused{"<?xml ?>", "is written &lt;"},
        Refused{"a < b", "is written &lt;"}, Refused{"<base href=\"/\">", "<base> is refused"},
        Refused{"<object data=\"{{x}}\">", "<object> is refused"},
        Refused{"<embed src=\"{{x}}\">", "<embed> is refused"},
        Refused{"<noscript>", "<noscript> is refused"},
        Refused{"<plaintext>", "<plaintext> is refused"},
        Refused{"<svg><script>x</script></svg>", "inside of a drawing"},
        Refused{"<svg><style>x</style></svg>", "inside of a drawing"},
        Refused{"<svg><foreignObject>", "<foreignobject> is refused"},
        Refused{"<svg><animate to=\"{{x}}\"/></svg>", "not one that a template fills"},
        Refused{"<p title=\"a\"class=\"b\">", "a blank is missing"},
        Refused{"<p \"=\"\">", "does not begin with"},
        Refused{"<p title=>", "has no value behind its ="},
        Refused{"<p title=a\"b>", "needs double quotes"},
        Refused{"</p title=\"{{x}}\">", "in the attribute title"}));

TEST(Escaping, APageThatEndsInTheMiddleOfATagIsRefused) {
    EXPECT_EQ(fault("<p>\n<a href=\"x"), "page:2: the page ends in the attribute href of <a>");
    EXPECT_EQ(fault("<title>x"), "page:1: the page ends in the text of <title>");
    EXPECT_EQ(fault("<!-- x"), "page:1: the page ends in a comment");
}

TEST(Escaping, AnEndTagInsideOfATitleIsReadAsBrowsersReadIt) {
    EXPECT_EQ(printed("<title>a </titles> {{x}}</TITLE ><p>{{x}}</p>", with("<")),
              "<title>a </titles> &lt;</TITLE ><p>&lt;</p>");
    EXPECT_EQ(fault("<script type=\"application/ld+json\"> </script><p title=\"{{x}}\">"), "");
}

TEST(Escaping, InADrawingATitleHoldsElements) {
    // A browser reads the a element here: outside of svg it would be text.
    EXPECT_THAT(
        printed("<svg><title><a href=\"{{x}}\">y</a></title></svg>", with("javascript:alert(1)")),
        StartsWith("refused: "));
}

TEST(Escaping, NoValueMakesAnyPageHoldAnElementOfItsOwn) {
    // Every printable slot, one value that tries to leave all of them.
    const std::string page =
        "<title>{{x}}</title><p class=\"a {{x}}\" title=\"{{x}}\">{{x}}</p>"
        "<a href=\"/a?{{x}}#{{x}}\">{{x}}</a><textarea>{{x}}</textarea>"
        "<svg><text>{{x}}</text></svg><select><option value=\"{{x}}\">{{x}}</option></select>";
    const std::string out =
        printed(page, with("--></title></textarea></svg></script>\"'><script>alert(1)</script>"));
    EXPECT_THAT(out, Not(HasSubstr("<script>")));
    EXPECT_THAT(out, Not(HasSubstr("</svg></")));
}

}  // namespace
}  // namespace kolokol::theme
