#include "newspaper.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace kolokol::bench {
namespace {

constexpr std::size_t vocabulary_size = 50'000;

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t end = std::min(text.find_first_of(" .\n", at), text.size());
        if (end > at) words.emplace_back(text.substr(at, end - at));
        at = end + 1;
    }
    return words;
}

}  // namespace

Newspaper::Vocabulary Newspaper::vocabulary(std::mt19937_64& random,
                                            std::vector<std::string_view> onsets,
                                            std::vector<std::string_view> vowels,
                                            std::vector<std::string_view> codas) {
    const auto any = [&](const auto& from) { return from[random() % from.size()]; };
    Vocabulary made;
    std::set<std::string> seen;
    double total = 0;
    while (made.words.size() < vocabulary_size) {
        std::string word;
        const auto syllables = 1 + std::min<std::size_t>(random() % 4, 2);
        for (std::size_t i = 0; i < syllables; ++i)
            word.append(any(onsets)).append(any(vowels)).append(any(codas));
        if (!seen.insert(word).second) continue;
        made.words.push_back(word);
        total += 1.0 / (static_cast<double>(made.words.size()) + 2.0);
        made.cumulative.push_back(total);
    }
    return made;
}

Newspaper::Newspaper(std::uint64_t seed) : random_(seed) {
    english_ = vocabulary(random_,
                          {"b", "c", "ch", "d", "f", "g", "h", "l", "m", "n", "p", "pr", "r", "s",
                           "st", "t", "tr", "v", "w"},
                          {"a", "e", "i", "o", "u", "ai", "ea", "io"},
                          {"", "", "n", "r", "s", "t", "l", "nd", "st"});
    russian_ = vocabulary(random_,
                          {"б", "в", "г", "д", "ж", "з", "к", "л", "м", "н", "п", "пр", "р", "с",
                           "ст", "т", "тр", "ч", "ш"},
                          {"а", "е", "и", "о", "у", "ы", "я", "ё"},
                          {"", "", "н", "й", "р", "л", "м", "сть"});
    arabic_ = vocabulary(
        random_,
        {"ب", "ت", "ج", "ح", "د", "ر", "س", "ش", "ص", "ط", "ع", "ف", "ق", "ك", "ل", "م", "ن", "ه"},
        {"", "ا", "و", "ي"}, {"", "", "ة", "ت", "ن"});
}

const Newspaper::Vocabulary& Newspaper::of(std::string_view language) const {
    return language == "en" ? english_ : language == "ru" ? russian_ : arabic_;
}

const std::string& Newspaper::draw(std::mt19937_64& random, const Vocabulary& vocabulary) {
    const double at =
        std::uniform_real_distribution<double>(0, vocabulary.cumulative.back())(random);
    const auto place =
        std::lower_bound(vocabulary.cumulative.begin(), vocabulary.cumulative.end(), at);
    return vocabulary.words[static_cast<std::size_t>(place - vocabulary.cumulative.begin())];
}

std::string Newspaper::sentence(const Vocabulary& vocabulary, int words) {
    std::string text;
    for (int i = 0; i < words; ++i)
        text += (i > 0 ? " " : "") + draw(random_, vocabulary);
    return text + ".";
}

search::ArticleRecord Newspaper::article(std::uint64_t number) {
    search::ArticleRecord article;
    article.language = number % 6 < 3 ? "en" : number % 6 < 5 ? "ru" : "ar";
    const Vocabulary& words = of(article.language);
    article.address = fmt::format("{}/2026/01/28/article-{}/",
                                  article.language == "en" ? "" : "/" + article.language, number);
    article.section = "World";
    article.published =
        from_millis(1'451'638'800'000 + static_cast<std::int64_t>(number) * 3'155'000);
    article.headline = sentence(words, 8);
    article.standfirst = sentence(words, 15);
    for (int i = 0; i < 40; ++i)
        article.body += sentence(words, 15) + (i % 4 == 3 ? "\n" : " ");
    return article;
}

std::string Newspaper::page(const search::ArticleRecord& article) {
    return fmt::format(
        "<!DOCTYPE html>\n<html lang=\"{0}\"><head><meta charset=\"utf-8\"><title>{1}</title>"
        "<meta property=\"og:type\" content=\"article\"><meta property=\"og:title\" "
        "content=\"{1}\"><meta property=\"article:published_time\" content=\"{2}\">"
        "<meta property=\"article:section\" content=\"{3}\"></head><body><main><article>"
        "<h1>{1}</h1><p class=\"standfirst\">{4}</p><div class=\"story-body\"><p>{5}</p></div>"
        "</article></main></body></html>",
        article.language, article.headline, format_rfc3339(*article.published), article.section,
        article.standfirst, article.body);
}

std::string Newspaper::query(const search::ArticleRecord& article, int kind) {
    const auto words = words_of(article.body);
    const auto any = [&] { return words[random_() % words.size()]; };
    const Vocabulary& vocabulary = of(article.language);
    switch (kind) {
        case 0:
            return vocabulary.words[random_() % 20];
        case 1:
            return vocabulary.words[20'000 + random_() % 20'000];
        case 2:
            return any() + " " + any();
        case 3:
            return any() + " " + any() + " " + any();
        case 4: {
            const std::size_t at = random_() % (words.size() - 3);
            return fmt::format("\"{} {} {}\"", words[at], words[at + 1], words[at + 2]);
        }
        default:
            return vocabulary.words[random_() % 20] + " " + vocabulary.words[random_() % 20];
    }
}

}  // namespace kolokol::bench
