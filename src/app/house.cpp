#include "app/house.hpp"

#include <string_view>

#include "app/data_folder.hpp"
#include "app/editions.hpp"
#include "store/migrations.hpp"

namespace kolokol::app {

std::filesystem::path migrations_folder() {
    return data_folder() / "db" / "migrations";
}

Result<std::unique_ptr<store::Database>> open_database(const std::filesystem::path& folder,
                                                       const Configuration& configuration) {
    constexpr std::string_view sqlite = "sqlite:";
    const std::string& address = configuration.database;
    if (address.rfind(sqlite, 0) != 0) return store::open(address);
    return store::open(std::string(sqlite) + (folder / address.substr(sqlite.size())).string());
}

Result<House> House::open(const std::filesystem::path& folder, Instant now) {
    House house;
    house.folder_ = std::filesystem::absolute(folder).lexically_normal();
    if (const auto read = house.read_settings(); !read) return refuse(read.error());

    auto database = open_database(house.folder_, house.configuration_);
    if (!database) return refuse(database.error());
    house.database_ = std::move(*database);
    const auto migrated = store::migrate(*house.database_, migrations_folder(), now);
    if (!migrated) return refuse(migrated.error());

    auto editions = open_editions(house.folder_);
    if (!editions) return refuse(editions.error());
    house.editions_ = std::make_unique<edition::Shelf>(std::move(*editions));
    house.pictures_ = std::make_unique<media::Shelf>(house.folder_ / "media");
    return house;
}

Outcome House::read_settings() {
    auto configuration = Configuration::read(folder_);
    if (!configuration) return refuse(configuration.error());
    auto publication = content::Publication::read(folder_ / "kolokol.toml");
    if (!publication) return refuse(publication.error());
    configuration_ = std::move(*configuration);
    publication_ = std::move(*publication);
    return done();
}

}  // namespace kolokol::app
