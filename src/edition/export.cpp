// A shelf as plain files, for any static host.

#include <unordered_set>

#include <fcntl.h>
#include <fmt/format.h>

#include "edition/shelf.hpp"
#include "edition/shelf_state.hpp"

namespace kolokol::edition {
namespace {

class Exporting {
public:
    Exporting(const Edition& edition, const Manifest& manifest, std::filesystem::path folder)
        : edition_(edition), manifest_(manifest), folder_(std::move(folder)) {}

    Outcome run() {
        for (const char* part : {"metadata", "targets", "objects", "delta"})
            std::filesystem::create_directories(folder_ / part);
        auto written = pages();
        if (!written) return written;
        for (std::uint64_t version = 1; version <= manifest_.root_version; ++version)
            file(fmt::format("metadata/{}.root.json", version));
        file(fmt::format("metadata/{}.targets.json", manifest_.targets.front().version));
        file(fmt::format("metadata/{}.snapshot.json", manifest_.snapshots.front().version));
        file(fmt::format("targets/{}.edition.json", edition_.digest().hex()));
        const std::uint64_t sequence = edition_.facts().sequence;
        const auto delta = fmt::format("delta/{}-{}", sequence - 1, sequence);
        if (sequence > 1 && edition_.published(delta)) file(delta);
        // Last, because it makes all the others valid.
        file("metadata/timestamp.json");
        return missing_.empty() ? done()
                                : Outcome(refuse(Kind::invalid, "edition.damaged",
                                                 missing_ + " is missing from the shelf"));
    }

private:
    Outcome pages() {
        const Index& index = edition_.index();
        auto nodes = index.each_node([&](const Digest& node, unsigned, BytesView) {
            object(node);
            return missing_.empty();
        });
        if (!nodes) return nodes;
        return index.each([&](const Entry& entry) {
            if (entry.status == 301) return true;
            object(entry.digest);
            const auto found = edition_.object(entry.digest);
            if (entry.chunked() && found)
                if (const auto list = decode_chunks(found->identity))
                    for (const Digest& chunk : list->chunks)
                        object(chunk);
            return missing_.empty();
        });
    }

    void object(const Digest& digest) {
        if (written_.insert(digest).second) file("objects/" + digest.hex());
    }

    void file(const std::string& path) {
        const auto found = edition_.published(path);
        if (!found) {
            missing_ = path;
            return;
        }
        const auto to = folder_ / path;
        write_all(open_file(to, O_WRONLY | O_CREAT | O_TRUNC), found->bytes, to);
    }

    const Edition& edition_;
    const Manifest& manifest_;
    std::filesystem::path folder_;
    std::unordered_set<Digest> written_;
    std::string missing_;
};

}  // namespace

Outcome Shelf::export_to(const std::filesystem::path& folder) const {
    if (std::filesystem::exists(folder) && !std::filesystem::is_empty(folder))
        return refuse(Kind::conflict, "edition.not_empty",
                      fmt::format("{} is not empty", folder.string()));
    const auto opened = state_->newest();
    if (!opened->manifest().has_edition())
        return refuse(Kind::not_found, "edition.no_edition", "nothing was pressed yet");
    auto edition = open_edition(opened, opened->manifest().editions.front());
    if (!edition) return refuse(edition.error());
    return Exporting(**edition, opened->manifest(), folder).run();
}

}  // namespace kolokol::edition
