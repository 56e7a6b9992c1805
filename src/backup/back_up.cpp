#include <algorithm>
#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "backup/archive.hpp"
#include "backup/backup.hpp"
#include "backup/contents.hpp"
#include "edition/shelf.hpp"
#include "store/dump.hpp"

namespace kolokol::backup {
namespace {

constexpr std::size_t at_once = 1U << 20U;

Access access_of(const std::filesystem::path& file) {
    struct stat facts {};
    // What a group may read is for its owner alone: kolokol.toml may hold a password.
    const bool others_may = ::stat(file.c_str(), &facts) == 0 && (facts.st_mode & 0007U) != 0;
    return others_may ? Access::everyone_reads : Access::owner_only;
}

/// Calls `take` with every file below `place`, which may be a file or absent.
void each_file(const std::filesystem::path& place,
               const std::function<void(const std::filesystem::path&)>& take) {
    if (std::filesystem::is_regular_file(place)) take(place);
    if (!std::filesystem::is_directory(place)) return;
    for (const auto& item : std::filesystem::recursive_directory_iterator(place))
        if (item.is_regular_file()) take(item.path());
}

class Backing {
public:
    Backing(const std::filesystem::path& publication, ArchiveWriter writer,
            const Progress& progress)
        : publication_(publication), writer_(std::move(writer)), progress_(progress) {}

    void facts(Instant now) {
        writer_.begin({Head::Kind::facts, Access::everyone_reads, {}});
        writer_.write(fmt::format("made {}\n", format_rfc3339(now)));
        writer_.end();
    }

    void database(store::Database& database) {
        writer_.begin({Head::Kind::database, Access::owner_only, {}});
        report_.rows = static_cast<std::uint64_t>(
            store::dump(database, [&](BytesView piece) { writer_.write(piece); }));
        writer_.end();
    }

    void folder_files() {
        for (const std::string_view name : copied)
            each_file(publication_ / name, [&](const auto& path) { file(path); });
    }

    void editions(const edition::Shelf& shelf) {
        const auto snapshot = shelf.snapshot();
        for (const auto& part : snapshot.files) {
            const auto name = std::filesystem::path(editions_folder) / part.name;
            writer_.begin({Head::Kind::file, Access::everyone_reads, name.generic_string()});
            for (std::size_t at = 0; at < part.bytes.size(); at += at_once)
                write(part.bytes.substr(at, at_once));
            writer_.end();
            ++report_.files;
        }
    }

    BackupReport finish() {
        report_.bytes = writer_.finish();
        return report_;
    }

    void expect(std::uint64_t bytes) { of_ += bytes; }
    std::uint64_t expected() const { return of_; }

private:
    void file(const std::filesystem::path& path) {
        Descriptor handle;
        try {
            handle = open_file(path, O_RDONLY);
        } catch (const std::system_error& error) {
            // A picture that was forgotten since its folder was listed.
            if (error.code() == std::errc::no_such_file_or_directory) return;
            throw;
        }
        writer_.begin({Head::Kind::file, access_of(path),
                       path.lexically_relative(publication_).generic_string()});
        Bytes piece(at_once, '\0');
        for (;;) {
            const ssize_t got = ::read(handle.get(), piece.data(), piece.size());
            if (got < 0 && errno == EINTR) continue;
            if (got < 0)
                throw std::system_error(errno, std::generic_category(), "read " + path.string());
            if (got == 0) break;
            write(BytesView(piece).substr(0, static_cast<std::size_t>(got)));
        }
        writer_.end();
        ++report_.files;
    }

    void write(BytesView bytes) {
        writer_.write(bytes);
        done_ += bytes.size();
        if (progress_) progress_(std::min(done_, of_), of_);
    }

    const std::filesystem::path& publication_;
    ArchiveWriter writer_;
    const Progress& progress_;
    std::uint64_t done_ = 0;
    std::uint64_t of_ = 0;
    BackupReport report_;
};

/// What is known to be needed; rows of the database come on top.
Outcome check_room(const std::filesystem::path& file, std::uint64_t bytes) {
    const auto folder = std::filesystem::absolute(file).parent_path();
    const auto space = std::filesystem::space(folder);
    if (space.available >= bytes) return done();
    return refuse(Kind::unavailable, "backup.no_room",
                  fmt::format("{} has {} MB free and the backup needs {} MB: name a file on "
                              "another disk, or free some room. Nothing was written",
                              folder.string(), space.available >> 20U, (bytes >> 20U) + 1));
}

}  // namespace

Result<BackupReport> back_up(const std::filesystem::path& publication, store::Database& database,
                             const crypto::BoxPublicKey& recovery,
                             const std::filesystem::path& file, Instant now,
                             const Progress& progress) {
    if (std::filesystem::exists(file))
        return refuse(Kind::conflict, "backup.exists",
                      fmt::format("{} exists: choose another name, so that no older backup is "
                                  "written over",
                                  file.string()));
    auto shelf = edition::Shelf::open(publication / editions_folder);
    if (!shelf) return refuse(shelf.error());
    auto writer = ArchiveWriter::create(file, recovery);
    if (!writer) return refuse(writer.error());
    Backing backing(publication, std::move(*writer), progress);
    for (const std::string_view name : copied)
        each_file(publication / name, [&](const auto& path) {
            std::error_code gone;
            const auto size = std::filesystem::file_size(path, gone);
            if (!gone) backing.expect(size);
        });
    for (const auto& part : shelf->snapshot().files)
        backing.expect(part.bytes.size());
    if (const auto room = check_room(file, backing.expected()); !room) return refuse(room.error());
    backing.facts(now);
    // In this order: whatever the rows name is found among the files that are copied after them.
    backing.database(database);
    backing.folder_files();
    backing.editions(*shelf);
    return backing.finish();
}

}  // namespace kolokol::backup
