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
        "a",     "about", "after",  "against", "an",    "and",   "are",    "as",    "at",
        "be",    "been",  "before", "between", "but",   "by",    "did",    "do",    "does",
        "for",   "from",  "had",    "has",     "have",  "he",    "her",    "his",   "how",
        "if",    "in",    "into",   "is",      "it",    "its",   "not",    "of",    "on",
        "or",    "our",   "over",   "she",     "than",  "that",  "the",    "their", "then",
        "there", "they",  "this",   "to",      "under", "was",   "we",     "were",  "what",
        "when",  "where", "which",  "who",     "why",   "will",  "with",   "you",   "your",
        "а",     "без",   "бы",     "был",     "была",  "были",  "быть",   "в",     "вы",
        "во",    "где",   "для",    "до",      "его",   "ее",    "если",   "есть",  "же",
        "за",    "и",     "из",     "или",     "их",    "к",     "как",    "какой", "когда",
        "ко",    "кто",   "ли",     "между",   "мы",    "на",    "над",    "не",    "нет",
        "но",    "о",     "об",     "обо",     "он",    "она",   "они",    "от",    "перед",
        "по",    "под",   "после",  "почему",  "при",   "про",   "против", "с",     "со",
        "так",   "то",    "только", "у",       "чем",   "через", "что",    "это",   "الي",
        "الذي",  "الذين", "التي",   "ان",      "او",    "اين",   "بعد",    "بين",   "تلك",
        "ثم",    "حول",   "ذلك",    "ضد",      "عن",    "علي",   "عند",    "في",    "قبل",
        "قد",    "كان",   "كل",     "كيف",     "لا",    "لم",    "لماذا",  "لن",    "ما",
        "متي",   "مع",    "من",     "هذا",     "هذه",   "هل",    "هو",     "هي",    "و"};
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
