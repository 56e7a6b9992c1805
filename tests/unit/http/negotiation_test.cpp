#include "http/negotiation.hpp"

#include <gtest/gtest.h>

namespace kolokol::http {
namespace {

TEST(Encoding, IsIdentityForAClientThatNamesNone) {
    EXPECT_EQ(choose_encoding("", true, true), Encoding::identity);
}
TEST(Encoding, IsBrotliWhereABrowserTakesAll) {
    EXPECT_EQ(choose_encoding("gzip, deflate, br", true, true), Encoding::br);
    EXPECT_EQ(choose_encoding("gzip,deflate,br,zstd", true, true), Encoding::br);
}
TEST(Encoding, IsGzipWhereThereIsNoBrotli) {
    EXPECT_EQ(choose_encoding("gzip, deflate, br", true, false), Encoding::gzip);
    EXPECT_EQ(choose_encoding("gzip", true, true), Encoding::gzip);
    EXPECT_EQ(choose_encoding("X-GZip", true, true), Encoding::gzip);
}
TEST(Encoding, FollowsTheWeights) {
    EXPECT_EQ(choose_encoding("br;q=0.5, gzip;q=0.8", true, true), Encoding::gzip);
    EXPECT_EQ(choose_encoding("gzip;q=0.5, br ; q=0.501", true, true), Encoding::br);
    EXPECT_EQ(choose_encoding("identity;q=1, gzip;q=0.5", true, true), Encoding::identity);
}
TEST(Encoding, IsNeverOneThatIsRefused) {
    EXPECT_EQ(choose_encoding("br;q=0, gzip;q=0.000", true, true), Encoding::identity);
    EXPECT_EQ(choose_encoding("*;q=0", true, true), Encoding::identity);
    EXPECT_EQ(choose_encoding("br;q=0, *", true, true), Encoding::gzip);
}
TEST(Encoding, TakesAStarForAnything) {
    EXPECT_EQ(choose_encoding("*", true, true), Encoding::br);
    EXPECT_EQ(choose_encoding("*;q=0.1", true, false), Encoding::gzip);
}
TEST(Encoding, CountsABrokenWeightAsRefusal) {
    EXPECT_EQ(choose_encoding("br;q=2", true, true), Encoding::identity);
    EXPECT_EQ(choose_encoding("br;q=0.1234", true, true), Encoding::identity);
    EXPECT_EQ(choose_encoding("br;quality=1", true, true), Encoding::identity);
    EXPECT_EQ(choose_encoding(";;,,;q", true, true), Encoding::identity);
}
TEST(Encoding, IsIdentityWhereNothingElseExists) {
    EXPECT_EQ(choose_encoding("br, gzip", false, false), Encoding::identity);
}

TEST(EntityTag, IsFoundInAList) {
    EXPECT_TRUE(matches_etag(R"("a", "b-br" , "c")", R"("b-br")"));
    EXPECT_FALSE(matches_etag(R"("a", "b")", R"("b-br")"));
}
TEST(EntityTag, IsComparedWeakly) {
    EXPECT_TRUE(matches_etag(R"(W/"a")", R"("a")"));
}
TEST(EntityTag, MayHoldAComma) {
    EXPECT_TRUE(matches_etag(R"("x,y", "a")", R"("a")"));
}
TEST(EntityTag, IsMatchedByAStar) {
    EXPECT_TRUE(matches_etag("*", R"("a")"));
}
TEST(EntityTag, IsNotMatchedByWhatIsNoList) {
    EXPECT_FALSE(matches_etag("", R"("a")"));
    EXPECT_FALSE(matches_etag("a", R"("a")"));
    EXPECT_FALSE(matches_etag(R"("a)", R"("a")"));
    EXPECT_FALSE(matches_etag("W/", R"("a")"));
}

void expect_part(std::string_view range, std::uint64_t first, std::uint64_t last) {
    const RangeChoice choice = choose_range(range, 1000);
    EXPECT_EQ(choice.kind, RangeKind::part) << range;
    EXPECT_EQ(choice.part, (ByteRange{first, last})) << range;
}

TEST(Range, NamesAPart) {
    expect_part("bytes=0-0", 0, 0);
    expect_part("bytes=100-199", 100, 199);
    expect_part("Bytes=100-199", 100, 199);
}
TEST(Range, EndsWhereTheBytesEnd) {
    expect_part("bytes=900-", 900, 999);
    expect_part("bytes=900-5000", 900, 999);
}
TEST(Range, CountsFromTheEnd) {
    expect_part("bytes=-1", 999, 999);
    expect_part("bytes=-5000", 0, 999);
}
TEST(Range, BeyondTheEndCannotBeSatisfied) {
    EXPECT_EQ(choose_range("bytes=1000-", 1000).kind, RangeKind::unsatisfiable);
    EXPECT_EQ(choose_range("bytes=-0", 1000).kind, RangeKind::unsatisfiable);
    EXPECT_EQ(choose_range("bytes=0-", 0).kind, RangeKind::unsatisfiable);
}
TEST(Range, IsIgnoredWhereItIsNotOneRangeOfBytes) {
    for (const char* range :
         {"", "bytes=", "bytes=-", "bytes=5-1", "bytes=1-2,5-6", "lines=1-2", "bytes=a-b",
          "bytes=1-2x", "bytes=+1-2", "bytes=--5", "bytes=99999999999999999999-"})
        EXPECT_EQ(choose_range(range, 1000).kind, RangeKind::whole) << range;
}

}  // namespace
}  // namespace kolokol::http
