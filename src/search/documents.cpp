#include "search/documents.hpp"

#include <algorithm>
#include <unordered_map>

#include <xapian.h>

#include "base/character.hpp"
#include "base/text.hpp"
#include "markup/page_text.hpp"

namespace kolokol::search {
namespace {

constexpr Xapian::valueno published_slot = 0;
constexpr Xapian::valueno digest_slot = 1;
// How much more a word says in the headline and in the standfirst than in the text.
constexpr Xapian::termcount headline_weight = 5;
constexpr Xapian::termcount standfirst_weight = 2;
constexpr std::size_t longest_body = 512U << 10U;  // bytes; the rest is not searched

std::string language_term(std::string_view language) {
    return "L" + ascii_lower(language);
}

/// How often each term of an article stands in it, weighted.
class TermCounts {
public:
    explicit TermCounts(Stems& stems) : stems_(stems) {}
    void add(std::string_view text, Xapian::termcount weight) {
        Words words(text);
        Word word;
        while (words.next(word))
            counts_[stems_.of(word)] += weight;
    }
    void put_into(Xapian::Document& document) const {
        for (const auto& [term, count] : counts_)
            document.add_term(term, count);
    }

private:
    Stems& stems_;
    std::unordered_map<std::string, Xapian::termcount> counts_;
};

/// Adds to an article's weight by its age beside the newest article: all of `newest_adds` to the
/// newest, half of it after `half_life`. It does not ask the clock, so the same index gives the
/// same order at any time.
class Recency final : public Xapian::ValuePostingSource {
public:
    Recency() : Xapian::ValuePostingSource(published_slot) {}
    double get_weight() const override {
        const double age = std::max(0.0, newest_ - Xapian::sortable_unserialise(get_value()));
        return newest_adds * half_life / (half_life + age);
    }
    PostingSource* clone() const override { return new Recency; }  // Xapian takes it over
    void init(const Xapian::Database& database) override {
        ValuePostingSource::init(database);
        newest_ = Xapian::sortable_unserialise(database.get_value_upper_bound(published_slot));
        set_maxweight(newest_adds);
    }

private:
    static constexpr double newest_adds = 2.0;
    static constexpr double half_life = 365.0 * 86'400.0;  // seconds
    double newest_ = 0;
};

/// A phrase as its words; where they stand is looked up in the text (answer.hpp).
Xapian::Query query_of(const Part& part) {
    return {Xapian::Query::OP_AND, part.terms.begin(), part.terms.end()};
}

Xapian::Query needed(const std::vector<Xapian::Query>& words, Need need) {
    constexpr std::size_t fewest = 3;
    constexpr std::size_t most = 10;  // as each of them is left out once
    using Xapian::Query;
    if (need != Need::all_but_one)
        return {need == Need::all ? Query::OP_AND : Query::OP_OR, words.begin(), words.end()};
    std::vector<Query> ways;
    for (std::size_t left_out = 0; left_out < words.size(); ++left_out) {
        if (words.size() < fewest || words.size() > most) break;
        std::vector<Query> others = words;
        others.erase(others.begin() + static_cast<std::ptrdiff_t>(left_out));
        ways.emplace_back(Query::OP_AND, others.begin(), others.end());
    }
    return {Query::OP_OR, ways.begin(), ways.end()};
}

std::string_view cut(std::string_view text, std::size_t limit) {
    if (text.size() <= limit) return text;
    return text.substr(0, character_start(text, limit));
}

}  // namespace

bool is_page(const edition::Entry& entry) {
    return entry.status == 200 && entry.media_type.starts_with("text/html");
}

std::optional<ArticleRecord> read_article(const edition::Edition& edition,
                                          const edition::Entry& entry) {
    if (!is_page(entry)) return std::nullopt;
    const auto bytes = edition.bytes(entry);
    if (!bytes) return std::nullopt;
    auto page = markup::read_page(*bytes);
    if (!page || page->headline.empty()) return std::nullopt;
    ArticleRecord record;
    record.address = entry.path;
    record.language = std::move(page->language);
    record.section = std::move(page->section);
    record.published = page->published;
    record.headline = std::move(page->headline);
    record.bylines = std::move(page->bylines);
    record.standfirst = std::move(page->standfirst);
    record.body = cut(page->body, longest_body);
    return record;
}

std::string address_term(std::string_view address) {
    // A path may be longer than a term; 16 bytes of its digest tell a paper's addresses apart.
    return "Q" + to_base64url(crypto::sha256(address).bytes().substr(0, 16));
}

void note_page(Xapian::Document& document, const crypto::Digest& page) {
    document.add_value(digest_slot, std::string(page.bytes()));
}

std::unordered_map<std::string, crypto::Digest> known_pages(const Xapian::Database& database) {
    std::vector<crypto::Digest> by_number(database.get_lastdocid() + 1);
    for (auto value = database.valuestream_begin(digest_slot);
         value != database.valuestream_end(digest_slot); ++value)
        by_number[value.get_docid()] = crypto::Digest::from_bytes(*value);
    std::unordered_map<std::string, crypto::Digest> pages;
    for (auto term = database.allterms_begin("Q"); term != database.allterms_end("Q"); ++term)
        pages.emplace(*term, by_number[*database.postlist_begin(*term)]);
    return pages;
}

Xapian::Document make_document(const ArticleRecord& record, Stems& stems) {
    Xapian::Document document;
    TermCounts counts(stems);
    counts.add(record.headline, headline_weight);
    counts.add(record.bylines, standfirst_weight);
    counts.add(record.standfirst, standfirst_weight);
    counts.add(record.body, 1);
    counts.put_into(document);
    document.add_boolean_term(address_term(record.address));
    document.add_boolean_term(language_term(record.language));
    if (record.published)
        document.add_value(
            published_slot,
            Xapian::sortable_serialise(static_cast<double>(to_millis(*record.published)) / 1000.0));
    document.set_data(encode(record));
    return document;
}

Xapian::Query make_query(std::string_view language, const std::vector<Part>& parts, Need need) {
    std::vector<Xapian::Query> must;
    std::vector<Xapian::Query> may;
    std::vector<Xapian::Query> without;
    for (const Part& part : parts) {
        if (part.without && part.terms.size() > 1) continue;  // its words may stand apart
        auto& side = part.without ? without : part.says_little ? may : must;
        side.push_back(query_of(part));
    }
    if (must.empty()) must.swap(may);
    if (must.empty()) return {};
    using Xapian::Query;
    Query query = needed(must, need);
    if (query.empty()) return query;
    if (!may.empty())
        query = Query(Query::OP_AND_MAYBE, query, Query(Query::OP_OR, may.begin(), may.end()));
    if (!without.empty())
        query =
            Query(Query::OP_AND_NOT, query, Query(Query::OP_OR, without.begin(), without.end()));
    query = Query(Query::OP_FILTER, query, Query(language_term(language)));
    return {Query::OP_AND_MAYBE, query, Query((new Recency)->release())};
}

}  // namespace kolokol::search
