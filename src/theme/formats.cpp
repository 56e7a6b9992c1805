#include "theme/formats.hpp"

#include <cassert>

#include <fmt/format.h>
#include <unicode/dtfmtsym.h>
#include <unicode/dtptngen.h>
#include <unicode/listformatter.h>
#include <unicode/locdspnm.h>
#include <unicode/numsys.h>
#include <unicode/stringoptions.h>
#include <unicode/timezone.h>
#include <unicode/tznames.h>

#include "theme/counting.hpp"
#include "theme/date_pattern.hpp"
#include "theme/icu.hpp"

namespace kolokol::theme {
namespace {

/// A heading begins with a capital, also where the month inside of a date does not.
std::string as_heading(const std::string& text, const icu::Locale& locale) {
    return to_utf8(from_utf8(text).toTitle(nullptr, locale,
                                           U_TITLECASE_WHOLE_STRING | U_TITLECASE_NO_LOWERCASE));
}

std::array<std::string, 12> months_of(const icu::DateFormatSymbols& symbols,
                                      icu::DateFormatSymbols::DtContextType context,
                                      icu::DateFormatSymbols::DtWidthType width) {
    std::int32_t count = 0;
    const icu::UnicodeString* months = symbols.getMonths(count, context, width);
    std::array<std::string, 12> words;
    for (std::size_t i = 0; i < words.size() && i < static_cast<std::size_t>(count); ++i)
        words[i] = to_utf8(months[i]);
    return words;
}

DateWords words_of(const icu::Locale& locale) {
    using Symbols = icu::DateFormatSymbols;
    UErrorCode status = U_ZERO_ERROR;
    const Symbols symbols(locale, status);
    check_icu(status, "month names");
    DateWords words;
    words.months = months_of(symbols, Symbols::FORMAT, Symbols::WIDE);
    words.months_alone = months_of(symbols, Symbols::STANDALONE, Symbols::WIDE);
    words.short_months = months_of(symbols, Symbols::FORMAT, Symbols::ABBREVIATED);
    std::int32_t count = 0;
    const icu::UnicodeString* halves = symbols.getAmPmStrings(count);
    for (std::size_t i = 0; i < 2 && i < static_cast<std::size_t>(count); ++i)
        words.halves[i] = to_utf8(halves[i]);

    const std::unique_ptr<icu::NumberingSystem> numbers(
        icu::NumberingSystem::createInstance(locale, status));
    check_icu(status, "numbering system");
    const icu::UnicodeString digits =
        numbers->isAlgorithmic() ? icu::UnicodeString("0123456789") : numbers->getDescription();
    for (std::int32_t i = 0, at = 0; i < 10; ++i, at = digits.moveIndex32(at, 1))
        words.digits[static_cast<std::size_t>(i)] =
            to_utf8(icu::UnicodeString(digits.char32At(at)));
    return words;
}

/// "Moscow", "Москва": the city that stands for the zone; its own name where ICU has none.
std::string zone_word(const icu::Locale& locale, const Zone& zone) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::TimeZoneNames> names(
        icu::TimeZoneNames::createInstance(locale, status));
    check_icu(status, "zone names");
    icu::UnicodeString canonical;
    icu::TimeZone::getCanonicalID(from_utf8(zone.name()), canonical, status);
    icu::UnicodeString city;
    if (U_SUCCESS(status)) names->getExemplarLocationName(canonical, city);
    if (!city.isBogus() && !city.isEmpty()) return to_utf8(city);
    std::string name = zone.name();
    const std::size_t slash = name.rfind('/');
    if (slash != std::string::npos) name.erase(0, slash + 1);
    for (char& c : name)
        if (c == '_') c = ' ';
    return name;
}

}  // namespace

struct Formats::State {
    Language language;
    Zone zone;
    icu::Locale locale;
    Counting counting;
    DateWords words;
    DatePattern day;
    DatePattern month;
    DatePattern clock;
    std::string joined;  // "{1}, {0}": day, time of day
    std::string zone_word;
    std::unique_ptr<icu::ListFormatter> lists;
    std::array<std::string, 12> months;  // as headings

    State(const Language& spoken, Zone wall)
        : language(spoken),
          zone(std::move(wall)),
          locale(locale_of(spoken)),
          counting(spoken),
          words(words_of(locale)),
          zone_word(theme::zone_word(locale, zone)) {
        UErrorCode status = U_ZERO_ERROR;
        const std::unique_ptr<icu::DateTimePatternGenerator> patterns(
            icu::DateTimePatternGenerator::createInstance(locale, status));
        check_icu(status, "date patterns");
        const auto best = [&](const char* skeleton) {
            auto pattern = patterns->getBestPattern(icu::UnicodeString(skeleton), status);
            check_icu(status, "date patterns");
            // Fonts of older telephones have no narrow no-break space.
            pattern.findAndReplace(icu::UnicodeString(u'\u202F'), icu::UnicodeString(u'\u00A0'));
            return DatePattern(to_utf8(pattern));
        };
        day = best("yMMMMd");
        month = best("yMMMM");
        clock = best("jm");
        joined = to_utf8(patterns->getDateTimeFormat(UDAT_MEDIUM, status));
        lists.reset(icu::ListFormatter::createInstance(locale, status));
        check_icu(status, "list format");
        for (std::size_t i = 0; i < months.size(); ++i)
            months[i] = as_heading(words.months_alone[i], locale);
    }
};

Formats::Formats(const Language& language, Zone zone)
    : state_(std::make_unique<State>(language, std::move(zone))) {}
Formats::~Formats() = default;
Formats::Formats(Formats&&) noexcept = default;
Formats& Formats::operator=(Formats&&) noexcept = default;

std::string Formats::time(Instant at) const {
    const LocalTime wall = state_->zone.local(at);
    const std::string day = state_->day.write(wall, state_->words);
    const std::string clock = state_->clock.write(wall, state_->words);
    std::string out;
    for (std::size_t i = 0; i < state_->joined.size(); ++i) {
        const std::string_view here = std::string_view(state_->joined).substr(i, 3);
        if (here == "{0}" || here == "{1}") {
            out += here[1] == '0' ? clock : day;
            i += 2;
        } else if (here[0] != '\'') {
            out += here[0];
        }
    }
    return out + " (" + state_->zone_word + ")";
}

std::string Formats::day(Instant at) const {
    return state_->day.write(state_->zone.local(at), state_->words);
}

std::string Formats::month(int year, unsigned month) const {
    assert(month >= 1 && month <= 12);
    LocalTime wall;
    wall.year = year;
    wall.month = month;
    return as_heading(state_->month.write(wall, state_->words), state_->locale);
}

std::string Formats::month_alone(unsigned month) const {
    assert(month >= 1 && month <= 12);
    return state_->months[month - 1];
}

std::string Formats::year(int year) const {
    return written(year, 1, state_->words);
}

std::string Formats::number(std::int64_t number) const {
    return state_->counting.number(number);
}

std::string Formats::listed(const std::vector<std::string>& names) const {
    std::vector<icu::UnicodeString> items;
    for (const std::string& name : names)
        items.push_back(from_utf8(name));
    icu::UnicodeString out;
    UErrorCode status = U_ZERO_ERROR;
    state_->lists->format(items.data(), static_cast<std::int32_t>(items.size()), out, status);
    check_icu(status, "list format");
    return to_utf8(out);
}

std::string Formats::iso(Instant at) const {
    return state_->zone.format_rfc3339(at);
}

std::string Formats::own_name(const Language& language) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Locale locale = icu::Locale::forLanguageTag(language.tag(), status);
    check_icu(status, "locale");
    const std::unique_ptr<icu::LocaleDisplayNames> names(
        icu::LocaleDisplayNames::createInstance(locale, ULDN_DIALECT_NAMES));
    icu::UnicodeString name;
    names->localeDisplayName(locale, name);
    return as_heading(to_utf8(name), locale);
}

const Language& Formats::language() const {
    return state_->language;
}
const Zone& Formats::zone() const {
    return state_->zone;
}

}  // namespace kolokol::theme
