#pragma once
// Opens the parts of a publication that the newsroom side works with, once, and joins them. Rooms
// do not know each other; where a service needs something of another, it is handed a plain function
// here.

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "app/configuration.hpp"
#include "base/result.hpp"
#include "content/publication.hpp"
#include "edition/keys.hpp"
#include "edition/shelf.hpp"
#include "media/shelf.hpp"
#include "store/database.hpp"

namespace kolokol::app {

/// An opened publication: one folder, one process set (docs/operating). Not copied; references to
/// its parts live as long as it does.
class House {
public:
    /// Opens everything and brings the database's schema up to date; where there is something to
    /// bring up, an SQLite database is copied before to FILE.before-NNNN, so that there is a way
    /// back to the older program. Refuses what each part refuses, with a sentence that names the
    /// file; "publication.public_side" where there is no newsroom; "publication.no_database" where
    /// its file is gone, so that no empty one takes its place; "publication.other_default_language"
    /// where kolokol.toml names another one than the current edition has.
    static Result<House> open(const std::filesystem::path& folder, Instant now);
    /// The same, and nothing is written: refuses "store.migrations_due" too.
    static Result<House> look_at(const std::filesystem::path& folder);

    House(House&&) noexcept = default;
    House& operator=(House&&) noexcept = default;

    /// Deletes the copies that upgrades left: what is withdrawn is to be in none of them.
    void drop_older_databases() const;
    /// What is printed, and by how many threads, follows kolokol.toml as it stands now; the
    /// database stays. Refuses what open() does of that file, and all is as it was then.
    Outcome read_settings();

    const std::filesystem::path& folder() const { return folder_; }
    const Configuration& configuration() const { return configuration_; }
    const content::Publication& publication() const { return publication_; }
    store::Database& database() const { return *database_; }
    media::Shelf& pictures() const { return *pictures_; }
    edition::Shelf& editions() const { return *editions_; }
    edition::KeyFolder keys() const { return edition::KeyFolder(folder_ / "keys"); }

private:
    House() = default;
    using Fit = std::function<Outcome(const House&)>;
    static Result<House> open_parts(const std::filesystem::path& folder, const Fit& fit);
    std::filesystem::path folder_;
    Configuration configuration_;
    content::Publication publication_;
    std::unique_ptr<store::Database> database_;
    std::unique_ptr<media::Shelf> pictures_;
    std::unique_ptr<edition::Shelf> editions_;
};

/// The database that FOLDER/kolokol.toml names; a relative sqlite path begins at the folder.
/// Refuses what store::open refuses.
Result<std::unique_ptr<store::Database>> open_database(const std::filesystem::path& folder,
                                                       const Configuration& configuration);

/// Where the program's own migrations are.
std::filesystem::path migrations_folder();

}  // namespace kolokol::app
