#pragma once
// What every part of one import works with. References live as long as the import.

#include <string>

#include "importers/folder.hpp"
#include "importers/markdown.hpp"
#include "importers/picture_desk.hpp"
#include "importers/prepare.hpp"

namespace kolokol::importers {

struct Work {
    store::Database& database;
    const content::Publication& publication;
    const MarkdownWish& wish;
    const Folder& folder;
    PictureDesk& desk;
    const Preparer& preparer;
    MarkdownReport& report;
    std::uint64_t done = 0;

    void refuse(const std::string& path, const content::Faults& faults) {
        for (const content::ManuscriptFault& fault : faults)
            report.refused.push_back({path, fault.line, fault.code, fault.sentence});
    }
    void step(std::uint64_t manuscripts) {
        done += manuscripts;
        if (wish.progress) wish.progress(done, folder.manuscripts());
    }
};

/// Manuscripts of one batch: read outside, written in one transaction.
constexpr std::size_t batch_size = 256;

}  // namespace kolokol::importers
