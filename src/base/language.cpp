#include "base/language.hpp"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>
#include <unicode/locid.h>
#include <unicode/uloc.h>
#include <unicode/uregion.h>
#include <unicode/uscript.h>

#include "base/text.hpp"

namespace kolokol {
namespace {

bool all_letters(std::string_view part) {
    return std::all_of(part.begin(), part.end(),
                       [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
}

/// language[-script][-region], of letters.
bool has_the_shape(std::string_view tag) {
    const auto parts = split(tag, '-');
    if (parts[0].size() < 2 || parts[0].size() > 3) return false;
    std::size_t at = 1;
    if (at < parts.size() && parts[at].size() == 4) ++at;
    if (at < parts.size() && parts[at].size() == 2) ++at;
    return at == parts.size() && std::all_of(parts.begin(), parts.end(), all_letters);
}

/// ISO 639 has codes that name no language: several, none, not coded, undetermined.
bool names_none(std::string_view code) {
    constexpr std::array<std::string_view, 4> none = {"mul", "zxx", "mis", "und"};
    return std::find(none.begin(), none.end(), code) != none.end();
}

/// ICU lists most languages, and of a few more it knows the script.
bool is_known_language(const icu::Locale& locale) {
    const std::string code = locale.getLanguage();
    if (code.empty() || names_none(code)) return false;
    if (*locale.getISO3Language() != '\0') return true;
    icu::Locale likely(code.c_str());
    UErrorCode status = U_ZERO_ERROR;
    likely.addLikelySubtags(status);
    return U_SUCCESS(status) && *likely.getScript() != '\0';
}

bool is_known_script(const char* code) {
    std::array<UScriptCode, 4> scripts{};
    UErrorCode status = U_ZERO_ERROR;
    const int found = uscript_getCode(code, scripts.data(), scripts.size(), &status);
    return found == 1 && U_SUCCESS(status) && scripts[0] > USCRIPT_INHERITED &&
           scripts[0] != USCRIPT_UNKNOWN;
}

bool is_known_region(const char* code) {
    UErrorCode status = U_ZERO_ERROR;
    const URegion* region = uregion_getRegionFromCode(code, &status);
    return U_SUCCESS(status) && uregion_getType(region) == URGN_TERRITORY;
}

/// The tag as CLDR writes it ("rus" is "ru", "iw" is "he"); empty: nobody knows such a language.
std::string canonical(std::string_view tag) {
    UErrorCode status = U_ZERO_ERROR;
    icu::Locale locale = icu::Locale::forLanguageTag(std::string(tag), status);
    locale.canonicalize(status);
    if (U_FAILURE(status) || !is_known_language(locale)) return {};
    if (*locale.getScript() != '\0' && !is_known_script(locale.getScript())) return {};
    if (*locale.getCountry() != '\0' && !is_known_region(locale.getCountry())) return {};
    auto written = locale.toLanguageTag<std::string>(status);
    return U_SUCCESS(status) && has_the_shape(written) ? written : std::string();
}

/// "en", "ru"…: what nearly every tag is, and what needs no looking up. A whole archive's rows are
/// read through here.
bool is_plain(std::string_view tag) {
    static const std::set<std::string, std::less<>> plain = [] {
        std::set<std::string, std::less<>> made;
        for (const char* const* code = uloc_getISOLanguages(); *code != nullptr; ++code)
            if (canonical(*code) == *code) made.emplace(*code);
        return made;
    }();
    return plain.contains(tag);
}

}  // namespace

Result<Language> Language::parse(std::string_view tag) {
    Language language;
    if (is_plain(tag)) {
        language.tag_ = tag;
        return language;
    }
    if (!has_the_shape(tag))
        return refuse(
            Kind::invalid, "language.not_a_tag",
            fmt::format("'{}' is no language tag such as en, ru, ar or pt-BR", tag.substr(0, 40)));
    language.tag_ = canonical(tag);
    if (language.tag_.empty())
        return refuse(Kind::invalid, "language.not_a_tag",
                      fmt::format("there is no language '{}' in BCP 47, or this machine's ICU does "
                                  "not know it; tags look like en, ru, ar or pt-BR",
                                  tag));
    return language;
}

bool Language::right_to_left() const {
    return uloc_isRightToLeft(tag_.c_str()) != 0;
}

}  // namespace kolokol
