#pragma once
// Invented articles in three scripts: words drawn from a Zipf distribution, so that an index meets
// what language looks like. The same seed gives the same articles.

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "search/article_record.hpp"

namespace kolokol::bench {

class Newspaper {
public:
    explicit Newspaper(std::uint64_t seed);
    /// About 600 words. Half are English, a third Russian, the rest Arabic.
    search::ArticleRecord article(std::uint64_t number);
    /// As a theme prints it.
    static std::string page(const search::ArticleRecord& article);
    /// What a reader of this article's language may ask: `kind` 0 one common word, 1 one rare word,
    /// 2 two words of the article, 3 three words of it, 4 a phrase of it, 5 two common words.
    std::string query(const search::ArticleRecord& article, int kind);

private:
    struct Vocabulary {
        std::vector<std::string> words;
        std::vector<double> cumulative;
    };
    static Vocabulary vocabulary(std::mt19937_64& random, std::vector<std::string_view> onsets,
                                 std::vector<std::string_view> vowels,
                                 std::vector<std::string_view> codas);
    const Vocabulary& of(std::string_view language) const;
    static const std::string& draw(std::mt19937_64& random, const Vocabulary& vocabulary);
    std::string sentence(const Vocabulary& vocabulary, int words);

    std::mt19937_64 random_;
    Vocabulary english_;
    Vocabulary russian_;
    Vocabulary arabic_;
};

}  // namespace kolokol::bench
