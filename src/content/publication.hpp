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
    /// Quotes and dashes are set as the language sets them; false: as they are typed.
    bool typography = true;

    const Language& standard() const { return languages.front(); }
    bool prints(const Language& language) const;
    const Words& words_in(const Language& language) const;
    /// "" for the default language, "/ru" for another.
    std::string prefix(const Language& language) const;

    /// Reads [publication] of a kolokol.toml. Refuses with file and line:
    /// "publication.unknown_key", "publication.wrong_value", "publication.missing_value",
    /// "publication.unreadable", "publication.not_toml".
    static Result<Publication> read(const std::filesystem::path& file);
};

/// "/ru/2026/01/28/slug/": the day in the publication's zone.
std::string article_address(const Publication& publication, const Language& language,
                            Instant published, std::string_view slug);

/// First parts of an address that no section and no language may take (design: addresses): pages of
/// the edition, live pages, and years.
bool is_reserved_segment(std::string_view segment);
/// Reserved, or a tag of this publication's languages, or one that may become one (two letters, and
/// two letters with a region).
bool is_reserved_for_sections(std::string_view segment, const Publication& publication);

}  // namespace kolokol::content
