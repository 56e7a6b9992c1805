#include "press/html_scan.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kolokol::press {
namespace {

using ::testing::ElementsAre;

/// "name attribute=value …" of every tag, or "broken in line N".
std::vector<std::string> tags(std::string_view html) {
    std::vector<std::string> found;
    const auto broken = each_tag(html, [&](const Tag& tag) {
        std::string line(tag.name);
        for (const Attribute& attribute : tag.attributes)
            line.append(" ").append(attribute.name).append("=").append(attribute.value);
        found.push_back(std::move(line));
    });
    if (broken) found.push_back("broken in line " + std::to_string(*broken));
    return found;
}

TEST(HtmlScan, ReadsAttributesInEveryQuoting) {
    EXPECT_THAT(tags("<a b=\"c d\" e='f>g' h=i j k = l>"), ElementsAre("a b=c d e=f>g h=i j= k=l"));
}

TEST(HtmlScan, ResolvesCharacterReferencesInValues) {
    EXPECT_THAT(tags("<a b='&lt;&amp;&#x41;&#66;&quot;&unknown;'>"),
                ElementsAre("a b=<&AB\"&unknown;"));
}

TEST(HtmlScan, KeepsTheValuesOfOneTagApart) {
    EXPECT_THAT(tags("<a b='&amp;1' c='&amp;2'><d e='&amp;3'>"),
                ElementsAre("a b=&1 c=&2", "d e=&3"));
}

TEST(HtmlScan, SkipsCommentsTextAndEndTags) {
    EXPECT_THAT(tags("a < b <!-- <x> --> <!DOCTYPE html> </p> <?php ?> <y>"), ElementsAre("y"));
}

TEST(HtmlScan, EndsACommentWhereABrowserDoes) {
    EXPECT_THAT(tags("<!--><a>--><!---><b>--><!-- --!><c>-->"), ElementsAre("a", "b", "c"));
}

TEST(HtmlScan, TakesScriptsAndStylesAsTheyAre) {
    std::string content;
    int line = 0;
    each_tag("<p>\n<script type=x>\nif (a < b) \"<p>\"</script><b>", [&](const Tag& tag) {
        if (!tag.is("SCRIPT")) return;
        content = tag.content;
        line = tag.content_line;
    });
    EXPECT_EQ(content, "\nif (a < b) \"<p>\"");
    EXPECT_EQ(line, 2);
}

TEST(HtmlScan, TellsWhatIsBroken) {
    EXPECT_THAT(tags("\n<a b='c>"), ElementsAre("broken in line 2"));
    EXPECT_THAT(tags("<a"), ElementsAre("broken in line 1"));
    EXPECT_THAT(tags("\n\n<!-- a"), ElementsAre("broken in line 3"));
    EXPECT_THAT(tags("<script>"), ElementsAre("broken in line 1"));
    EXPECT_THAT(tags(std::string_view("<p>\n\0", 5)), ElementsAre("broken in line 2"));
}

TEST(HtmlScan, FindsAnAttributeInAnyCase) {
    each_tag("<a HREF=b>", [&](const Tag& tag) {
        EXPECT_EQ(tag.attribute("href"), "b");
        EXPECT_EQ(tag.attribute("src"), std::nullopt);
    });
}

}  // namespace
}  // namespace kolokol::press
