#pragma once
// Full text search over the articles of an edition. The index is derived: each node builds it from
// the pages of the edition that it holds, follows the paper by the difference between two editions,
// and can throw it away. Words are stemmed by script (English, Russian, Arabic), case, accents and
// ё are folded; results are ranked by relevance and date.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "base/html.hpp"
#include "base/language.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "edition/edition.hpp"

namespace kolokol::search {

struct Hit {
    std::string address;
    SafeHtml headline;  // the words that were found stand in <mark>
    SafeHtml excerpt;   // as well
    std::string section;
    std::optional<Instant> published;
};

struct Found {
    std::int64_t total = 0;  // an estimate past the first hundred
    std::vector<Hit> hits;
};

/// One writer, any number of readers; processes may share the folder. Threads may call find() at
/// once.
class SearchIndex {
public:
    /// Makes the folder where it is absent; a damaged index or one of an older recipe is thrown
    /// away and empty. Refuses "search.cannot_open".
    static Result<std::unique_ptr<SearchIndex>> open(const std::filesystem::path& folder);
    ~SearchIndex();

    /// Index root of the edition that the index shows; empty digest: none.
    crypto::Digest shows() const;
    using Progress = std::function<void(std::uint64_t done, std::uint64_t of)>;
    /// Brings it to `to`: by the difference where `from` is the edition that it shows, else by the
    /// pages that it knows, else whole. What was withdrawn leaves its files too. Killed in the
    /// middle or told to stop, it shows what it showed before. Refuses "search.cannot_write",
    /// "search.stopped".
    Outcome follow(const edition::Edition& to, const edition::Edition* from = nullptr,
                   const Progress& progress = {}, const std::stop_token& stop = {});
    /// The same from nothing, whatever is there.
    Outcome rebuild(const edition::Edition& to, const Progress& progress = {});
    /// Articles of one language; `first` counts from 0. At most `limit` hits. A query is words,
    /// "a phrase", -without; anything else in it is passed over. At most 200 characters count.
    Found find(const Language& language, std::string_view query, std::int64_t first,
               int limit) const;
    std::uint64_t articles() const;

private:
    struct State;
    explicit SearchIndex(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace kolokol::search
