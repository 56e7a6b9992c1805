#include "search/words.hpp"

#include <unicode/utf8.h>

#include "search/folding.hpp"

namespace kolokol::search {
namespace {

constexpr std::size_t longest_word = 64;

/// The character at `at`, which goes past it; nothing a word is made of where it is ill-formed.
char32_t character(std::string_view text, std::size_t& at) {
    if (static_cast<unsigned char>(text[at]) < 0x80) return static_cast<unsigned char>(text[at++]);
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    auto offset = static_cast<std::int64_t>(at);
    const auto length = static_cast<std::int64_t>(text.size());
    UChar32 code = 0;
    U8_NEXT(bytes, offset, length, code);
    at = static_cast<std::size_t>(offset);
    return code < 0 ? 0 : static_cast<char32_t>(code);
}

/// й in two characters, which are one letter as the breve of ё and of stress is not.
bool is_short_i(std::string_view before, char32_t c) {
    constexpr char32_t combining_breve = 0x306;
    return c == combining_breve && before.ends_with("и");
}

}  // namespace

Words::Words(std::string_view text) : folding_(Folding::of_characters()), text_(text) {}

/// The length of 's (or ’s) at the end of a word, or 0.
std::size_t Words::possessive(std::size_t at) const {
    if (text_[at] != '\'' && text_[at] != '\xE2') return 0;
    for (const std::string_view apostrophe : {"'", "’"}) {
        const std::string_view rest = text_.substr(at);
        if (!rest.starts_with(apostrophe) || rest.size() <= apostrophe.size()) continue;
        const char letter = rest[apostrophe.size()];
        if (letter != 's' && letter != 'S') continue;
        std::size_t after = at + apostrophe.size() + 1;
        if (after == text_.size() || folding_[character(text_, after)].kind == CharKind::none)
            return apostrophe.size() + 1;
    }
    return 0;
}

bool Words::next(Word& word) {
    word.folded.clear();
    word.script = Script::other;
    std::size_t letters = 0;
    while (at_ < text_.size()) {
        const std::size_t before = at_;
        const char32_t c = character(text_, at_);
        const Folded folded = folding_[c];
        const bool inside = letters > 0;
        if (folded.kind == CharKind::letter || (folded.kind == CharKind::mark && inside)) {
            if (!inside) word.begin = before;
            if (++letters <= longest_word) {
                if (is_short_i(word.folded, c))
                    word.folded.replace(word.folded.size() - 2, 2, "й");
                else
                    word.folded.append(folded.form, folded.length);
            }
            if (word.script == Script::other) word.script = folded.script;
            word.end = at_;
            continue;
        }
        if (inside) {
            at_ = before + (word.script == Script::latin ? possessive(before) : 0);
            if (!word.folded.empty()) return true;
            letters = 0;
            continue;
        }
        if (folded.kind != CharKind::alone) continue;
        word.begin = before;
        word.end = at_;
        word.folded.append(folded.form, folded.length);
        if (!word.folded.empty()) return true;
    }
    return !word.folded.empty();
}

}  // namespace kolokol::search
