#pragma once
// Between our UTF-8 and ICU's UTF-16; only for sources that speak to ICU.

#include <stdexcept>
#include <string>
#include <string_view>

#include <unicode/locid.h>
#include <unicode/unistr.h>
#include <unicode/utypes.h>

#include "base/language.hpp"

namespace kolokol::theme {

inline std::string to_utf8(const icu::UnicodeString& text) {
    std::string utf8;
    text.toUTF8String(utf8);
    return utf8;
}

inline icu::UnicodeString from_utf8(std::string_view text) {
    return icu::UnicodeString::fromUTF8(
        icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

/// ICU's data is missing or broken: nobody nearby can mend that.
inline void check_icu(UErrorCode status, const char* what) {
    if (U_FAILURE(status))
        throw std::runtime_error(std::string("ICU has no ") + what + ": " + u_errorName(status));
}

/// Gregorian days for every language. English without a country is written as outside of the
/// United States: 28 January 2026, 14:05.
inline icu::Locale locale_of(const Language& language) {
    const std::string tag = language.tag() == "en" ? "en-GB" : language.tag();
    UErrorCode status = U_ZERO_ERROR;
    icu::Locale locale = icu::Locale::forLanguageTag(tag, status);
    locale.setKeywordValue("calendar", "gregorian", status);
    check_icu(status, "locale");
    return locale;
}

}  // namespace kolokol::theme
