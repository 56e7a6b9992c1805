#pragma once
// What a Shelf is made of. For this room's sources.

#include <mutex>

#include <sys/stat.h>

#include "edition/edition_state.hpp"
#include "edition/shelf.hpp"

namespace kolokol::edition {

/// Tells one `current` file from the next without reading it.
struct FileMark {
    ino_t inode = 0;
    off_t size = 0;
    timespec modified{};
    timespec changed{};
    bool operator==(const FileMark& other) const;
    static std::optional<FileMark> of(const std::filesystem::path& file);
};

struct Shelf::State {
    std::filesystem::path folder;
    std::mutex mutex;  // of all below
    std::optional<FileMark> mark;
    // Shared with the editions that were opened from it.
    std::shared_ptr<const Opened> opened;
    std::shared_ptr<const Edition> current;  // null: nothing is pressed yet

    /// Opens what is on the disk now, if it is not what is open already.
    Outcome refresh();
    /// The newest state, whatever the mark says; the last good one where it cannot be read.
    std::shared_ptr<const Opened> newest();
    /// The same for who goes on to write: refuses where it cannot be read, so that no commit is
    /// written over by an older view of it.
    Result<std::shared_ptr<const Opened>> newest_to_change();
};

}  // namespace kolokol::edition
