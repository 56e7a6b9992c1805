#pragma once
// Finds :::quote, :::note and :::card in a body before Markdown is read, and hides them from it.
// For this room's sources.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "markup/document.hpp"

namespace kolokol::markup {

struct TypedBlock {
    Block::Kind kind = Block::Kind::note;  // pull_quote, note, card
    int line = 1;
    std::string_view argument;  // what stands behind the word
    /// The lines between the marks.
    std::string_view content;
};

/// A place where the Markdown holds a heading that stands for a typed block.
struct Marker {
    std::size_t offset = 0;            // of the heading's one letter, in `markdown`
    std::optional<std::size_t> opens;  // index into `blocks`; nothing: a note ends here
};

struct Scan {
    /// The body, in which each mark became an empty line and a heading, which end whatever
    /// paragraph, list, quote or table stands before it; what is inside a quote or card became
    /// empty lines; what is inside a note stays, so that it sees the body's link definitions.
    std::string markdown;
    std::vector<std::size_t> added;  // where in `markdown` a line end stands that the body has not
    std::vector<TypedBlock> blocks;
    std::vector<Marker> markers;  // in order
    std::vector<Fault> faults;
};

/// `text` outlives the scan. Lines end with '\n' alone.
Scan scan_typed_blocks(std::string_view text);

/// "Said by", the lines joined.
void read_quote(const TypedBlock& typed, Block& block, std::vector<Fault>& faults);
/// Address, title, source and the line of its picture, which the caller reads.
struct CardPicture {
    std::string_view markdown;
    int line = 1;
};
std::optional<CardPicture> read_card(const TypedBlock& typed, Block& block,
                                     std::vector<Fault>& faults);

}  // namespace kolokol::markup
