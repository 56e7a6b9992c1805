#include "press/css_tight.hpp"

#include <gtest/gtest.h>

namespace kolokol::press {
namespace {

TEST(TightenedCss, DropsBlanksThatMeanNothing) {
    EXPECT_EQ(tightened("a, b { color: red; margin: 0 1px; }"), "a,b{color:red;margin:0 1px}");
}

TEST(TightenedCss, KeepsBlanksThatMeanSomething) {
    EXPECT_EQ(tightened("main :is(a, b) > p { inset: calc(1px + 2px) }"),
              "main :is(a,b) > p{inset:calc(1px + 2px)}");
    EXPECT_EQ(tightened("@media (min-width: 4rem) and (max-width: 9rem) { a { x: y } }"),
              "@media (min-width:4rem) and (max-width:9rem){a{x:y}}");
    EXPECT_EQ(tightened("a{--none: ;}"), "a{--none: }");
}

TEST(TightenedCss, LeavesStringsAndEscapesAsTheyAre) {
    EXPECT_EQ(tightened("a { content: \" ; } /* \\\" \"; }"), "a{content:\" ; } /* \\\" \"}");
    EXPECT_EQ(tightened("a\\ b { x: '' }"), "a\\ b{x:''}");
}

TEST(TightenedCss, DropsRemarksAndKeepsEveryLineWhereItWas) {
    EXPECT_EQ(tightened("/* one\n   two */\na { x: y; }\n\n  b { }"), "\n\na{x:y}\n\nb{}");
    EXPECT_EQ(tightened("a/**/b{}"), "a b{}");
}

TEST(TightenedCss, BearsWhatIsNotClosed) {
    EXPECT_EQ(tightened("a { /* "), "a{");
    EXPECT_EQ(tightened("a { b: \"c"), "a{b:\"c");
    EXPECT_EQ(tightened("/*"), "");
    EXPECT_EQ(tightened("\\"), "\\");
}

}  // namespace
}  // namespace kolokol::press
