#pragma once
// md4c's events become blocks and HTML of an allow-list: nothing that a writer types is printed
// without being escaped. For render*.cpp alone.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <md4c.h>

#include "markup/address.hpp"
#include "markup/outline.hpp"
#include "markup/render.hpp"
#include "markup/source_lines.hpp"

namespace kolokol::markup {

/// A picture while its alternative text is read, and one that waits for its paragraph's end.
struct Picture {
    Figure figure;
    std::string title;
    int line = 0;
};

class Renderer {
public:
    Renderer(const Scan& scan, const RenderOptions& options)
        : scan_(scan),
          options_(options),
          lines_(scan.markdown, scan.added, options.first_line),
          outline_(options.ids) {}

    Parsed run();

    int enter_block(MD_BLOCKTYPE type, void* detail);
    int leave_block(MD_BLOCKTYPE type);
    int enter_span(MD_SPANTYPE type, void* detail);
    int leave_span(MD_SPANTYPE type);
    int text(MD_TEXTTYPE type, std::string_view text);

private:
    bool body() const { return options_.mode == RenderOptions::Mode::body; }
    bool at_top() const { return blocks_open_ == 1; }

    void open(MD_BLOCKTYPE type, void* detail);
    void close(MD_BLOCKTYPE type);
    void open_cell(std::string_view name, const MD_BLOCK_TD_DETAIL& cell);
    void close_cell(std::string_view name);
    void open_table();
    void close_table();
    void close_heading();
    void close_paragraph();
    void close_span();
    /// md4c can leave a span open at the end of a cell (an address in it that holds a bar).
    void close_spans();
    void open_link(const MD_SPAN_A_DETAIL& link);
    void close_link();
    void open_picture(const MD_SPAN_IMG_DETAIL& image);
    void close_picture();
    void print(std::string_view text);
    void print_as_typed(std::string_view text);
    void see(const char* text);
    int line_inside(const MD_ATTRIBUTE& address) const;
    void read_marker();
    void read_typed(const TypedBlock& typed);
    void close_note();
    void end_prose();
    bool too_much();
    void fault(int line, std::string code, std::string sentence) {
        result_.faults.push_back({line, std::move(code), std::move(sentence)});
    }

    const Scan& scan_;
    const RenderOptions& options_;
    SourceLines lines_;
    Outline outline_;
    Parsed result_;

    std::string html_;         // of the prose, table or note that is being written
    std::size_t written_ = 0;  // of those that are done
    int prose_line_ = 0;
    std::optional<Block> note_;

    int blocks_open_ = 0;
    std::vector<MD_SPANTYPE> spans_;
    std::size_t start_ = 0;  // in html_: of the paragraph, heading or cell that is being written
    int heading_ = 0;        // its level as written
    std::string heading_text_;
    std::size_t next_marker_ = 0;
    bool marker_here_ = false;

    struct Link {
        Address::Kind kind = Address::Kind::nowhere;
        bool printed = false;
        std::size_t start = 0;  // of its text, in html_
        std::string href;
        int line = 0;  // 0: not yet known
    };
    std::vector<Link> links_;
    int images_open_ = 0;
    Picture picture_;
    std::vector<Picture> pictures_;  // of this paragraph
    bool words_ = false;             // it says something beside its pictures
};

/// What an attribute says, its character references resolved.
std::string text_of(const MD_ATTRIBUTE& attribute);

}  // namespace kolokol::markup
