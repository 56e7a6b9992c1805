#pragma once
// The folder of an index: one numbered folder with a Xapian database, and `current`, which names it
// and the recipe it was made by. A database is replaced by a whole new one beside it, and by
// renaming `current`. For this room's sources.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <stop_token>

#include <sys/stat.h>

#include "base/file.hpp"

namespace kolokol::search {

/// Tells one `current` from the next without reading it.
struct CurrentMark {
    ino_t inode = 0;
    timespec changed{};
    bool operator==(const CurrentMark& other) const {
        return inode == other.inode && changed.tv_sec == other.changed.tv_sec &&
               changed.tv_nsec == other.changed.tv_nsec;
    }
};

class IndexFolder {
public:
    explicit IndexFolder(std::filesystem::path folder) : folder_(std::move(folder)) {}
    const std::filesystem::path& path() const { return folder_; }
    std::filesystem::path database(std::uint64_t number) const;
    std::optional<CurrentMark> mark() const;
    /// The number of the database in use; nothing where there is none of this recipe.
    std::optional<std::uint64_t> current() const;
    /// Makes this one current; it is on the disk already.
    void set_current(std::uint64_t number) const;
    /// Whatever a killed writer left, and databases that are not current. Returns a free number.
    std::uint64_t clean() const;
    /// Waits until no other process writes; nothing: it was told to stop meanwhile.
    std::optional<Descriptor> lock(const std::stop_token& stop) const;

private:
    std::filesystem::path folder_;
};

/// fsync of every file of a folder, then of the folder.
void sync_files(const std::filesystem::path& folder);

}  // namespace kolokol::search
