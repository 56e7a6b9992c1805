// Finds pictures of the library by words. Ids are in the order of time and stand behind each word
// in its index, so the newest that have a word are read from there, one after the other; of several
// words the rarest is walked and each step looked up for the others. A walk that finds nothing for
// long stops, and the page says from where to go on.
#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "base/text.hpp"
#include "content/library_rows.hpp"
#include "content/library_values.hpp"
#include "content/library_words.hpp"

namespace kolokol::content {
namespace {

using store::Query;
using store::Row;
using store::Value;

constexpr std::size_t most_words = 5;          // of a question; further ones are left out
constexpr std::size_t most_spellings = 40;     // words that one beginning stands for
constexpr std::int64_t longest_count = 3'000;  // of a word's pictures, to find the rarest
constexpr std::size_t longest_walk = 6'000;    // pictures looked at for one page
constexpr std::size_t shortest_beginning = 2;  // letters; a shorter last word is a whole one

/// Behind every word that begins so, in the order of bytes.
std::string behind(const std::string& beginning) {
    return beginning + "\xF4\x8F\xBF\xBF";
}

struct Term {
    std::string from;
    std::string to;  // excluded
};

std::vector<Term> terms_of(const std::string& words) {
    std::vector<Term> terms;
    for (std::string& word : folded_words(words, most_words))
        terms.push_back({word, word + '\x01'});
    const bool open = !words.empty() && words.back() != ' ';
    if (open && !terms.empty() && terms.back().from.size() >= shortest_beginning)
        terms.back().to = behind(terms.back().from);
    return terms;
}

/// The words of the library within a term, one jump through the index for each.
std::vector<std::string> spellings(store::Transaction& tx, const Term& term) {
    constexpr Query next{"content.next_library_word", R"sql(
        SELECT word FROM library_word WHERE word >= $1 AND word < $2 ORDER BY word LIMIT 1)sql"};
    std::vector<std::string> found;
    std::string from = term.from;
    while (found.size() < most_spellings) {
        auto word = tx.first(next, {from, term.to},
                             [](const Row& row) { return std::string(row.text(0)); });
        if (!word) break;
        from = *word + '\x01';
        found.push_back(std::move(*word));
    }
    return found;
}

std::int64_t count_up_to_limit(store::Transaction& tx, const Term& term) {
    constexpr Query count{"content.count_library_word", R"sql(
        SELECT COUNT(*) FROM (SELECT 1 FROM library_word WHERE word >= $1 AND word < $2
                              LIMIT $3) counted)sql"};
    return tx.number(count, {term.from, term.to, longest_count});
}

std::size_t rarest(store::Transaction& tx, const std::vector<Term>& terms) {
    std::size_t best = 0;
    if (terms.size() < 2) return best;
    std::int64_t least = longest_count + 1;
    for (std::size_t at = 0; at < terms.size(); ++at) {
        const std::int64_t count = count_up_to_limit(tx, terms[at]);
        if (count < least) {
            least = count;
            best = at;
        }
    }
    return best;
}

/// Any word at all.
Term anything() {
    return {"", behind("")};
}

/// Of one word: the newest behind `before` that have all other terms too.
struct Walk {
    std::vector<LibraryPicture> found;
    std::string reached;  // the last that was looked at, where there may be more; empty: the end
};

/// One stretch of `steps` pictures behind `before`.
Walk stretch(store::Transaction& tx, const std::string& word, const std::vector<Term>& others,
             const LibraryQuestion& question, const std::string& before, std::size_t steps) {
    static const std::string sql = fmt::format(
        R"sql(SELECT {} FROM
              (SELECT library_picture AS id FROM library_word
               WHERE word = $1 AND library_picture < $2
               ORDER BY library_picture DESC LIMIT $3) s
              JOIN library_picture p ON p.id = s.id
              WHERE p.wanting >= $4
                AND EXISTS (SELECT 1 FROM library_word o WHERE o.library_picture = s.id
                            AND o.word >= $5 AND o.word < $6)
                AND EXISTS (SELECT 1 FROM library_word o WHERE o.library_picture = s.id
                            AND o.word >= $7 AND o.word < $8)
                AND EXISTS (SELECT 1 FROM library_word o WHERE o.library_picture = s.id
                            AND o.word >= $9 AND o.word < $10)
                AND EXISTS (SELECT 1 FROM library_word o WHERE o.library_picture = s.id
                            AND o.word >= $11 AND o.word < $12)
              ORDER BY s.id DESC LIMIT $13)sql",
        library_columns);
    constexpr Query last{"content.end_of_library_walk", R"sql(
        SELECT library_picture FROM library_word WHERE word = $1 AND library_picture < $2
        ORDER BY library_picture DESC LIMIT 1 OFFSET $3)sql"};
    static_assert(most_words == 5, "one is walked, four are looked up");
    const auto term = [&](std::size_t at) { return at < others.size() ? others[at] : anything(); };
    Walk walked;
    walked.found = tx.all(
        Query{"content.walk_library", sql},
        {word, before, steps, question.wanting ? 1 : 0, term(0).from, term(0).to, term(1).from,
         term(1).to, term(2).from, term(2).to, term(3).from, term(3).to, question.limit + 1},
        read_library_picture);
    walked.reached = tx.first(last, {word, before, steps - 1}, [](const Row& row) {
                           return std::string(row.text(0));
                       }).value_or("");
    return walked;
}

/// Longer and longer stretches, until a page is full: most questions are answered by the first.
Walk walk(store::Transaction& tx, const std::string& word, const std::vector<Term>& others,
          const LibraryQuestion& question, std::size_t budget) {
    Walk walked;
    walked.reached = question.before;
    std::size_t steps = question.limit + 1;
    while (budget > 0 && !walked.reached.empty() && walked.found.size() <= question.limit) {
        steps = std::min(steps, budget);
        Walk next = stretch(tx, word, others, question, walked.reached, steps);
        walked.found.insert(walked.found.end(), std::move_iterator(next.found.begin()),
                            std::move_iterator(next.found.end()));
        walked.reached = std::move(next.reached);
        budget -= steps;
        steps *= 4;
    }
    return walked;
}

LibraryPage newest(store::Transaction& tx, const LibraryQuestion& question) {
    static const std::string all =
        fmt::format("SELECT {} FROM library_picture p WHERE p.id < $1 ORDER BY p.id DESC LIMIT $2",
                    library_columns);
    static const std::string wanting = fmt::format(
        "SELECT {} FROM library_picture p WHERE p.wanting = 1 AND p.id < $1 "
        "ORDER BY p.id DESC LIMIT $2",
        library_columns);
    const Query query = question.wanting ? Query{"content.library_wanting", wanting}
                                         : Query{"content.library_newest", all};
    return {tx.all(query, {question.before, question.limit + 1}, read_library_picture), {}};
}

LibraryPage with_words(store::Transaction& tx, const LibraryQuestion& question,
                       std::vector<Term> terms) {
    const std::size_t which = rarest(tx, terms);
    const auto words = spellings(tx, terms[which]);
    terms.erase(terms.begin() + static_cast<std::ptrdiff_t>(which));
    const std::size_t steps = longest_walk / std::max<std::size_t>(words.size(), 1);
    LibraryPage page;
    for (const std::string& word : words) {
        Walk walked = walk(tx, word, terms, question, steps);
        page.next = std::max(page.next, walked.reached);
        page.pictures.insert(page.pictures.end(), std::move_iterator(walked.found.begin()),
                             std::move_iterator(walked.found.end()));
    }
    std::erase_if(page.pictures, [&](const auto& one) { return one.id.text() < page.next; });
    std::sort(page.pictures.begin(), page.pictures.end(),
              [](const auto& a, const auto& b) { return a.id > b.id; });
    page.pictures.erase(std::unique(page.pictures.begin(), page.pictures.end()),
                        page.pictures.end());
    return page;
}

}  // namespace

LibraryPage search_library(store::Transaction& tx, const LibraryQuestion& asked) {
    LibraryQuestion question = asked;
    if (question.before.empty()) question.before = behind("");
    auto terms = terms_of(question.words);
    if (terms.empty() && !trim(question.words).empty()) return {};  // signs only
    LibraryPage page =
        terms.empty() ? newest(tx, question) : with_words(tx, question, std::move(terms));
    if (page.pictures.size() <= question.limit) return page;
    page.pictures.resize(question.limit);
    page.next = page.pictures.back().id.text();
    return page;
}

}  // namespace kolokol::content
