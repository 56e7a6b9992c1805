#pragma once
// Brings the database of an index to an edition. For this room's sources.

#include <functional>
#include <stop_token>
#include <vector>

#include "edition/edition.hpp"
#include "search/index_folder.hpp"

namespace Xapian {
class Database;
class WritableDatabase;
}  // namespace Xapian

namespace kolokol::search {

extern const char* const root_key;  // of the database's metadata: the root of the index it shows

class Follower {
public:
    using Progress = std::function<void(std::uint64_t done, std::uint64_t of)>;
    /// All are borrowed.
    Follower(const IndexFolder& folder, const edition::Edition& to, const Progress& progress,
             std::stop_token stop);
    /// Both hold the lock of the folder while they work, and throw Xapian::Error,
    /// std::system_error. Refuse "search.stopped" where they were told to stop before the index
    /// shows `to`.
    Outcome follow(const edition::Edition* from);
    /// From nothing, whatever is there.
    Outcome rebuild();

private:
    struct Change {
        std::string term;                     // of the address
        std::optional<edition::Entry> after;  // nothing: no page any more
    };
    Result<std::vector<Change>> changes_since(const edition::Edition& from) const;
    /// The same where the edition that the index shows is gone: by the pages that it knows.
    Result<std::vector<Change>> changes_beside(const Xapian::Database& database);
    Outcome follow_changes(std::uint64_t number, const std::vector<Change>& changes);
    /// In a folder of its own: a copy of `base`, or from nothing.
    Outcome remake(std::optional<std::uint64_t> base, const std::vector<Change>& changes);
    /// Copies what is in use into a new database: Xapian keeps deleted bytes until it needs the
    /// room, and what was withdrawn must leave the disk.
    void erase_what_was_deleted(std::uint64_t number);
    Outcome make_whole();
    /// The finished database next_ becomes the current one.
    void put_in_place();
    /// False: told to stop.
    [[nodiscard]] bool apply(Xapian::WritableDatabase& database, const std::vector<Change>& changes,
                             std::size_t commit_each);
    bool copy_files(const std::filesystem::path& from, const std::filesystem::path& to) const;
    Result<std::vector<Change>> every_page() const;

    const IndexFolder& folder_;
    const edition::Edition& to_;
    const Progress& progress_;
    std::stop_token stop_;
    std::uint64_t next_ = 1;  // a free number
    bool erase_ = false;      // something is gone: its words must leave the files too
};

}  // namespace kolokol::search
