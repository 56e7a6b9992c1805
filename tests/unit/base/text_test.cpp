#include "base/text.hpp"

#include <gtest/gtest.h>

#include "base/bytes.hpp"
#include "base/id.hpp"
#include "base/language.hpp"

namespace kolokol {
namespace {

TEST(Text, FindsTheFirstByteThatIsNotUtf8) {
    EXPECT_EQ(utf8_fault("\xd0\x9f\xd1\x80\xff"), 4U);
    EXPECT_EQ(utf8_fault("Привет"), no_fault);
}

TEST(Text, FindsABadByteBehindManyGoodOnes) {
    for (std::size_t before = 0; before < 20; ++before)
        EXPECT_EQ(utf8_fault(std::string(before, 'a') + "\xff" + std::string(20, 'a')), before);
}

TEST(Text, RefusesSurrogatesAndOverlongForms) {
    EXPECT_EQ(utf8_fault("\xed\xa0\x80"), 0U);
    EXPECT_EQ(utf8_fault("\xc0\xaf"), 0U);
}

TEST(Text, MakesASlugFromACyrillicHeadline) {
    EXPECT_EQ(slug_from("Переговоры в Кремле: чай без слов"), "peregovory-v-kremle-caj-bez-slov");
}

TEST(Text, KeepsAPossessiveInOneWord) {
    EXPECT_EQ(slug_from("Syria’s envoy's day"), "syrias-envoys-day");
}

TEST(Text, CutsASlugAtAWord) {
    EXPECT_EQ(slug_from("one two three four", 12), "one-two");
}

TEST(Text, ASlugHasNoHyphenAtItsEndsNorTwoTogether) {
    EXPECT_TRUE(is_slug("talks-end-2026"));
    EXPECT_FALSE(is_slug("-talks"));
    EXPECT_FALSE(is_slug("talks--end"));
    EXPECT_FALSE(is_slug("Talks"));
    EXPECT_FALSE(is_slug(""));
}

TEST(Bytes, ReadsBackTheHexadecimalItWrites) {
    EXPECT_EQ(from_hex(to_hex(std::string("\x00\xff\x10", 3))).value(),
              std::string("\x00\xff\x10", 3));
}

TEST(Bytes, WritesTheBase64UrlOfRfc4648) {
    EXPECT_EQ(to_base64url("foobar"), "Zm9vYmFy");
    EXPECT_EQ(to_base64url("fooba"), "Zm9vYmE");
    EXPECT_EQ(to_base64url("foob"), "Zm9vYg");
    EXPECT_EQ(to_base64url("\xfb\xff"), "-_8");
}

TEST(Id, SortsByTheTimeItWasMade) {
    EXPECT_LT(make_id(from_millis(1000)), make_id(from_millis(2000)));
    EXPECT_EQ(make_id(from_millis(1000)).size(), 26U);
}

TEST(Language, PutsTheCaseOfATagRight) {
    EXPECT_EQ(Language::parse("SR-latn-rs").value().tag(), "sr-Latn-RS");
}

TEST(Language, WritesALanguageInOneWay) {
    EXPECT_EQ(Language::parse("rus").value().tag(), "ru");
    EXPECT_EQ(Language::parse("iw").value().tag(), "he");
    EXPECT_EQ(Language::parse("en-UK").value().tag(), "en-GB");
}

TEST(Language, RefusesALanguageThatNobodySpeaks) {
    for (const char* tag : {"xx", "zz-QQ", "en-QQ", "en-ZZ", "en-Latx", "zxx", "mul", "und", "qaa"})
        EXPECT_FALSE(Language::parse(tag).has_value()) << tag;
}

TEST(Language, KnowsLanguagesThatFewSpeak) {
    for (const char* tag : {"abq", "udm", "tyv", "crh", "rue", "ckb", "zh-Hans-CN", "sr-Latn"})
        EXPECT_EQ(Language::parse(tag).value().tag(), tag);
}

TEST(Language, KnowsWhichScriptsRunFromRightToLeft) {
    EXPECT_TRUE(Language::parse("ar").value().right_to_left());
    EXPECT_FALSE(Language::parse("ru").value().right_to_left());
}

TEST(Language, RefusesWhatIsNoTag) {
    EXPECT_FALSE(Language::parse("news").has_value());
}

}  // namespace
}  // namespace kolokol
