#pragma once
// How the front page of one language is built: blocks from the top down, and articles pinned to
// them for a time. A manuscript of its own kind, front/LANG.toml (docs/formats/manuscript.md).

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"

namespace kolokol::content {

struct Pin {
    std::string address;  // of an article of this language
    std::optional<Instant> from;
    std::optional<Instant> until;
    bool operator==(const Pin&) const = default;
};

struct FrontBlock {
    enum class Kind { breaking, lead, seconds, section, opinion };
    Kind kind = Kind::lead;
    std::string section;    // of a section strip
    int count = 1;          // teasers in it
    std::vector<Pin> pins;  // come first; the newest that stand nowhere above follow
    std::string text;       // breaking: the line itself; empty: the article's headline
    bool operator==(const FrontBlock&) const = default;
};
std::string_view to_string(FrontBlock::Kind kind);
std::optional<FrontBlock::Kind> parse_front_block(std::string_view text);

struct FrontPage {
    std::vector<FrontBlock> blocks;
    bool operator==(const FrontPage&) const = default;
    /// Lead, four seconds, a strip of four for each section, opinion: where nobody has said else.
    static FrontPage usual(const std::vector<std::string>& sections);
};

/// As it stands in the database. Reading refuses "content.front_page_broken".
std::string front_page_json(const FrontPage& front);
Result<FrontPage> parse_front_page(std::string_view json);

}  // namespace kolokol::content
