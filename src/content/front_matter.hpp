#pragma once
// Front matter as a tree of values that know their lines, from YAML or TOML alike. What it says is
// read by manuscript.hpp; how it may be written: docs/formats/manuscript.md.
//
// The file comes from outside. Sizes and depth are bounded before and while it is parsed; YAML's
// anchors, aliases and tags are refused, so that a small file cannot become a large tree.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"

namespace kolokol::content {

struct ManuscriptFault {
    int line = 1;  // of the file, from 1
    std::string code;
    std::string sentence;  // what is wrong and what to do
    bool operator==(const ManuscriptFault&) const = default;
};
using Faults = std::vector<ManuscriptFault>;

struct FrontEntry;

/// Numbers, booleans and times are texts here, as they are written (a time of TOML in RFC 3339).
struct FrontValue {
    enum class Kind { nothing, text, list, map };
    Kind kind = Kind::nothing;
    int line = 1;
    std::string text;
    std::vector<FrontValue> items;
    std::vector<FrontEntry> entries;  // in the order of the file; no key twice
};

struct FrontEntry {
    std::string key;
    int line = 1;
    FrontValue value;
};

/// A file, split.
struct ManuscriptText {
    FrontValue front;  // a map
    std::string body;  // with \n at line ends
    int body_line = 1;
};

constexpr std::size_t manuscript_limit = 2U << 20U;     // bytes of a file
constexpr std::size_t front_matter_limit = 64U << 10U;  // bytes between the lines that mark it
constexpr int front_matter_depth = 8;
constexpr std::size_t front_matter_values = 10'000;

/// Nothing where it cannot be read; then faults say why: "manuscript.not_utf8",
/// "manuscript.no_front_matter", "manuscript.unclosed_front_matter", "manuscript.too_large",
/// "manuscript.bad_yaml", "manuscript.bad_toml", "manuscript.key_twice", "manuscript.too_deep",
/// "manuscript.alias", "manuscript.tag".
std::optional<ManuscriptText> read_manuscript(BytesView file, Faults& faults);
/// The same for a file that is TOML as a whole.
std::optional<FrontValue> read_toml_manuscript(BytesView file, Faults& faults);

/// For the files of this room: `text` begins on the file's line `first_line`.
std::optional<FrontValue> read_yaml(std::string_view text, int first_line, Faults& faults);
std::optional<FrontValue> read_toml(std::string_view text, int first_line, Faults& faults);

}  // namespace kolokol::content
