#pragma once
// A manuscript's body: CommonMark with tables, and typed blocks between its paragraphs. Raw HTML is
// text. Syntax for writers: docs/formats/manuscript-body.md.
//
//     ![alt](picture.jpg "caption | photographer | agency, agency | licence")   a figure, alone in
//                                                                               its paragraph
//     :::quote Who said it      :::note Title      :::card https://example.org/report
//     What was said.            Markdown.          title: What it is called
//     :::                       :::                source: Who published it
//                                                  ![alt](own.jpg "| photographer | | licence")
//                                                  :::

#include <string>
#include <string_view>
#include <vector>

#include "base/html.hpp"
#include "base/result.hpp"

namespace kolokol::markup {

/// A picture as the body names it; the parts of its title between bars.
struct Figure {
    std::string picture;  // as written: "kremlin.jpg"
    std::string alt;
    std::string caption;
    std::string photographer;
    std::vector<std::string> agencies;
    std::string licence;
    bool operator==(const Figure&) const = default;
};

struct Block {
    enum class Kind { prose, figure, pull_quote, note, card, table };
    Kind kind = Kind::prose;
    int line = 1;                // of the body, from 1
    SafeHtml html;               // prose (all up to the next other block), table, inside of a note
    std::string text;            // pull quote: what was said
    std::string who;             // pull quote
    std::string title;           // note, card
    std::string href;            // card: http or https
    std::string source;          // card
    std::vector<Figure> figure;  // figure: exactly one; card: at most one
};

struct Document {
    std::vector<Block> blocks;
};

/// A link of the body, as it is written.
struct BodyLink {
    std::string href;
    int line = 1;
};

/// What a body must not have, with its line. Codes: "markup.unclosed_block",
/// "markup.unknown_block", "markup.empty_block", "markup.unknown_line" and
/// "markup.card_without_title" (cards), "markup.bad_address" (a link or picture that leads
/// nowhere), "markup.picture_inside_text", "markup.too_many_parts" (a picture's title),
/// "markup.too_long" (1 MiB; 5,000 lines without an empty one; 8 MiB of HTML), "markup.too_deep"
/// (40 levels), "markup.not_utf8".
struct Fault {
    int line = 1;
    std::string code;
    std::string sentence;
};

struct Parsed {
    Document document;
    std::vector<BodyLink> links;    // to pages of the paper itself ("/2025/10/15/slug/")
    std::vector<BodyLink> dropped;  // of other schemes: only their words are printed
    std::vector<Fault> faults;      // a document with faults is not printed
};

/// Headings begin at h2 and have an id of their words after `ids`; a page that prints several
/// bodies gives each its own. Links of schemes other than http, https and mailto become text; those
/// that lead out carry rel="noreferrer"; root-relative ones stay as written. `text` is UTF-8. Pure;
/// threads may call it at once.
Parsed parse(std::string_view text, std::string_view ids = "h-");

/// A fragment without typed blocks, pictures and ids, for biographies and descriptions. Empty where
/// the text is none that parse() would take.
SafeHtml fragment(std::string_view text);

/// What the document says, one line a paragraph, without marks, figures and cards: for descriptions
/// and word counts.
std::string plain_text(const Document& document);

}  // namespace kolokol::markup
