#pragma once
// Opens the parts of a publication that the newsroom side works with, once, and joins them. Rooms
// do not know each other; where a service needs something of another, it is handed a plain function
// here.

#include <filesystem>
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
    /// Opens everything and brings the database's schema up to date. Refuses what each part
    /// refuses, with a sentence that names the file.
    static Result<House> open(const std::filesystem::path& folder, Instant now);

    House(House&&) noexcept = default;
    House& operator=(House&&) noexcept = default;

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
