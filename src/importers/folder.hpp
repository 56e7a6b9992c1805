#pragma once
// The folder that is imported: which manuscripts there are, of which kind, and where a picture is.
// Nothing outside it is ever read. Threads may share it.

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "importers/markdown.hpp"

namespace kolokol::importers {

class Folder {
public:
    /// Walks through the folder. Refuses "import.no_folder". Links to files that lead out of it are
    /// not taken; the refusals say so for manuscripts.
    static Result<Folder> open(const std::filesystem::path& root);

    /// Paths below the folder, sorted by their bytes.
    std::vector<std::string> sections;
    std::vector<std::string> topics;
    std::vector<std::string> bylines;
    std::vector<std::string> pages;
    std::vector<std::string> fronts;
    std::vector<std::string> articles;
    std::vector<Refusal> refused;

    std::uint64_t manuscripts() const;
    /// Whether this manuscript of an article is there.
    bool has_article(std::string_view path) const;

    /// The file that `name` means in a manuscript: beside it, or the only one of this name
    /// anywhere. Refuses "manuscript.missing_picture", "manuscript.ambiguous_picture",
    /// "manuscript.outside_folder".
    Result<std::string> find_picture(std::string_view manuscript, std::string_view name) const;

    /// Refuses "manuscript.too_large", "manuscript.unreadable", "file.not_found".
    Result<Bytes> read(std::string_view path, std::size_t limit) const;

private:
    void add(const std::string& path);
    void refuse_no_file(const std::string& path, bool link);
    bool leads_out(const std::filesystem::path& link) const;

    std::filesystem::path root_;
    /// Files that are no manuscripts, by their last name.
    std::unordered_map<std::string, std::vector<std::string>> files_;
    /// Last names of links that lead out of the folder.
    std::unordered_set<std::string> outside_;
};

}  // namespace kolokol::importers
