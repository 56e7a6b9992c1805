#pragma once
// What the paper is called and where it lives: the part of kolokol.toml that readers see.

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/language.hpp"
#include "base/result.hpp"
#include "base/time.hpp"

namespace kolokol::content {

struct Publication {
    /// The first is the default one: its pages have no prefix.
    std::vector<Language> languages{Language()};
    struct Words {
        std::string name;
        std::string tagline;
    };
    std::map<Language, Words> words;
    Zone zone;
    /// "https://paper.example", without a slash at the end.
    std::string origin = "http://localhost:8080";
    /// "mailto:…" or an https address: security.txt and the contact line.
    std::string contact;
    std::vector<std::string> onions;   // "http://….onion"
    std::vector<std::string> mirrors;  // absolute addresses
    /// Slugs of sections, in the order of the menu; empty: every section by its position.
    std::vector<std::string> menu;

    const Language& standard() const { return languages.front(); }
    bool prints(const Language& language) const;
    const Words& words_in(const Language& language) const;
    /// "" for the default language, "/ru" for another.
    std::string prefix(const Language& language) const;

    /// Reads [publication] of a kolokol.toml. Refuses with file and line:
    /// "publication.unknown_key", "publication.wrong_value", "publication.missing_value".
    static Result<Publication> read(const std::filesystem::path& file);
};

/// First parts of an address that no section and no language may take (design: addresses).
bool is_reserved_segment(std::string_view segment);

}  // namespace kolokol::content
