#include "search/folding.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>

#include "base/character.hpp"

namespace kolokol::search {
namespace {

/// Spellings that Arabic readers do not tell apart when they type, and Persian keys for the same
/// letters. 0 is left out.
char32_t fold_arabic(char32_t c) {
    switch (c) {
        case U'\u0622':  // alef with madda
        case U'\u0623':  // alef with hamza above
        case U'\u0625':  // alef with hamza below
        case U'\u0671':  // alef wasla
            return U'\u0627';
        case U'\u0624':  // waw with hamza
            return U'\u0648';
        case U'\u0626':  // yeh with hamza
        case U'\u0649':  // alef maqsura
        case U'\u06CC':  // Farsi yeh
            return U'\u064A';
        case U'\u0629':  // teh marbuta
            return U'\u0647';
        case U'\u06A9':  // keheh
            return U'\u0643';
        case U'\u0640':  // tatweel
            return 0;
        default:
            return c;
    }
}

/// Letters that Unicode does not decompose and readers type without their stroke.
std::string_view fold_stroked(char32_t c) {
    switch (c) {
        case U'ß':
            return "ss";
        case U'æ':
            return "ae";
        case U'œ':
            return "oe";
        case U'ø':
            return "o";
        case U'ł':
            return "l";
        case U'đ':
            return "d";
        case U'ı':
            return "i";
        default:
            return {};
    }
}

void append_plain(char32_t c, std::string& to) {
    const auto code = static_cast<UChar32>(c);
    if (u_charType(code) == U_NON_SPACING_MARK) return;
    const auto lower = static_cast<char32_t>(u_foldCase(code, U_FOLD_CASE_DEFAULT));
    if (lower >= 0x600 && lower < 0x780) {
        if (const char32_t folded = fold_arabic(lower); folded != 0) append_character(to, folded);
        return;
    }
    if (const auto stroked = fold_stroked(lower); !stroked.empty())
        to += stroked;
    else
        append_character(to, lower);
}

/// й and ў are letters of their own and keep their mark; ё and stress marks do not.
bool keeps_its_mark(char32_t c) {
    return c == U'й' || c == U'Й' || c == U'ў' || c == U'Ў' || c == U'ї' || c == U'Ї';
}

CharKind kind_of(char32_t c) {
    const auto code = static_cast<UChar32>(c);
    if (c == 0x200C || c == 0x200D || c == 0xAD || c == 0x640) return CharKind::mark;
    const auto category = U_GET_GC_MASK(code);
    if ((category & U_GC_M_MASK) != 0) return CharKind::mark;
    if ((category & (U_GC_L_MASK | U_GC_N_MASK)) == 0) return CharKind::none;
    if (c < 0xE00) return CharKind::letter;
    UErrorCode status = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(code, &status);
    return uscript_breaksBetweenLetters(script) != 0 || script == USCRIPT_HAN ||
                   script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA
               ? CharKind::alone
               : CharKind::letter;
}

Script script_of(char32_t c) {
    const auto code = static_cast<UChar32>(c);
    if ((U_GET_GC_MASK(code) & U_GC_L_MASK) == 0) return Script::other;
    UErrorCode status = U_ZERO_ERROR;
    switch (uscript_getScript(code, &status)) {
        case USCRIPT_LATIN:
            return Script::latin;
        case USCRIPT_CYRILLIC:
            return Script::cyrillic;
        case USCRIPT_ARABIC:
            return Script::arabic;
        default:
            return Script::other;
    }
}

void append_folded(char32_t c, std::string& to) {
    const auto code = static_cast<UChar32>(c);
    if (c == 0x200C || c == 0x200D || c == 0xAD) return;
    if (const std::int32_t digit = u_charDigitValue(code); digit >= 0) {
        to += static_cast<char>('0' + digit);
        return;
    }
    if (keeps_its_mark(c)) {
        append_character(to, static_cast<char32_t>(u_tolower(code)));
        return;
    }
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2* decomposer = unorm2_getNFKDInstance(&status);
    UChar parts[24];
    const std::int32_t length =
        U_FAILURE(status) ? -1 : unorm2_getDecomposition(decomposer, code, parts, 24, &status);
    if (length < 0 || U_FAILURE(status)) {
        append_plain(c, to);
        return;
    }
    for (std::int32_t i = 0; i < length;) {
        UChar32 part = 0;
        U16_NEXT(parts, i, length, part);
        append_plain(static_cast<char32_t>(part), to);
    }
}

}  // namespace

const Folding& Folding::of_characters() {
    static const Folding folding;
    return folding;
}

Folding::Folding() {
    for (char32_t c = 0; c < end_of_known; ++c)
        known_[c] = ask(c);
}

Folded Folding::ask(char32_t character) {
    Folded folded{kind_of(character), script_of(character), 0, {}};
    std::string form;
    append_folded(character, form);
    const std::size_t length = character_start(form, std::min(form.size(), sizeof folded.form));
    folded.length = static_cast<std::uint8_t>(length);
    std::copy_n(form.begin(), length, folded.form);
    return folded;
}

}  // namespace kolokol::search
