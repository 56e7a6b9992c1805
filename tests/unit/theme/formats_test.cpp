#include "theme/formats.hpp"

#include <gtest/gtest.h>

namespace kolokol::theme {
namespace {

const Instant afternoon = parse_rfc3339("2026-01-28T14:05:00+03:00").value();

Formats formats(std::string_view tag, std::string_view zone = "Europe/Moscow") {
    return Formats(Language::parse(tag).value(), Zone::named(zone).value());
}

TEST(Formats, NamesTheZoneBesideATimeOfDay) {
    EXPECT_EQ(formats("en").time(afternoon), "28 January 2026, 14:05 (Moscow)");
    EXPECT_EQ(formats("ru").time(afternoon), "28 января 2026 г., 14:05 (Москва)");
}

TEST(Formats, WritesArabicInItsOwnDigitsAndHalvesOfTheDay) {
    EXPECT_EQ(formats("ar").time(afternoon), "٢٨ يناير ٢٠٢٦، ٢:٠٥ م (موسكو)");
    EXPECT_EQ(formats("ar").number(1234), "١٬٢٣٤");
    EXPECT_EQ(formats("ar").year(2026), "٢٠٢٦");
    EXPECT_EQ(formats("ar-MA").year(2026), "2026");
}

TEST(Formats, WritesTheDayOfTheReadersWall) {
    const Instant late = parse_rfc3339("2026-01-28T23:30:00Z").value();
    EXPECT_EQ(formats("en").day(late), "29 January 2026");
    EXPECT_EQ(formats("en", "America/New_York").day(late), "28 January 2026");
}

TEST(Formats, BeginsAMonthThatIsAHeadingWithACapital) {
    EXPECT_EQ(formats("ru").month(2026, 1), "Январь 2026 г.");
    EXPECT_EQ(formats("ru").month_alone(5), "Май");
    EXPECT_EQ(formats("en").month(2026, 1), "January 2026");
}

TEST(Formats, JoinsNamesAsTheLanguageDoes) {
    const std::vector<std::string> names{"Anna Belova", "Ivan Petrov", "Lena Orlova"};
    EXPECT_EQ(formats("en").listed(names), "Anna Belova, Ivan Petrov and Lena Orlova");
    EXPECT_EQ(formats("ru").listed({"Анна Белова", "Иван Петров"}), "Анна Белова и Иван Петров");
    EXPECT_EQ(formats("en").listed({}), "");
}

TEST(Formats, WritesTheMachinesFormWithTheOffsetOfThatDay) {
    EXPECT_EQ(formats("ar").iso(afternoon), "2026-01-28T14:05:00+03:00");
    const Instant summer = parse_rfc3339("2026-07-01T12:00:00Z").value();
    EXPECT_EQ(formats("en", "Europe/Amsterdam").iso(summer), "2026-07-01T14:00:00+02:00");
}

TEST(Formats, NamesALanguageInThatLanguage) {
    EXPECT_EQ(Formats::own_name(Language::parse("en").value()), "English");
    EXPECT_EQ(Formats::own_name(Language::parse("ru").value()), "Русский");
    EXPECT_EQ(Formats::own_name(Language::parse("ar").value()), "العربية");
}

TEST(Formats, NamesAZoneThatIsNoCity) {
    EXPECT_EQ(formats("en", "UTC").time(afternoon), "28 January 2026, 11:05 (UTC)");
}

TEST(Formats, CountsByTheGregorianCalendarInEveryLanguage) {
    EXPECT_EQ(formats("fa").year(2026), "۲۰۲۶");
    EXPECT_NE(formats("fa").day(afternoon).find("۲۰۲۶"), std::string::npos);
    EXPECT_NE(formats("th").day(afternoon).find("2026"), std::string::npos);
}

}  // namespace
}  // namespace kolokol::theme
