#include "importers/folder.hpp"

#include <algorithm>
#include <system_error>

#include <fmt/format.h>

#include "base/file.hpp"
#include "base/text.hpp"

namespace kolokol::importers {
namespace {

namespace fs = std::filesystem;

bool is_markdown(std::string_view name) {
    const std::string path = ascii_lower(name);
    return path.ends_with(".md") || path.ends_with(".markdown");
}

/// A name that can be kept and shown: UTF-8 without control characters.
bool is_plain_name(std::string_view path) {
    return is_utf8(path) && std::none_of(path.begin(), path.end(), [](char c) {
               return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
           });
}

std::string shown(std::string path) {
    for (char& c : path)
        if (static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) >= 0x7F) c = '?';
    return path;
}

std::string last_name(std::string_view path) {
    return std::string(path.substr(path.rfind('/') + 1));
}

/// "pictures/../a.jpg" gives "a.jpg"; empty where it leads out.
std::string joined(std::string_view manuscript, std::string_view name) {
    const std::size_t slash = manuscript.rfind('/');
    fs::path path;
    if (slash != std::string_view::npos) path = manuscript.substr(0, slash);
    const std::string clean = (path / fs::path(name)).lexically_normal().generic_string();
    return clean.starts_with("..") || clean.starts_with("/") ? std::string() : clean;
}

}  // namespace

Result<Folder> Folder::open(const fs::path& root) {
    std::error_code error;
    Folder folder;
    folder.root_ = fs::canonical(root, error);
    if (error || !fs::is_directory(folder.root_))
        return refuse(
            Kind::not_found, "import.no_folder",
            fmt::format("{} is no folder; name the one that holds the manuscripts", root.string()));
    for (fs::recursive_directory_iterator at(folder.root_), end; at != end; ++at) {
        const std::string name = at->path().filename().string();
        if (name.starts_with(".")) {
            at.disable_recursion_pending();
            continue;
        }
        // The iterator does not go through links to folders.
        const std::string path = at->path().lexically_relative(folder.root_).generic_string();
        if (at->is_directory(error) && !at->is_symlink()) continue;
        if (!at->is_regular_file(error)) {
            folder.refuse_no_file(path, at->is_symlink() && !at->is_directory(error));
            continue;
        }
        if (!is_plain_name(path)) {
            if (is_markdown(path))
                folder.refused.push_back({shown(path), 1, "manuscript.bad_file_name",
                                          "the file's name is no UTF-8 or holds a control "
                                          "character; give it another"});
            continue;
        }
        if (at->is_symlink() && folder.leads_out(at->path())) {
            if (is_markdown(path))
                folder.refused.push_back({path, 1, "manuscript.outside_folder",
                                          "this link leads out of the folder; put the file itself "
                                          "here"});
            else
                folder.outside_.insert(last_name(path));
            continue;
        }
        folder.add(path);
    }
    for (auto* list : {&folder.sections, &folder.topics, &folder.bylines, &folder.pages,
                       &folder.fronts, &folder.articles})
        std::sort(list->begin(), list->end());
    for (auto& [name, paths] : folder.files_)
        std::sort(paths.begin(), paths.end());
    return folder;
}

/// A pipe, a link that leads nowhere or in a circle, under a manuscript's name. Links to folders
/// are not gone through.
void Folder::refuse_no_file(const std::string& path, bool link) {
    if (!is_markdown(path)) return;
    if (link)
        refused.push_back({shown(path), 1, "manuscript.outside_folder",
                           "this link leads to no file of the folder; put the file itself here"});
    else
        refused.push_back({shown(path), 1, "manuscript.unreadable",
                           "is no regular file; put the manuscript itself here"});
}

bool Folder::leads_out(const fs::path& link) const {
    std::error_code error;
    const fs::path target = fs::canonical(link, error);
    return error || joined("", target.lexically_relative(root_).generic_string()).empty();
}

void Folder::add(const std::string& path) {
    const bool markdown = is_markdown(path);
    if (path.starts_with("front/") && path.ends_with(".toml"))
        fronts.push_back(path);
    else if (markdown && path.starts_with("sections/"))
        sections.push_back(path);
    else if (markdown && path.starts_with("topics/"))
        topics.push_back(path);
    else if (markdown && path.starts_with("bylines/"))
        bylines.push_back(path);
    else if (markdown && path.starts_with("pages/"))
        pages.push_back(path);
    else if (markdown)
        articles.push_back(path);
    else
        files_[last_name(path)].push_back(path);
}

std::uint64_t Folder::manuscripts() const {
    return sections.size() + topics.size() + bylines.size() + pages.size() + fronts.size() +
           articles.size();
}

bool Folder::has_article(std::string_view path) const {
    return std::binary_search(articles.begin(), articles.end(), path);
}

Result<std::string> Folder::find_picture(std::string_view manuscript, std::string_view name) const {
    const auto found = files_.find(last_name(name));
    const std::string beside = joined(manuscript, name);
    const std::string below = joined("", name);
    std::vector<std::string> elsewhere;
    if (found != files_.end())
        for (const std::string& path : found->second) {
            if (path == beside) return path;
            if (!below.empty() && (path == below || path.ends_with("/" + below)))
                elsewhere.push_back(path);
        }
    if (elsewhere.size() == 1) return elsewhere.front();
    if (elsewhere.empty() && outside_.contains(last_name(name)))
        return refuse(Kind::invalid, "manuscript.outside_folder",
                      fmt::format("'{}' is a link that leads out of the folder; put the picture "
                                  "itself here",
                                  name));
    if (elsewhere.empty())
        return refuse(Kind::not_found, "manuscript.missing_picture",
                      fmt::format("there is no file '{}' beside the manuscript or anywhere in the "
                                  "folder; put the picture there or correct its name",
                                  name));
    return refuse(
        Kind::conflict, "manuscript.ambiguous_picture",
        fmt::format("'{}' is the name of {} files ({}, {}…); write the way to one of them", name,
                    elsewhere.size(), elsewhere[0], elsewhere[1]));
}

Result<Bytes> Folder::read(std::string_view path, std::size_t limit) const {
    try {
        auto bytes = read_file(root_ / path, limit);
        if (!bytes && bytes.error().code == "file.too_large")
            return refuse(Kind::invalid, "manuscript.too_large",
                          fmt::format("the file has more than {} bytes", limit));
        return bytes;
    } catch (const std::system_error& error) {
        return refuse(Kind::unavailable, "manuscript.unreadable",
                      fmt::format("the file cannot be read: {}", error.code().message()));
    }
}

}  // namespace kolokol::importers
