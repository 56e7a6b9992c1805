#include "content/front_page.hpp"

#include <gtest/gtest.h>

namespace kolokol::content {
namespace {

TEST(FrontPage, ComesBackFromItsJson) {
    FrontPage front;
    front.blocks.push_back({FrontBlock::Kind::breaking,
                            "",
                            1,
                            {{"/2026/01/28/a/", from_millis(5), from_millis(9)}},
                            "It \"happened\""});
    front.blocks.push_back({FrontBlock::Kind::section, "world", 4, {}, ""});
    EXPECT_EQ(parse_front_page(front_page_json(front)).value(), front);
}

TEST(FrontPage, HasAStripForEachSectionWhereNobodySaidElse) {
    const FrontPage usual = FrontPage::usual({"world", "culture"});
    ASSERT_EQ(usual.blocks.size(), 5U);
    EXPECT_EQ(usual.blocks[1].count, 4);
    EXPECT_EQ(usual.blocks[3].section, "culture");
    EXPECT_EQ(parse_front_page(front_page_json(usual)).value(), usual);
}

TEST(FrontPage, ThatIsNotOursIsRefused) {
    for (const char* json :
         {"", "{", "{}x", "[{\"kind\":\"poem\",\"count\":1}]", "[{\"count\":1}]"})
        EXPECT_FALSE(parse_front_page(json)) << json;
}

}  // namespace
}  // namespace kolokol::content
