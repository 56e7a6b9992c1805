#include <gtest/gtest.h>

#include "press/links.hpp"

namespace kolokol::press {
namespace {

TEST(PageLinks, ClimbToTheRootAndDownAgain) {
    EXPECT_EQ(Place("/2026/01/28/talks/").to("/world/"), "../../../../world/");
    EXPECT_EQ(Place("/ru/2026/01/28/talks/").to("/theme.css"), "../../../../../theme.css");
}

TEST(PageLinks, ClimbNoHigherThanTheySharePath) {
    EXPECT_EQ(Place("/2026/01/28/talks/").to("/2026/01/27/bases/"), "../../27/bases/");
    EXPECT_EQ(Place("/ru/world/").to("/ru/"), "../");
    EXPECT_EQ(Place("/world/2026/01/").to("/world/2025/12/"), "../../2025/12/");
}

TEST(PageLinks, DoNotTakeHalfAWordForASharedFolder) {
    EXPECT_EQ(Place("/world/").to("/worldwide/"), "../worldwide/");
    EXPECT_EQ(Place("/worldwide/").to("/world/"), "../world/");
    EXPECT_EQ(Place("/world/").to("/world"), "../world");
}

TEST(PageLinks, AreNeverEmpty) {
    EXPECT_EQ(Place("/").to("/"), "./");
    EXPECT_EQ(Place("/world/").to("/world/"), "./");
    EXPECT_EQ(Place("/ru/search").to("/ru/"), "./");
    EXPECT_EQ(Place("/world/").to("/world/#later"), "./#later");
}

TEST(PageLinks, StartInTheFolderOfAPageWithoutSlash) {
    EXPECT_EQ(Place("/search").to("/world/"), "world/");
    EXPECT_EQ(Place("/ru/search").to("/search"), "../search");
}

TEST(PageLinks, KeepQueriesAndFragments) {
    EXPECT_EQ(Place("/world/").to("/search?q=/a/b"), "../search?q=/a/b");
}

TEST(PageLinks, OfAPageShownAnywhereBeginAtTheRoot) {
    EXPECT_EQ(Place::anywhere().to("/ru/world/"), "/ru/world/");
}

TEST(PageLinks, InABodyAreLedFromItsPage) {
    EXPECT_EQ(
        with_relative_links(R"(<p>“<a href="/world/">W</a>” <img src="/pictures/a.webp"></p>)",
                            Place("/ru/about/")),
        R"(<p>“<a href="../../world/">W</a>” <img src="../../pictures/a.webp"></p>)");
}

TEST(PageLinks, InABodyToOtherHostsStay) {
    const std::string html =
        R"(<a href="https://example.org/" rel="noreferrer">a</a><a href="//example.org/">b</a><a href="#c">c</a>)";
    EXPECT_EQ(with_relative_links(html, Place("/about/")), html);
}

TEST(PageLinks, InAFeedAreAbsolute) {
    EXPECT_EQ(with_absolute_links(R"(<a href="/world/">W</a>)", "https://gazette.example"),
              R"(<a href="https://gazette.example/world/">W</a>)");
}

}  // namespace
}  // namespace kolokol::press
