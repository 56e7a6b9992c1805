#pragma once
// Answers one query from a database. For this room's sources.

#include <string>
#include <string_view>
#include <vector>

#include "search/documents.hpp"
#include "search/needles.hpp"
#include "search/search_index.hpp"

namespace Xapian {
class Database;
class MSet;
}  // namespace Xapian

namespace kolokol::search {

class Answer {
public:
    Answer(std::string_view language, std::string_view query);
    /// `most` hits from number `first` on.
    Found from(const Xapian::Database& database, unsigned first, unsigned most) const;

private:
    /// A phrase that must, or must not, stand in an article.
    struct Demand {
        Phrase phrase;
        bool without = false;
    };
    Found ask(const Xapian::Database& database, Need need, unsigned first, unsigned most) const;
    Found ranked(const Xapian::MSet& hits) const;
    /// Reads the texts of the best articles, since the index does not know where words stand.
    Found checked(const Xapian::MSet& hits, const std::vector<Demand>& demands, unsigned first,
                  unsigned most) const;
    std::vector<Demand> demands(Need need) const;
    Hit hit(const ArticleRecord& record) const;

    std::string language_;
    mutable Stems stems_;  // remembers words
    std::vector<Part> parts_;
    Needles needles_;  // what is marked
    Needles phrases_;  // the words of all phrases
};

}  // namespace kolokol::search
