#pragma once
// A small publication on the disk, and the same restored elsewhere.

#include <map>
#include <optional>
#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "backup/archive.hpp"
#include "backup/backup.hpp"
#include "edition/builder.hpp"
#include "edition/keys.hpp"
#include "edition/verify.hpp"
#include "support/databases.hpp"

namespace kolokol::backup::papers {

inline const Instant now = from_millis(1'769'612'400'000);  // 2026-01-28T15:00:00Z

/// Names within the folder, with their bytes.
inline std::map<std::string, Bytes> files_in(const std::filesystem::path& folder) {
    std::map<std::string, Bytes> files;
    for (const auto& item : std::filesystem::recursive_directory_iterator(folder))
        if (item.is_regular_file())
            files[item.path().lexically_relative(folder).string()] = *read_file(item.path());
    return files;
}

inline void press(const std::filesystem::path& publication, std::string_view words) {
    auto shelf = std::move(*edition::Shelf::open(publication / "editions"));
    const edition::KeyFolder keys(publication / "keys");
    const Bytes root = shelf.root_metadata();
    auto edition_key = std::move(*keys.signer(edition::Role::edition, root));
    auto heartbeat = std::move(*keys.signer(edition::Role::heartbeat, root));
    auto builder = std::move(*edition::Builder::start(shelf, edition::Builder::From::current));
    ASSERT_TRUE(builder.put("/", edition::prepare(Bytes(words), "text/html; charset=utf-8")));
    edition::Facts facts;
    facts.headers[0] = {};
    facts.origin = "https://paper.example";
    const auto committed = builder.commit(facts, {*edition_key, *heartbeat}, now);
    ASSERT_TRUE(committed) << committed.error().detail;
}

inline edition::Verdict verdict(const std::filesystem::path& publication,
                                const edition::SiteId& site) {
    auto source = std::move(*edition::open_source(publication / "editions"));
    return edition::verify(*source, site, nullptr, now);
}

struct Paper {
    explicit Paper(const edition::NewKeys& wish = {}) {
        const auto keys = edition::KeyFolder(folder / "keys").create(wish, now);
        EXPECT_TRUE(keys) << keys.error().detail;
        site = keys->site;
        recovery = *edition::parse_recovery(keys->recovery.expose());
        EXPECT_TRUE(edition::Shelf::create(folder / "editions", keys->first_root));
        write_file(folder / "kolokol.toml", "[publication]\nname = \"Paper\"\n",
                   Access::owner_only);
        std::filesystem::create_directories(folder / "theme/templates");
        write_file(folder / "theme/templates/head.html", "<head>");
        std::filesystem::create_directories(folder / "media/originals/ab");
        write_file(folder / "media/originals/ab/picture", Bytes(3'000'000, 'p'));
        write_file(folder / "media/empty", "");
        std::filesystem::create_directories(folder / "search/1");
        write_file(folder / "search/1/derived", "derived");
        press(folder, "<h1>First</h1>");
    }
    TemporaryFolder home;
    std::filesystem::path folder = home.path() / "paper";
    std::filesystem::path file = home.path() / "paper.kolokol";
    std::filesystem::path place = home.path() / "restored";
    std::optional<edition::SiteId> site;
    crypto::BoxKeyPair recovery;
};

}  // namespace kolokol::backup::papers
