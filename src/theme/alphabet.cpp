#include "theme/alphabet.hpp"

#include <memory>

#include <unicode/alphaindex.h>

#include "theme/icu.hpp"

namespace kolokol::theme {
namespace {

/// Without "the", which half of all Arabic names begin with.
icu::UnicodeString sorted_as(const std::string& name) {
    icu::UnicodeString text = from_utf8(name);
    const icu::UnicodeString article(u"ال");
    if (text.startsWith(article) && text.length() > article.length() + 1)
        text.remove(0, article.length());
    return text;
}

}  // namespace

std::vector<Letter> by_letter(const std::vector<std::string>& names, const Language& language) {
    UErrorCode status = U_ZERO_ERROR;
    icu::AlphabeticIndex index(locale_of(language), status);
    index.addLabels(icu::Locale::getEnglish(), status);
    std::vector<std::size_t> numbers(names.size());
    for (std::size_t i = 0; i < names.size(); ++i) {
        numbers[i] = i;
        index.addRecord(sorted_as(names[i]), &numbers[i], status);
    }
    check_icu(status, "alphabet");
    std::vector<Letter> letters;
    while (index.nextBucket(status) != 0) {
        if (index.getBucketRecordCount() == 0) continue;
        Letter letter{to_utf8(index.getBucketLabel()), {}};
        while (index.nextRecord(status) != 0)
            letter.names.push_back(*static_cast<const std::size_t*>(index.getRecordData()));
        letters.push_back(std::move(letter));
    }
    check_icu(status, "alphabet");
    return letters;
}

}  // namespace kolokol::theme
