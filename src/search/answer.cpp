#include "search/answer.hpp"

#include <algorithm>

#include <xapian.h>

#include "search/documents.hpp"
#include "search/excerpt.hpp"

namespace kolokol::search {
namespace {

constexpr unsigned counted_exactly = 100;
// Of a query with a phrase so many bytes of text are read, and the best articles that have its
// words, more of them for later pages: this bounds the time. What is not found among them has the
// words, but mostly apart.
constexpr std::size_t bytes_at_most = 2U << 20U;
unsigned read_at_most(unsigned wanted) {
    return std::min(60 + 3 * wanted, 1'000U);
}

ArticleRecord record_of(const Xapian::Document& document) {
    auto record = decode_record(document.get_data());
    if (!record) throw Xapian::DatabaseCorruptError("a stored article cannot be read back");
    return std::move(*record);
}

Needles marked_words(const std::vector<Part>& parts, Stems& stems) {
    Needles needles(stems);
    for (const bool little : {false, true}) {
        for (const Part& part : parts)
            if (!part.without && part.says_little == little)
                for (const std::string& term : part.terms)
                    needles.add(term);
        if (needles.count() > 0) break;
    }
    return needles;
}

Needles words_of_phrases(const std::vector<Part>& parts, Stems& stems) {
    Needles needles(stems);
    for (const Part& part : parts)
        if (part.terms.size() > 1)
            for (const std::string& term : part.terms)
                needles.add(term);
    return needles;
}

}  // namespace

Answer::Answer(std::string_view language, std::string_view query)
    : language_(language),
      stems_(language),
      parts_(parse_query(query, stems_)),
      needles_(marked_words(parts_, stems_)),
      phrases_(words_of_phrases(parts_, stems_)) {}

std::vector<Answer::Demand> Answer::demands(Need need) const {
    std::vector<Demand> demands;
    Needles numbers = phrases_;
    for (const Part& part : parts_) {
        if (part.terms.size() < 2 || (need != Need::all && !part.without)) continue;
        Demand demand{{}, part.without};
        for (const std::string& term : part.terms)
            demand.phrase.push_back(numbers.add(term));
        demands.push_back(std::move(demand));
    }
    return demands;
}

Hit Answer::hit(const ArticleRecord& record) const {
    std::string text = record.standfirst;
    if (!text.empty()) text += '\n';
    text += record.body;
    return {record.address, marked(record.headline, needles_), excerpt(text, needles_),
            record.section, record.published};
}

Found Answer::ranked(const Xapian::MSet& hits) const {
    Found found;
    found.total = hits.get_matches_estimated();
    for (auto place = hits.begin(); place != hits.end(); ++place)
        found.hits.push_back(hit(record_of(place.get_document())));
    return found;
}

Found Answer::checked(const Xapian::MSet& hits, const std::vector<Demand>& demands, unsigned first,
                      unsigned most) const {
    Found found;
    unsigned read = 0;
    unsigned good = 0;
    std::size_t bytes = 0;
    for (auto place = hits.begin();
         place != hits.end() && good < first + most && bytes < bytes_at_most; ++place) {
        ++read;
        const ArticleRecord record = record_of(place.get_document());
        bytes += record.body.size();
        const bool fits = std::all_of(demands.begin(), demands.end(), [&](const Demand& demand) {
            const bool said = says(record.headline, demand.phrase, phrases_) ||
                              says(record.bylines, demand.phrase, phrases_) ||
                              says(record.standfirst, demand.phrase, phrases_) ||
                              says(record.body, demand.phrase, phrases_);
            return said != demand.without;
        });
        if (fits && good++ >= first) found.hits.push_back(hit(record));
    }
    const std::int64_t candidates = hits.get_matches_estimated();
    found.total = read == 0 || read == candidates ? good : candidates * good / read;
    return found;
}

Found Answer::ask(const Xapian::Database& database, Need need, unsigned first,
                  unsigned most) const {
    const Xapian::Query query = make_query(language_, parts_, need);
    if (query.empty()) return {};
    Xapian::Enquire enquire(database);
    enquire.set_query(query);
    enquire.set_weighting_scheme(Xapian::BM25Weight(1.2, 0, 1, 0.5, 0.5));
    const auto wanted = demands(need);
    if (wanted.empty()) return ranked(enquire.get_mset(first, most, counted_exactly));
    const unsigned read = read_at_most(first + most);
    return checked(enquire.get_mset(0, read, read), wanted, first, most);
}

Found Answer::from(const Xapian::Database& database, unsigned first, unsigned most) const {
    constexpr std::int64_t few = 3;
    Found found = ask(database, Need::all, first, most);
    const bool insists = std::any_of(parts_.begin(), parts_.end(),
                                     [](const Part& part) { return part.quoted && !part.without; });
    if (found.total >= few || insists) return found;
    // The right article may use another word for one of them.
    Found more = ask(database, Need::all_but_one, first, most);
    if (more.total > found.total) return more;
    return found.total > 0 ? found : ask(database, Need::any, first, most);
}

}  // namespace kolokol::search
