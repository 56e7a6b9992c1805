#pragma once
// Pictures of manuscripts on their way to the publication's shelf. Each file is read once for its
// digest and once more when it is taken in, whatever number of manuscripts show it. Threads may
// share it.

#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "content/article.hpp"
#include "importers/folder.hpp"
#include "media/shelf.hpp"

namespace kolokol::importers {

/// What stands in the manuscript, with the picture that its file became.
content::PictureUse with_picture(content::PictureUse use, const media::Picture& picture);

class PictureDesk {
public:
    PictureDesk(const Folder& folder, media::Shelf& shelf) : folder_(folder), shelf_(shelf) {}

    /// SHA-256 of the file as it lies in the folder, hexadecimal. Refuses what Folder::read does.
    Result<std::string> digest(const std::string& path);
    /// Puts the picture onto the shelf. Refuses what media::Shelf::take_in does.
    Result<media::Picture> take_in(const std::string& path);

    /// Pictures that came onto the shelf or were there already, each counted once.
    std::uint64_t taken() const;

private:
    const Folder& folder_;
    media::Shelf& shelf_;
    mutable std::mutex lock_;
    std::unordered_map<std::string, std::string> digests_;              // by path
    std::unordered_map<std::string, Result<media::Picture>> pictures_;  // by digest
    std::uint64_t taken_ = 0;
};

}  // namespace kolokol::importers
