#include <algorithm>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "backup/archive.hpp"
#include "backup/backup.hpp"
#include "backup/contents.hpp"
#include "edition/shelf.hpp"
#include "store/dump.hpp"

namespace kolokol::backup {
namespace {

constexpr std::size_t at_once = 1U << 20U;

auto damaged(std::string_view why) {
    return refuse(Kind::invalid, "backup.damaged", fmt::format("the backup is damaged: {}", why));
}

/// A folder beside the one to be made; gone unless it takes that one's place.
class RoughFolder {
public:
    explicit RoughFolder(const std::filesystem::path& place)
        : place_(place), rough_(place.string() + ".restoring") {
        std::filesystem::remove_all(rough_);  // of a restore that was killed
        std::filesystem::create_directories(rough_);
        // As init makes it: drafts are in the database. A folder that is there already keeps what
        // its owner gave it.
        std::error_code absent;
        const auto there = std::filesystem::status(place_, absent);
        std::filesystem::permissions(rough_, std::filesystem::is_directory(there)
                                                 ? there.permissions()
                                                 : std::filesystem::perms::owner_all);
    }
    RoughFolder(const RoughFolder&) = delete;
    RoughFolder& operator=(const RoughFolder&) = delete;
    ~RoughFolder() {
        std::error_code ignored;
        if (!moved_) std::filesystem::remove_all(rough_, ignored);
    }
    const std::filesystem::path& path() const { return rough_; }
    void move_into_place() {
        const Descriptor folder = open_file(rough_, O_RDONLY | O_DIRECTORY);
        if (::syncfs(folder.get()) != 0)
            throw std::system_error(errno, std::generic_category(), "syncfs " + rough_.string());
        std::filesystem::rename(rough_, place_);  // over an empty folder too
        moved_ = true;
        sync_folder(place_.parent_path());
    }

private:
    std::filesystem::path place_;
    std::filesystem::path rough_;
    bool moved_ = false;
};

class Restoring {
public:
    Restoring(ArchiveReader reader, const std::filesystem::path& folder, const Progress& progress)
        : reader_(std::move(reader)),
          folder_(folder),
          dump_(folder / ".database-dump"),
          progress_(progress) {}

    Outcome files() {
        for (;;) {
            auto head = reader_.next();
            if (!head) return refuse(head.error());
            Outcome kept = done();
            switch (head->kind) {
                case Head::Kind::end:
                    return complete();
                case Head::Kind::facts:
                    break;
                case Head::Kind::database:
                    kept = keep(dump_, Access::owner_only);
                    break;
                case Head::Kind::file:
                    kept = file(*head);
                    break;
            }
            if (!kept) return kept;
        }
    }

    /// Last of all, because another server's database cannot be put back as it was.
    Outcome database(const OpenDatabase& open_database, const std::filesystem::path& migrations,
                     Instant now) {
        auto database = open_database(folder_);
        if (!database) return refuse(database.error());
        const Descriptor spool = open_file(dump_, O_RDONLY);
        const auto source = [&](std::size_t limit) {
            Bytes piece(limit, '\0');
            ssize_t got = -1;
            while ((got = ::read(spool.get(), piece.data(), piece.size())) < 0 && errno == EINTR) {
            }
            if (got < 0)
                throw std::system_error(errno, std::generic_category(), "read " + dump_.string());
            piece.resize(static_cast<std::size_t>(got));
            return piece;
        };
        const auto rows = store::load(**database, source, migrations, now);
        if (!rows) return refuse(as_ours(rows.error()));
        report_.rows = static_cast<std::uint64_t>(*rows);
        std::filesystem::remove(dump_);
        return done();
    }

    BackupReport report() {
        report_.bytes = reader_.size();
        return report_;
    }

private:
    Outcome file(const Head& head) {
        const std::string_view name = head.name;
        const std::string_view first = name.substr(0, name.find('/'));
        if (first != editions_folder &&
            std::find(copied.begin(), copied.end(), first) == copied.end())
            return damaged(fmt::format("{} belongs to no publication", head.name));
        const auto path = folder_ / name;
        std::filesystem::create_directories(path.parent_path());
        if (first == keys_folder)
            std::filesystem::permissions(folder_ / keys_folder, std::filesystem::perms::owner_all);
        ++report_.files;
        return keep(path, first == keys_folder ? Access::owner_only : head.access);
    }

    Outcome keep(const std::filesystem::path& path, Access access) {
        if (std::filesystem::exists(path))
            return damaged(fmt::format("{} is in it twice", path.filename().string()));
        const int mode = access == Access::owner_only ? 0600 : 0644;
        const Descriptor handle = open_file(path, O_WRONLY | O_CREAT | O_EXCL, mode);
        for (;;) {
            auto piece = reader_.read(at_once);
            if (!piece) return refuse(piece.error());
            if (piece->empty()) return done();
            write_all(handle, *piece, path);
            if (progress_) progress_(reader_.done(), reader_.size());
        }
    }

    Outcome complete() const {
        if (!std::filesystem::exists(folder_ / configuration_file) ||
            !std::filesystem::exists(dump_))
            return damaged("configuration or database are missing from it");
        const auto shelf = edition::Shelf::open(folder_ / editions_folder);
        return shelf ? done() : Outcome(damaged(shelf.error().detail));
    }

    static Problem as_ours(const Problem& problem) {
        if (problem.code == "store.dump_newer")
            return {Kind::invalid, "backup.newer", problem.detail};
        if (problem.code == "store.not_empty")
            return {Kind::conflict, "backup.not_empty", problem.detail};
        if (problem.code.starts_with("store.dump_"))
            return {Kind::invalid, "backup.damaged", problem.detail};
        return problem;
    }

    ArchiveReader reader_;
    const std::filesystem::path& folder_;
    std::filesystem::path dump_;
    const Progress& progress_;
    BackupReport report_;
};

std::filesystem::path without_slash(const std::filesystem::path& folder) {
    auto clean = std::filesystem::absolute(folder).lexically_normal();
    return clean.has_filename() ? clean : clean.parent_path();
}

Outcome check_place(const std::filesystem::path& place) {
    if (!std::filesystem::exists(place) ||
        (std::filesystem::is_directory(place) && std::filesystem::is_empty(place)))
        return done();
    return refuse(
        Kind::conflict, "backup.not_empty",
        fmt::format("{} is not empty: move it aside or name another folder", place.string()));
}

}  // namespace

Outcome may_restore(const std::filesystem::path& file, const std::filesystem::path& publication) {
    if (const auto free = check_place(without_slash(publication)); !free)
        return refuse(free.error());
    return ArchiveReader::check(file);
}

Result<BackupReport> restore(const std::filesystem::path& file,
                             const std::filesystem::path& publication,
                             const crypto::BoxKeyPair& recovery, const OpenDatabase& open_database,
                             const std::filesystem::path& migrations, Instant now,
                             const Progress& progress) {
    const auto place = without_slash(publication);
    if (const auto free = check_place(place); !free) return refuse(free.error());
    auto reader = ArchiveReader::open(file, recovery);
    if (!reader) return refuse(reader.error());
    RoughFolder rough(place);
    Restoring restoring(std::move(*reader), rough.path(), progress);
    auto files = restoring.files();
    if (!files) return refuse(files.error());
    auto loaded = restoring.database(open_database, migrations, now);
    if (!loaded) return refuse(loaded.error());
    rough.move_into_place();
    return restoring.report();
}

}  // namespace kolokol::backup
