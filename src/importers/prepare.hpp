#pragma once
// A manuscript, read and held against the folder, before the database is asked: what can be done by
// several threads at once.

#include <string>
#include <utility>
#include <vector>

#include "content/manuscript.hpp"
#include "importers/folder.hpp"
#include "importers/picture_desk.hpp"

namespace kolokol::importers {

struct Prepared {
    std::string path;
    /// Over the file, its pictures' files and what `archive` lets pass: the same digest is the same
    /// article. Empty where there are faults.
    std::string sha256;
    content::ArticleManuscript article;
    /// The file of each picture: the lead's first, then those of the body, as `article` has them,
    /// then the social one's.
    std::vector<std::string> picture_files;
    std::vector<std::string> uncredited;  // names of pictures without a credit or a licence
    content::Faults faults;
};

/// Adds a fault for each line with an address of a private network, which the gate would hold back
/// (press/gate.hpp).
void check_private_addresses(std::string_view file, const content::Publication& publication,
                             content::Faults& faults);

class Preparer {
public:
    Preparer(const Folder& folder, PictureDesk& desk, const content::Publication& publication,
             bool archive)
        : folder_(folder), desk_(desk), publication_(publication), archive_(archive) {}

    Prepared article(const std::string& path) const;
    /// Each of them, on as many threads as the machine has cores (four at most).
    std::vector<Prepared> articles(std::vector<std::string> paths) const;

    /// Credit and file of one picture; its file, or nothing with a fault.
    std::optional<std::string> picture(const std::string& manuscript,
                                       const content::PictureNamed& picture,
                                       content::Faults& faults) const;
    /// Over a manuscript's bytes and the files of its pictures.
    std::string digest(BytesView file, const std::vector<std::string>& picture_files,
                       bool lets_pass) const;

private:
    std::optional<std::string> found(const std::string& manuscript,
                                     const content::PictureNamed& picture,
                                     content::Faults& faults) const;

    const Folder& folder_;
    PictureDesk& desk_;
    const content::Publication& publication_;
    bool archive_;
};

}  // namespace kolokol::importers
