#include "search/search_index.hpp"

#include <algorithm>
#include <system_error>

#include <fmt/format.h>
#include <xapian.h>

#include "search/answer.hpp"
#include "search/follower.hpp"
#include "search/readers.hpp"

namespace kolokol::search {
namespace {

constexpr std::int64_t deepest = 1'000;  // hits that may be paged through
constexpr int most_hits = 100;

auto cannot_write(const std::filesystem::path& folder, std::string_view why) {
    return refuse(Kind::unavailable, "search.cannot_write",
                  fmt::format("the search index in {} cannot be written ({}): look at the disk, "
                              "then run kolokol search rebuild",
                              folder.string(), why));
}

Outcome written(const std::filesystem::path& folder, const std::function<Outcome()>& write) {
    try {
        return write();
    } catch (const Xapian::Error& fault) {
        return cannot_write(folder, fault.get_msg());
    } catch (const std::system_error& fault) {
        return cannot_write(folder, fault.what());
    }
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
                            const Progress& progress, const std::stop_token& stop) {
    return written(state_->folder.path(),
                   [&] { return Follower(state_->folder, to, progress, stop).follow(from); });
}

Outcome SearchIndex::rebuild(const edition::Edition& to, const Progress& progress) {
    return written(state_->folder.path(),
                   [&] { return Follower(state_->folder, to, progress, {}).rebuild(); });
}

Found SearchIndex::find(const Language& language, std::string_view query, std::int64_t first,
                        int limit) const {
    if (first < 0 || limit <= 0) return {};
    const auto from = static_cast<unsigned>(std::min(first, deepest));
    const auto most = first >= deepest ? 0U : static_cast<unsigned>(std::min(limit, most_hits));
    const Answer answer(language.tag(), query);
    Found found;
    const bool complete = state_->readers.read(
        [&](const Xapian::Database& database) { found = answer.from(database, from, most); });
    return complete ? found : Found{};
}

std::uint64_t SearchIndex::articles() const {
    std::uint64_t count = 0;
    const bool complete = state_->readers.read(
        [&](const Xapian::Database& database) { count = database.get_doccount(); });
    return complete ? count : 0;
}

}  // namespace kolokol::search
