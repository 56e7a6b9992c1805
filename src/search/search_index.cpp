#include "search/search_index.hpp"

#include <system_error>

#include <fmt/format.h>
#include <xapian.h>

#include "base/log.hpp"
#include "search/documents.hpp"
#include "search/excerpt.hpp"
#include "search/follower.hpp"
#include "search/readers.hpp"

namespace kolokol::search {
namespace {

constexpr int counted_exactly = 100;
constexpr std::int64_t deepest = 1'000;  // hits that may be paged through
constexpr int most_hits = 100;

auto cannot_write(const std::filesystem::path& folder, std::string_view why) {
    return refuse(Kind::unavailable, "search.cannot_write",
                  fmt::format("the search index in {} cannot be written ({}): look at the disk, "
                              "then run kolokol search rebuild",
                              folder.string(), why));
}

Hit make_hit(const Xapian::Document& document, const Terms& terms, Stems& stems) {
    const auto record = decode_record(document.get_data());
    if (!record) throw Xapian::DatabaseCorruptError("a stored article cannot be read back");
    std::string text = record->standfirst;
    if (!text.empty()) text += '\n';
    text += record->body;
    return {record->address, marked(record->headline, terms, stems), excerpt(text, terms, stems),
            record->section, record->published};
}

Terms looked_for(const std::vector<Part>& parts) {
    Terms terms;
    for (const bool little : {false, true}) {
        for (const Part& part : parts)
            if (!part.without && part.says_little == little)
                terms.insert(part.terms.begin(), part.terms.end());
        if (!terms.empty()) break;
    }
    return terms;
}

}  // namespace

struct SearchIndex::State {
    explicit State(const std::filesystem::path& path) : folder(path), readers(folder) {}
    IndexFolder folder;
    Readers readers;
};

Result<std::unique_ptr<SearchIndex>> SearchIndex::open(const std::filesystem::path& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error || !std::filesystem::is_directory(folder, error))
        return refuse(Kind::unavailable, "search.cannot_open",
                      fmt::format("{} cannot be made or is no folder: let the user that runs "
                                  "kolokol write there",
                                  folder.string()));
    return std::unique_ptr<SearchIndex>(new SearchIndex(std::make_unique<State>(folder)));
}

SearchIndex::SearchIndex(std::unique_ptr<State> state) : state_(std::move(state)) {}
SearchIndex::~SearchIndex() = default;

crypto::Digest SearchIndex::shows() const {
    std::string root;
    if (!state_->readers.read(
            [&](const Xapian::Database& database) { root = database.get_metadata(root_key); }))
        return {};
    const auto digest = crypto::Digest::from_hex(root);
    return digest ? *digest : crypto::Digest{};
}

Outcome SearchIndex::follow(const edition::Edition& to, const edition::Edition* from,
                            const std::function<void(std::uint64_t, std::uint64_t)>& progress) {
    try {
        return Follower(state_->folder, to, progress).follow(from);
    } catch (const Xapian::Error& fault) {
        return cannot_write(state_->folder.path(), fault.get_msg());
    } catch (const std::system_error& fault) {
        return cannot_write(state_->folder.path(), fault.what());
    }
}

Found SearchIndex::find(const Language& language, std::string_view query, std::int64_t first,
                        int limit) const {
    Stems stems(language.tag());
    const std::vector<Part> parts = parse_query(query, stems);
    Found found;
    if (first < 0 || limit <= 0) return found;
    const auto from = static_cast<Xapian::doccount>(std::min(first, deepest));
    const auto most =
        first >= deepest ? 0 : static_cast<Xapian::doccount>(std::min(limit, most_hits));
    const bool complete = state_->readers.read([&](const Xapian::Database& database) {
        found = {};
        for (const bool any : {false, true}) {
            const Xapian::Query wanted = make_query(language.tag(), parts, any);
            if (wanted.empty()) return;
            Xapian::Enquire enquire(database);
            enquire.set_query(wanted);
            enquire.set_weighting_scheme(Xapian::BM25Weight(1.2, 0, 1, 0.5, 0.5));
            const Xapian::MSet hits = enquire.get_mset(from, most, counted_exactly);
            found.total = hits.get_matches_estimated();
            if (found.total == 0) continue;  // no article has all the words: some will do
            const Terms terms = looked_for(parts);
            for (auto hit = hits.begin(); hit != hits.end(); ++hit)
                found.hits.push_back(make_hit(hit.get_document(), terms, stems));
            return;
        }
    });
    return complete ? found : Found{};
}

std::uint64_t SearchIndex::articles() const {
    std::uint64_t count = 0;
    const bool complete = state_->readers.read(
        [&](const Xapian::Database& database) { count = database.get_doccount(); });
    return complete ? count : 0;
}

}  // namespace kolokol::search
