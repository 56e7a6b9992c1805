#pragma once
// A folder of manuscripts (docs/formats/manuscript.md) becomes articles, sections, topics, bylines,
// standing pages and front pages. What is wrong is refused for each manuscript by itself; the rest
// comes in. The same folder a second time changes nothing.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "content/publication.hpp"
#include "media/shelf.hpp"
#include "store/database.hpp"

namespace kolokol::importers {

struct MarkdownWish {
    std::filesystem::path folder;
    /// Sections, topics and bylines that are named and unknown are made, by their slug.
    bool create = false;
    /// Pictures without credit or licence are let in, and listed.
    bool archive = false;
    Instant now{};
    std::function<void(std::uint64_t done, std::uint64_t of)> progress = {};
};

struct Refusal {
    std::string file;  // below the folder
    int line = 1;
    std::string code;  // "manuscript.unknown_section"…: docs/formats/manuscript.md lists them
    std::string sentence;
};

struct MarkdownReport {
    std::uint64_t added = 0;
    std::uint64_t changed = 0;
    std::uint64_t unchanged = 0;
    std::uint64_t pictures = 0;
    std::vector<std::string> created;     // "section world", with --create
    std::vector<std::string> uncredited;  // files whose pictures lack a credit, with --archive
    std::vector<std::string> withdrawn;   // files of articles that were withdrawn, and stay so
    std::vector<std::string> bodiless;    // files of articles without a text
    std::vector<Refusal> refused;         // in the order of files and lines
    /// A manuscript can have several faults.
    std::uint64_t manuscripts_refused() const;
};

/// Refuses "import.no_folder", "import.no_manuscripts".
Result<MarkdownReport> import_markdown(store::Database& database, media::Shelf& pictures,
                                       const content::Publication& publication,
                                       const MarkdownWish& wish);

}  // namespace kolokol::importers
