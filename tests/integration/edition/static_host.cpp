#include "static_host.hpp"

#include <unordered_set>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/file.hpp"

namespace kolokol::edition::testing {
namespace {

constexpr int highest_version = 50;  // of the metadata that tests make

class StaticHost {
public:
    StaticHost(const Edition& edition, std::filesystem::path folder)
        : edition_(edition), folder_(std::move(folder)) {}

    void fill() {
        for (const char* part : {"metadata", "targets", "objects", "delta"})
            std::filesystem::create_directories(folder_ / part);
        pages();
        for (int version = 1; version <= highest_version; ++version)
            for (const char* role : {"root", "targets", "snapshot"})
                put_if_there(fmt::format("metadata/{}.{}.json", version, role));
        put(fmt::format("targets/{}.edition.json", edition_.digest().hex()));
        const std::uint64_t sequence = edition_.facts().sequence;
        put_if_there(fmt::format("delta/{}-{}", sequence - 1, sequence));
        put("metadata/timestamp.json");
    }

private:
    void pages() {
        EXPECT_TRUE(edition_.index().each_node([&](const Digest& node, unsigned, BytesView) {
            object(node);
            return true;
        }));
        EXPECT_TRUE(edition_.index().each([&](const Entry& entry) {
            if (entry.status == 301) return true;
            object(entry.digest);
            if (!entry.chunked()) return true;
            const auto list = decode_chunks(edition_.object(entry.digest)->identity).value();
            for (const Digest& chunk : list.chunks)
                object(chunk);
            return true;
        }));
    }

    void object(const Digest& digest) {
        if (written_.insert(digest).second) put("objects/" + digest.hex());
    }

    void put(const std::string& path) {
        EXPECT_TRUE(put_if_there(path)) << path << " is not published";
    }

    bool put_if_there(const std::string& path) {
        const auto found = edition_.published(path);
        if (found) write_file(folder_ / path, found->bytes);
        return found.has_value();
    }

    const Edition& edition_;
    std::filesystem::path folder_;
    std::unordered_set<Digest> written_;
};

}  // namespace

void fill_static_host(const Shelf& shelf, const std::filesystem::path& folder) {
    StaticHost(*shelf.current(), folder).fill();
}

}  // namespace kolokol::edition::testing
