#include "search/follower.hpp"

#include <algorithm>
#include <map>

#include <xapian.h>

#include "edition/index.hpp"
#include "search/documents.hpp"

namespace kolokol::search {

const char* const root_key = "root";

namespace {

// Of the metadata: a page is gone, and its words are still in blocks that nothing uses.
const char* const erase_key = "erase";

// More than this is worked into a copy of the database, some articles at a time, because Xapian
// holds in memory what is not committed.
constexpr std::size_t most_in_place = 1'000;
constexpr std::size_t articles_per_commit = 1'000;

bool shows(const Xapian::Database& database, const crypto::Digest& root) {
    return database.get_metadata(root_key) == root.hex();
}

/// One stemmer for each language met, with the words that it knows by now.
class StemsByLanguage {
public:
    Stems& of(const std::string& language) {
        auto& stems = by_language_[language];
        if (!stems) stems = std::make_unique<Stems>(language);
        return *stems;
    }

private:
    std::map<std::string, std::unique_ptr<Stems>> by_language_;
};

/// The document number of an article; 0: it is not there.
Xapian::docid number_of(const Xapian::Database& database, const std::string& term) {
    const auto first = database.postlist_begin(term);
    return first == database.postlist_end(term) ? 0 : *first;
}

auto stopped() {
    return refuse(Kind::unavailable, "search.stopped",
                  "told to stop before the index shows the edition");
}

}  // namespace

Follower::Follower(const IndexFolder& folder, const edition::Edition& to, const Progress& progress,
                   std::stop_token stop)
    : folder_(folder), to_(to), progress_(progress), stop_(std::move(stop)) {}

Outcome Follower::follow(const edition::Edition* from) {
    const auto lock = folder_.lock(stop_);
    if (!lock) return stopped();
    next_ = folder_.clean();
    const auto base = folder_.current();
    try {
        if (base) {
            const Xapian::Database database(folder_.database(*base).string());
            if (shows(database, to_.facts().root)) {
                if (!database.get_metadata(erase_key).empty()) erase_what_was_deleted(*base);
                return done();
            }
            const bool known = from != nullptr && shows(database, from->facts().root);
            auto changes = known ? changes_since(*from) : changes_beside(database);
            if (!changes) return refuse(changes.error());
            if (changes->size() <= most_in_place) return follow_changes(*base, *changes);
            if (changes->size() <= database.get_doccount()) return remake(base, *changes);
        }
    } catch (const Xapian::DatabaseError&) {
        // Damaged: it is made anew from the edition, which is what it was made from.
    }
    return make_whole();
}

Outcome Follower::rebuild() {
    const auto lock = folder_.lock(stop_);
    if (!lock) return stopped();
    next_ = folder_.clean();
    return make_whole();
}

Outcome Follower::make_whole() {
    auto pages = every_page();
    if (!pages) return refuse(pages.error());
    return remake(std::nullopt, *pages);
}

Result<std::vector<Follower::Change>> Follower::every_page() const {
    std::vector<Change> pages;
    auto walked = to_.index().each([&](const edition::Entry& entry) {
        if (is_page(entry)) pages.push_back({address_term(entry.path), entry});
        return !stop_.stop_requested();
    });
    if (stop_.stop_requested()) return stopped();
    if (!walked) return refuse(walked.error());
    return pages;
}

Result<std::vector<Follower::Change>> Follower::changes_since(const edition::Edition& from) const {
    std::vector<Change> changes;
    auto walked = edition::diff(
        from.index(), to_.index(), [&](const edition::Entry* before, const edition::Entry* after) {
            const bool was = before != nullptr && is_page(*before);
            const bool is = after != nullptr && is_page(*after);
            if (is)
                changes.push_back({address_term(after->path), *after});
            else if (was)
                changes.push_back({address_term(before->path), std::nullopt});
            return !stop_.stop_requested();
        });
    if (stop_.stop_requested()) return stopped();
    if (!walked) return refuse(walked.error());
    return changes;
}

Result<std::vector<Follower::Change>> Follower::changes_beside(const Xapian::Database& database) {
    auto known = known_pages(database);
    std::vector<Change> changes;
    auto walked = to_.index().each([&](const edition::Entry& entry) {
        if (stop_.stop_requested()) return false;
        if (!is_page(entry)) return true;
        std::string term = address_term(entry.path);
        const auto place = known.find(term);
        const bool same = place != known.end() && place->second == entry.digest;
        const bool unknown = place == known.end();
        if (!unknown) known.erase(place);
        // Whether something was withdrawn cannot be told from pages that are no articles.
        if (!unknown && !same) erase_ = true;
        // Most pages that are not known are lists, which are no articles and never will be known.
        if (!same && (!unknown || read_article(to_, entry)))
            changes.push_back({std::move(term), entry});
        return true;
    });
    if (stop_.stop_requested()) return stopped();
    if (!walked) return refuse(walked.error());
    for (const auto& [term, page] : known)
        changes.push_back({term, std::nullopt});
    return changes;
}

bool Follower::apply(Xapian::WritableDatabase& database, const std::vector<Change>& changes,
                     std::size_t commit_each) {
    StemsByLanguage stems;
    std::size_t uncommitted = 0;
    std::uint64_t applied = 0;
    for (const Change& change : changes) {
        if (progress_) progress_(applied, changes.size());
        if (stop_.stop_requested()) return false;
        ++applied;
        const Xapian::docid known = number_of(database, change.term);
        const auto article =
            change.after ? read_article(to_, *change.after) : std::optional<ArticleRecord>{};
        if (!article) {
            if (known != 0) database.delete_document(known);
            continue;
        }
        auto document = known != 0 ? database.get_document(known) : Xapian::Document();
        // A page that says the same as before changed its looks only.
        if (known == 0 || document.get_data() != encode(*article))
            document = make_document(*article, stems.of(article->language));
        note_page(document, change.after->digest);
        if (known != 0)
            database.replace_document(known, document);
        else
            database.add_document(document);
        if (commit_each == 0 || ++uncommitted < commit_each) continue;
        uncommitted = 0;
        database.commit();
    }
    if (progress_) progress_(applied, changes.size());
    return !stop_.stop_requested();
}

Outcome Follower::follow_changes(std::uint64_t number, const std::vector<Change>& changes) {
    {
        Xapian::WritableDatabase database(folder_.database(number).string(), Xapian::DB_OPEN);
        database.begin_transaction();
        if (!apply(database, changes, 0)) return stopped();
        erase_ = erase_ || std::any_of(changes.begin(), changes.end(),
                                       [](const Change& change) { return !change.after; });
        if (erase_) database.set_metadata(erase_key, "due");
        database.set_metadata(root_key, to_.facts().root.hex());
        database.commit_transaction();
    }
    if (erase_) erase_what_was_deleted(number);
    return done();
}

void Follower::erase_what_was_deleted(std::uint64_t number) {
    const auto whole = folder_.database(next_);
    Xapian::Database(folder_.database(number).string()).compact(whole.string());
    Xapian::WritableDatabase database(whole.string(), Xapian::DB_OPEN);
    database.set_metadata(erase_key, "");
    database.commit();
    database.close();
    put_in_place();
}

void Follower::put_in_place() {
    sync_files(folder_.database(next_));
    folder_.set_current(next_);
    next_ = folder_.clean();
}

/// False: told to stop.
bool Follower::copy_files(const std::filesystem::path& from,
                          const std::filesystem::path& to) const {
    std::filesystem::create_directory(to);
    for (const auto& item : std::filesystem::directory_iterator(from)) {
        if (stop_.stop_requested()) return false;
        if (item.path().filename() != "flintlock")
            std::filesystem::copy_file(item.path(), to / item.path().filename());
    }
    return true;
}

Outcome Follower::remake(std::optional<std::uint64_t> base, const std::vector<Change>& changes) {
    const auto whole = folder_.database(next_);
    auto rough = whole;
    rough += ".rough";
    if (base && !copy_files(folder_.database(*base), rough)) return stopped();
    {
        constexpr int flags =
            Xapian::DB_CREATE_OR_OPEN | Xapian::DB_NO_SYNC | Xapian::DB_BACKEND_GLASS;
        Xapian::WritableDatabase database(rough.string(), flags);
        if (!apply(database, changes, articles_per_commit)) return stopped();
        database.set_metadata(erase_key, "");
        database.set_metadata(root_key, to_.facts().root.hex());
        database.commit();
        // Leaves behind what was deleted: compaction copies what is in use.
        database.compact(whole.string());
    }
    put_in_place();
    return done();
}

}  // namespace kolokol::search
