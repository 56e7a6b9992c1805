#include "search/stems.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>

#include <xapian.h>

#include "search/arabic.hpp"

namespace kolokol::search {
namespace {

struct Stemmer {
    std::string_view language;
    Script script;
    const char* name;  // as Xapian (Snowball) calls it; "arabic" is our own (arabic.hpp)
};

// Of the languages not listed, one in Latin script is not stemmed; for one in another script, Latin
// words are taken as English, Cyrillic ones as Russian, Arabic ones as Arabic.
constexpr std::array stemmers{
    Stemmer{"ar", Script::arabic, "arabic"},   Stemmer{"da", Script::latin, "danish"},
    Stemmer{"de", Script::latin, "german"},    Stemmer{"en", Script::latin, "english"},
    Stemmer{"es", Script::latin, "spanish"},   Stemmer{"fi", Script::latin, "finnish"},
    Stemmer{"fr", Script::latin, "french"},    Stemmer{"hu", Script::latin, "hungarian"},
    Stemmer{"it", Script::latin, "italian"},   Stemmer{"lt", Script::latin, "lithuanian"},
    Stemmer{"nb", Script::latin, "norwegian"}, Stemmer{"nl", Script::latin, "dutch"},
    Stemmer{"no", Script::latin, "norwegian"}, Stemmer{"pt", Script::latin, "portuguese"},
    Stemmer{"ro", Script::latin, "romanian"},  Stemmer{"ru", Script::cyrillic, "russian"},
    Stemmer{"sv", Script::latin, "swedish"},   Stemmer{"tr", Script::latin, "turkish"},
    Stemmer{"bg", Script::cyrillic, "none"},   Stemmer{"mk", Script::cyrillic, "none"},
    Stemmer{"mn", Script::cyrillic, "none"},   Stemmer{"kk", Script::cyrillic, "none"},
    Stemmer{"ky", Script::cyrillic, "none"},   Stemmer{"tt", Script::cyrillic, "none"},
    Stemmer{"tg", Script::cyrillic, "none"},   Stemmer{"sr", Script::cyrillic, "none"},
    Stemmer{"fa", Script::arabic, "none"},     Stemmer{"ur", Script::arabic, "none"},
    Stemmer{"ps", Script::arabic, "none"},     Stemmer{"ku", Script::arabic, "none"},
    Stemmer{"ckb", Script::arabic, "none"},    Stemmer{"ug", Script::arabic, "none"},
};

// Languages of other scripts, so that Latin words among theirs are taken as English.
constexpr std::array<std::string_view, 12> not_latin{"uk", "be", "he", "el", "hy", "ka",
                                                     "zh", "ja", "ko", "hi", "th", "am"};

const char* stemmer_name(std::string_view language, Script script) {
    bool latin = std::find(not_latin.begin(), not_latin.end(), language) == not_latin.end();
    for (const Stemmer& stemmer : stemmers) {
        if (stemmer.language != language) continue;
        if (stemmer.script == script) return stemmer.name;
        latin = stemmer.script == Script::latin;
    }
    switch (script) {
        case Script::latin:
            return latin ? "none" : "english";
        case Script::cyrillic:
            return "russian";
        case Script::arabic:
            return "arabic";
        case Script::other:
            break;
    }
    return "none";
}

// In their folded form.
const std::unordered_set<std::string_view>& little_words() {
    static const std::unordered_set<std::string_view> words{
        "a",    "an",   "and",  "are", "as",  "at",   "be",    "by",  "for",   "from",   "in",
        "is",   "it",   "its",  "of",  "on",  "or",   "that",  "the", "this",  "to",     "was",
        "were", "what", "with", "who", "how", "when", "where", "why", "does",  "did",    "do",
        "и",    "в",    "во",   "на",  "с",   "со",   "по",    "о",   "об",    "от",     "до",
        "из",   "к",    "ко",   "у",   "за",  "не",   "что",   "как", "это",   "а",      "но",
        "для",  "при",  "или",  "же",  "ли",  "то",   "кто",   "где", "когда", "почему", "في",
        "من",   "علي",  "الي",  "عن",  "مع",  "ان",   "هذا",   "هذه", "التي",  "الذي",   "ما",
        "لا",   "و",    "او",   "كان", "كيف", "هل",   "متي",   "اين", "لماذا"};
    return words;
}

}  // namespace

struct Stems::State {
    explicit State(std::string_view language)
        : by_script{Xapian::Stem(stemmer_name(language, Script::latin)),
                    Xapian::Stem(stemmer_name(language, Script::cyrillic)), Xapian::Stem("none"),
                    Xapian::Stem("none")},
          arabic(std::string_view(stemmer_name(language, Script::arabic)) == "arabic") {}

    std::array<Xapian::Stem, 4> by_script;
    bool arabic;  // by our own stemmer
    std::unordered_map<std::string, std::string> known;
    std::string last;
};

Stems::Stems(std::string_view language)
    : state_(std::make_unique<State>(language.substr(0, language.find('-')))) {}
Stems::~Stems() = default;

const std::string& Stems::of(const Word& word) {
    constexpr std::size_t most_known = 200'000;
    if (word.script == Script::arabic && state_->arabic) {
        state_->last = arabic_stem(word.folded);
        return state_->last;
    }
    if (const auto found = state_->known.find(word.folded); found != state_->known.end())
        return found->second;
    if (state_->known.size() >= most_known) state_->known.clear();
    std::string stem = state_->by_script[static_cast<std::size_t>(word.script)](word.folded);
    if (stem.empty()) stem = word.folded;
    return state_->known.emplace(word.folded, std::move(stem)).first->second;
}

bool Stems::says_little(const Word& word) const {
    return little_words().contains(word.folded);
}

}  // namespace kolokol::search
