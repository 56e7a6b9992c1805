#pragma once
// Making a publication: its folder, kolokol.toml, database, keys and the empty shelf of editions.

#include <filesystem>
#include <string>
#include <vector>

#include "base/language.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "edition/keys.hpp"

namespace kolokol::app {

struct NewPublication {
    std::filesystem::path folder;
    std::string name = "My Newspaper";
    std::vector<Language> languages{Language()};
    std::string zone = "UTC";
    std::string origin = "http://localhost:8080";
    std::string contact;
    std::string database = "sqlite:kolokol.db";
    /// Replaces what would be written as [publication], whole: the sample newspaper's.
    std::string publication_toml;
    edition::NewKeys keys;
    /// Where set: a second folder, for the machine that readers reach (docs/operating). It gets the
    /// second heartbeat key, the first root metadata, and no other key.
    std::filesystem::path public_side;
};

/// The folders are complete or not there. Refuses "publication.exists" where the folder is not
/// empty, and what keys, database and zone refuse.
Result<edition::CreatedKeys> make_publication(const NewPublication& wish, Instant now);

}  // namespace kolokol::app
