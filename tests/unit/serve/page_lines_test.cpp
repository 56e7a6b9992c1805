#include "serve/page_lines.hpp"

#include <gtest/gtest.h>

#include "serve/edition_pages.hpp"

using namespace kolokol::serve;
using kolokol::edition::Entry;
using kolokol::http::Encoding;

namespace {

Entry entry(std::string_view path, std::string_view media_type, int status = 200) {
    Entry made;
    made.path = path;
    made.media_type = media_type;
    made.status = status;
    return made;
}

const std::string hex(64, 'f');

TEST(CacheControl, KeepsForEverOnlyWhatIsNamedByItsContent) {
    const std::string named = "/pictures/" + hex + "-640.webp";
    EXPECT_EQ(cache_control(entry(named, "image/webp")), for_ever);
    EXPECT_NE(cache_control(entry("/pictures/cafe.webp", "image/webp")), for_ever);
    EXPECT_NE(cache_control(entry("/2026/01/28/deadbeef/", "text/html")), for_ever);
    EXPECT_NE(cache_control(entry(named, "image/webp", 410)), for_ever);
}

TEST(CacheControl, KeepsPagesAndFeedsAMinute) {
    for (const char* type : {"text/html; charset=utf-8", "application/atom+xml",
                             "application/feed+json", "application/xml", "text/plain"})
        EXPECT_EQ(cache_control(entry("/x", type)), "public, max-age=60, must-revalidate") << type;
}

TEST(CacheControl, KeepsTheThemesFilesFiveMinutes) {
    for (const char* type : {"text/css", "text/javascript", "image/svg+xml", "font/woff2"})
        EXPECT_EQ(cache_control(entry("/x", type)), "public, max-age=300") << type;
}

TEST(EntityTag, IsAnotherForEachEncoding) {
    EXPECT_EQ(entity_tag(hex, Encoding::identity), '"' + std::string(32, 'f') + '"');
    EXPECT_EQ(entity_tag(hex, Encoding::br), '"' + std::string(32, 'f') + "-br\"");
    EXPECT_EQ(entity_tag(hex, Encoding::gzip), '"' + std::string(32, 'f') + "-gzip\"");
}

TEST(Location, EscapesWhatIsNotVisibleAscii) {
    EXPECT_EQ(to_location("/чай/"), "/%D1%87%D0%B0%D0%B9/");
    EXPECT_EQ(to_location("/a b\r\nX: y"), "/a%20b%0D%0AX:%20y");
}

TEST(Location, EscapesThePercentSignOfOwnAddressesOnly) {
    EXPECT_EQ(to_location("/100%/"), "/100%25/");
    EXPECT_EQ(to_location("https://a.example/%20"), "https://a.example/%20");
}

TEST(LiveSearch, IsASearchPageWithWords) {
    EXPECT_TRUE(is_live_search("/search", "q=kremlin"));
    EXPECT_TRUE(is_live_search("/ru/search", "page=2&q=%D1%87"));
}

TEST(LiveSearch, IsNotAPageWithoutWords) {
    EXPECT_FALSE(is_live_search("/search", ""));
    EXPECT_FALSE(is_live_search("/search", "q="));
    EXPECT_FALSE(is_live_search("/search", "q=+%20"));
    EXPECT_FALSE(is_live_search("/search", "query=x"));
    EXPECT_FALSE(is_live_search("/search", "q=%zz"));
    EXPECT_FALSE(is_live_search("/research", "q=x"));
    EXPECT_FALSE(is_live_search("/search/", "q=x"));
}

}  // namespace
