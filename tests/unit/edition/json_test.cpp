#include "edition/json.hpp"

#include <gtest/gtest.h>

namespace kolokol::edition {
namespace {

Result<Json> parse(std::string_view text) {
    return parse_json(text, 1U << 20U);
}

TEST(Json, IsWrittenInItsOneForm) {
    const auto json = parse(R"( {"b": [1, -2, true, null], "a": {"x": "\"\\\u00e9\n"} } )");
    ASSERT_TRUE(json) << json.error().detail;
    EXPECT_EQ(canonical(*json), "{\"a\":{\"x\":\"\\\"\\\\\xc3\xa9\n\"},\"b\":[1,-2,true,null]}");
}

TEST(Json, ReadsWhatItWrote) {
    const auto json = parse("{\"text\":\"line\\nline\\ttab\",\"empty\":{},\"none\":[]}");
    ASSERT_TRUE(json);
    EXPECT_EQ(*parse(canonical(*json)), *json);
}

TEST(Json, RefusesADoubledField) {
    EXPECT_EQ(parse(R"({"a":1,"a":1})").error().code, "json.refused");
}

TEST(Json, RefusesMoreThanThirtyTwoLevels) {
    EXPECT_TRUE(parse(std::string(31, '[') + "1" + std::string(31, ']')));
    EXPECT_FALSE(parse(std::string(32, '[') + "1" + std::string(32, ']')));
    EXPECT_FALSE(parse(std::string(100'000, '[')));
}

TEST(Json, RefusesIntegersThatOtherReadersWouldRound) {
    EXPECT_TRUE(parse("9007199254740991"));
    EXPECT_FALSE(parse("9007199254740992"));
    EXPECT_FALSE(parse("-9007199254740992"));
    EXPECT_FALSE(parse("99999999999999999999999999"));
}

TEST(Json, RefusesFractionsAndExponents) {
    EXPECT_FALSE(parse("1.0"));
    EXPECT_FALSE(parse("1e3"));
    EXPECT_FALSE(parse("-0"));
    EXPECT_FALSE(parse("01"));
}

TEST(Json, RefusesWhatIsTooLargeBeforeReadingIt) {
    EXPECT_EQ(parse_json("{}  ", 3).error().code, "json.too_large");
}

TEST(Json, RefusesWhatIsNotUtf8OrNotWhole) {
    EXPECT_FALSE(parse("\"\xff\""));
    EXPECT_FALSE(parse(R"("\ud800")"));
    EXPECT_FALSE(parse(R"("\ud800\u0041")"));
    EXPECT_FALSE(parse("\"open"));
    EXPECT_FALSE(parse("{} {}"));
    EXPECT_FALSE(parse("{\"a\":1,}"));
    EXPECT_FALSE(parse(""));
    EXPECT_FALSE(parse("nul"));
}

TEST(Json, ReadsSurrogatePairs) {
    EXPECT_EQ(*parse(R"("\ud83d\udd14")")->text(), "\xf0\x9f\x94\x94");
}

}  // namespace
}  // namespace kolokol::edition
