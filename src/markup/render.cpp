#include "markup/render.hpp"

#include <algorithm>
#include <new>

#include <fmt/format.h>

#include "markup/renderer.hpp"

namespace kolokol::markup {

namespace {

constexpr std::size_t most_html = 8U << 20U;

Renderer& renderer(void* self) {
    return *static_cast<Renderer*>(self);
}

MD_PARSER callbacks() {
    MD_PARSER parser{};
    parser.flags =
        MD_FLAG_NOHTML | MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_PERMISSIVEURLAUTOLINKS;
    parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* self) {
        return renderer(self).enter_block(type, detail);
    };
    parser.leave_block = [](MD_BLOCKTYPE type, void* /*detail*/, void* self) {
        return renderer(self).leave_block(type);
    };
    parser.enter_span = [](MD_SPANTYPE type, void* detail, void* self) {
        return renderer(self).enter_span(type, detail);
    };
    parser.leave_span = [](MD_SPANTYPE type, void* /*detail*/, void* self) {
        return renderer(self).leave_span(type);
    };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* self) {
        return renderer(self).text(type, {text, size});
    };
    return parser;
}

}  // namespace

Parsed Renderer::run() {
    const auto parser = callbacks();
    const auto answer =
        md_parse(scan_.markdown.data(), static_cast<MD_SIZE>(scan_.markdown.size()), &parser, this);
    if (answer < 0) throw std::bad_alloc();  // the one failure that md4c has of its own
    end_prose();
    if (answer == 0)
        for (; next_marker_ < scan_.markers.size(); ++next_marker_)
            fault(lines_.line(scan_.markers[next_marker_].offset), "markup.unknown_block",
                  "a line that begins with “:::” stands inside code here: indent it by four "
                  "blanks or begin the code at the margin");
    return std::move(result_);
}

bool Renderer::too_much() {
    if (written_ + html_.size() <= most_html) return false;
    fault(lines_.last(), "markup.too_long",
          "the text becomes more than 8 MiB of HTML here: divide it");
    return true;
}

void Renderer::end_prose() {
    if (html_.empty()) return;
    Block prose;
    prose.line = std::max(prose_line_, 1);
    written_ += html_.size();
    prose.html = SafeHtml::vouched_for(std::move(html_));
    html_.clear();
    result_.document.blocks.push_back(std::move(prose));
}

void Renderer::read_marker() {
    const auto& marker = scan_.markers[next_marker_++];
    if (note_) close_note();
    if (!marker.opens) return;
    end_prose();
    const auto& typed = scan_.blocks[*marker.opens];
    if (typed.kind != Block::Kind::note) return read_typed(typed);
    note_.emplace();
    note_->kind = Block::Kind::note;
    note_->line = typed.line;
    note_->title = typed.argument;
}

void Renderer::close_note() {
    if (html_.empty())
        fault(note_->line, "markup.empty_block",
              "the block :::note says nothing: write its text below it");
    written_ += html_.size();
    note_->html = SafeHtml::vouched_for(std::move(html_));
    html_.clear();
    result_.document.blocks.push_back(std::move(*note_));
    note_.reset();
}

void Renderer::read_typed(const TypedBlock& typed) {
    Block block;
    block.kind = typed.kind;
    block.line = typed.line;
    if (typed.kind == Block::Kind::pull_quote) {
        read_quote(typed, block, result_.faults);
    } else if (const auto picture = read_card(typed, block, result_.faults)) {
        Scan line;
        line.markdown = picture->markdown;
        RenderOptions options;
        options.first_line = picture->line;
        auto parsed = render(line, options);
        auto& blocks = parsed.document.blocks;
        const bool one = blocks.size() == 1 && blocks.front().kind == Block::Kind::figure;
        if (one)
            block.figure = std::move(blocks.front().figure);
        else if (parsed.faults.empty())
            fault(picture->line, "markup.unknown_line",
                  "a card's picture is ![alternative text](picture.jpg \"| photographer | | "
                  "licence\")");
        result_.faults.insert(result_.faults.end(), parsed.faults.begin(), parsed.faults.end());
    }
    result_.document.blocks.push_back(std::move(block));
}

Parsed render(const Scan& scan, const RenderOptions& options) {
    return Renderer(scan, options).run();
}

}  // namespace kolokol::markup
