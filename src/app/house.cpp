#include "app/house.hpp"

#include <algorithm>
#include <optional>
#include <string_view>

#include <fcntl.h>
#include <fmt/format.h>

#include "app/data_folder.hpp"
#include "app/editions.hpp"
#include "base/file.hpp"
#include "base/file_lock.hpp"
#include "base/log.hpp"
#include "content/find.hpp"
#include "content/library_rows.hpp"
#include "store/migrations.hpp"

namespace kolokol::app {
namespace {

constexpr std::string_view sqlite = "sqlite:";

/// Nothing where a server keeps it.
std::optional<std::filesystem::path> database_file(const std::filesystem::path& folder,
                                                   const Configuration& configuration) {
    const std::string& address = configuration.database;
    if (!address.starts_with(sqlite)) return std::nullopt;
    return folder / address.substr(sqlite.size());
}

Outcome check_newsroom(const std::filesystem::path& folder, const Configuration& configuration) {
    if (configuration.is_public_side())
        return refuse(Kind::invalid, "publication.public_side",
                      fmt::format("{} is a public side, which takes editions and has no newsroom: "
                                  "give this command on the newsroom's machine, or kolokol serve "
                                  "--role public here",
                                  folder.string()));
    const auto file = database_file(folder, configuration);
    if (!file || std::filesystem::exists(*file)) return done();
    return refuse(Kind::not_found, "publication.no_database",
                  fmt::format("the database {} is not there: put it back, or bring the publication "
                              "back with kolokol restore",
                              file->string()));
}

/// "kolokol.db.before-0004" and the like.
std::vector<std::filesystem::path> older_databases(const std::filesystem::path& file) {
    std::vector<std::filesystem::path> found;
    const std::string beginning = file.filename().string() + ".before-";
    for (const auto& entry : std::filesystem::directory_iterator(file.parent_path()))
        if (entry.path().filename().string().starts_with(beginning)) found.push_back(entry.path());
    std::sort(found.begin(), found.end());
    return found;
}

/// The older program is told where its database went.
Problem with_way_back(Problem problem, const std::optional<std::filesystem::path>& file) {
    if (problem.code != "store.newer_than_program" || !file) return problem;
    for (const auto& copy : older_databases(*file))
        problem.detail +=
            fmt::format(". The database from before that upgrade is kept as {}", copy.string());
    return problem;
}

/// One program at a time, until the descriptor is closed.
Descriptor hold(const std::filesystem::path& folder) {
    Descriptor held = open_file(folder, O_RDONLY | O_DIRECTORY);
    wait_for_lock(held, Lock::exclusive, folder);
    return held;
}

/// A copy of the database as it is before `database` is changed. It is whole or not there.
Outcome keep_copy(store::Database& database, const std::filesystem::path& file, Instant now) {
    int version = 0;
    {
        auto tx = database.read();
        version = store::schema_version(tx);
    }
    if (version == 0) return done();  // there is nothing in it yet
    const std::string copy = fmt::format("{}.before-{:04}", file.string(), version + 1);
    const std::filesystem::path rough = copy + ".new";
    std::filesystem::remove(rough);
    if (const auto copied = database.copy_to(rough); !copied) return copied;
    sync_file(open_file(rough, O_RDONLY), rough);
    std::filesystem::rename(rough, copy);
    sync_folder(file.parent_path());
    log::info("database.kept", {{"file", copy}, {"at", format_rfc3339(now)}});
    return done();
}

/// Articles that were there before the library brought pictures along that it does not know yet.
void fill_library(store::Database& database, Instant now) {
    constexpr std::size_t at_once = 500;
    for (;;) {
        {
            auto tx = database.read();
            if (!content::library_has_gaps(tx)) return;
        }
        auto tx = database.begin();
        content::fill_library(tx, at_once, now);
        tx.commit();
    }
}

/// The same for words of headlines and links of texts, by which the newsroom finds articles.
void fill_finding(store::Database& database) {
    constexpr std::size_t at_once = 500;
    for (;;) {
        {
            auto tx = database.read();
            if (!content::finding_has_gaps(tx)) return;
        }
        auto tx = database.begin();
        content::fill_finding(tx, at_once);
        tx.commit();
    }
}

/// Another default language would move every address that readers have.
Outcome check_languages(const std::filesystem::path& folder, const edition::Shelf& editions,
                        const content::Publication& publication) {
    const auto printed = standard_language(editions);
    if (!printed || *printed == publication.standard()) return done();
    return refuse(Kind::conflict, "publication.other_default_language",
                  fmt::format("{}: the paper's default language is '{}' and stays it, because its "
                              "pages have the addresses that readers know: put '{}' first in "
                              "languages, where '{}' stands now",
                              (folder / "kolokol.toml").string(), printed->tag(), printed->tag(),
                              publication.standard().tag()));
}

Outcome bring_up_to_date(store::Database& database,
                         const std::optional<std::filesystem::path>& file, Instant now) {
    auto fits = store::check_schema(database, migrations_folder());
    if (fits) return fits;
    if (fits.error().code != "store.migrations_due")
        return refuse(with_way_back(fits.error(), file));
    const auto held = file ? hold(file->parent_path()) : Descriptor();
    fits = store::check_schema(database, migrations_folder());
    if (fits) return fits;  // another program did it meanwhile
    if (file)
        if (const auto kept = keep_copy(database, *file, now); !kept) return kept;
    const auto migrated = store::migrate(database, migrations_folder(), now);
    if (!migrated) return refuse(migrated.error());
    return done();
}

}  // namespace

std::filesystem::path migrations_folder() {
    return data_folder() / "db" / "migrations";
}

Result<std::unique_ptr<store::Database>> open_database(const std::filesystem::path& folder,
                                                       const Configuration& configuration) {
    const auto file = database_file(folder, configuration);
    return store::open(file ? std::string(sqlite) + file->string() : configuration.database);
}

Result<House> House::open(const std::filesystem::path& folder, Instant now) {
    return open_parts(folder, [now](const House& house) {
        const auto file = database_file(house.folder_, house.configuration_);
        const auto fits = bring_up_to_date(*house.database_, file, now);
        if (fits) fill_library(*house.database_, now);
        if (fits) fill_finding(*house.database_);
        return fits;
    });
}

void House::drop_older_databases() const {
    const auto file = database_file(folder_, configuration_);
    if (!file) return;
    for (const auto& copy : older_databases(*file))
        std::filesystem::remove(copy);
    // What was withdrawn stood in them: a cut of power must not bring them back.
    sync_folder(file->parent_path());
}

Result<House> House::look_at(const std::filesystem::path& folder) {
    return open_parts(folder, [](const House& house) {
        return store::check_schema(*house.database_, migrations_folder());
    });
}

Result<House> House::open_parts(const std::filesystem::path& folder, const Fit& fit) {
    House house;
    house.folder_ = std::filesystem::absolute(folder).lexically_normal();
    if (const auto read = house.read_settings(); !read) return refuse(read.error());
    if (const auto there = check_newsroom(house.folder_, house.configuration_); !there)
        return refuse(there.error());

    auto database = open_database(house.folder_, house.configuration_);
    if (!database) return refuse(database.error());
    house.database_ = std::move(*database);
    if (const auto fits = fit(house); !fits) return refuse(fits.error());

    auto editions = open_editions(house.folder_);
    if (!editions) return refuse(editions.error());
    house.editions_ = std::make_unique<edition::Shelf>(std::move(*editions));
    if (const auto same = check_languages(house.folder_, *house.editions_, house.publication_);
        !same)
        return refuse(same.error());
    house.pictures_ = std::make_unique<media::Shelf>(house.folder_ / "media");
    return house;
}

Outcome House::read_settings() {
    auto configuration = Configuration::read(folder_);
    if (!configuration) return refuse(configuration.error());
    auto publication = content::Publication::read(folder_ / "kolokol.toml");
    if (!publication) return refuse(publication.error());
    if (editions_)
        if (const auto same = check_languages(folder_, *editions_, *publication); !same)
            return same;
    configuration_ = std::move(*configuration);
    publication_ = std::move(*publication);
    return done();
}

}  // namespace kolokol::app
