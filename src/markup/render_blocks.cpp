#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/text.hpp"
#include "markup/characters.hpp"
#include "markup/figure.hpp"
#include "markup/renderer.hpp"

namespace kolokol::markup {

namespace {

constexpr int deepest = 40;

/// Lists, quotes and rules: elements without a rule of their own.
std::string_view plain_element(MD_BLOCKTYPE type) {
    switch (type) {
        case MD_BLOCK_QUOTE:
            return "blockquote";
        case MD_BLOCK_UL:
            return "ul";
        case MD_BLOCK_OL:
            return "ol";
        case MD_BLOCK_LI:
            return "li";
        case MD_BLOCK_THEAD:
            return "thead";
        case MD_BLOCK_TBODY:
            return "tbody";
        case MD_BLOCK_TR:
            return "tr";
        default:
            return {};
    }
}

}  // namespace

int Renderer::enter_block(MD_BLOCKTYPE type, void* detail) {
    if (type == MD_BLOCK_DOC) return 0;
    if (++blocks_open_ > deepest) {
        fault(lines_.last(), "markup.too_deep",
              "lists and quotes nest too deep below this line: at most 40 levels");
        return 1;
    }
    if (html_.empty()) prose_line_ = 0;
    open(type, detail);
    return 0;
}

void Renderer::open(MD_BLOCKTYPE type, void* detail) {
    switch (type) {
        case MD_BLOCK_P:
            start_ = html_.size();
            pictures_.clear();
            words_ = false;
            html_ += "<p>";
            break;
        case MD_BLOCK_H:
            start_ = html_.size();
            heading_ = static_cast<int>(static_cast<MD_BLOCK_H_DETAIL*>(detail)->level);
            heading_text_.clear();
            break;
        case MD_BLOCK_HR:
            html_ += "<hr>\n";
            break;
        case MD_BLOCK_CODE:
            // Code reads from left to right, also among Arabic; who has no mouse scrolls by keys.
            html_ += "<pre dir=\"ltr\" tabindex=\"0\"><code>";
            break;
        case MD_BLOCK_OL: {
            const auto first = static_cast<MD_BLOCK_OL_DETAIL*>(detail)->start;
            html_ += first == 1 ? "<ol>\n" : fmt::format("<ol start=\"{}\">\n", first);
            break;
        }
        case MD_BLOCK_TABLE:
            open_table();
            break;
        case MD_BLOCK_TH:
            open_cell("th scope=\"col\"", *static_cast<MD_BLOCK_TD_DETAIL*>(detail));
            break;
        case MD_BLOCK_TD:
            open_cell("td", *static_cast<MD_BLOCK_TD_DETAIL*>(detail));
            break;
        default:
            html_.append("<").append(plain_element(type)).append(">");
            if (type != MD_BLOCK_LI) html_ += '\n';
    }
}

int Renderer::leave_block(MD_BLOCKTYPE type) {
    if (type == MD_BLOCK_DOC) return 0;
    close_spans();
    close(type);
    --blocks_open_;
    return too_much() ? 1 : 0;
}

void Renderer::close(MD_BLOCKTYPE type) {
    switch (type) {
        case MD_BLOCK_P:
            return close_paragraph();
        case MD_BLOCK_H:
            return close_heading();
        case MD_BLOCK_HR:
            return;
        case MD_BLOCK_CODE:
            html_ += "</code></pre>\n";
            return;
        case MD_BLOCK_TABLE:
            return close_table();
        case MD_BLOCK_TH:
            return close_cell("th");
        case MD_BLOCK_TD:
            return close_cell("td");
        default:
            html_.append("</").append(plain_element(type)).append(">\n");
    }
}

void Renderer::open_table() {
    if (at_top() && !note_ && body()) {
        end_prose();
        prose_line_ = 0;
        html_ += "<table>\n";
    } else {
        // Wider than the note or quote that it stands in, it scrolls by itself.
        html_ += "<div class=\"table\" tabindex=\"0\"><table>\n";
    }
}

void Renderer::close_table() {
    html_ += "</table>\n";
    if (!at_top() || note_ || !body()) {
        html_ += "</div>\n";
        return;
    }
    Block table;
    table.kind = Block::Kind::table;
    table.line = std::max(prose_line_, 1);
    written_ += html_.size();
    table.html = SafeHtml::vouched_for(std::move(html_));
    html_.clear();
    result_.document.blocks.push_back(std::move(table));
}

void Renderer::open_cell(std::string_view name, const MD_BLOCK_TD_DETAIL& cell) {
    start_ = html_.size();
    html_.append("<").append(name);
    // Left is where a line starts: in Arabic that is the right, as the writer means it.
    if (cell.align == MD_ALIGN_CENTER) html_ += " class=\"align-center\"";
    if (cell.align == MD_ALIGN_RIGHT) html_ += " class=\"align-end\"";
    html_ += '>';
}

void Renderer::close_cell(std::string_view name) {
    if (name == "th" && html_.ends_with('>') && html_.find('>', start_) + 1 == html_.size()) {
        html_.resize(start_);  // a header that names nothing is none
        html_ += "<td></td>\n";
        return;
    }
    html_.append("</").append(name).append(">\n");
}

void Renderer::close_heading() {
    const int written = std::exchange(heading_, 0);
    if (std::exchange(marker_here_, false)) return read_marker();
    const std::string inside = html_.substr(start_);
    html_.resize(start_);
    if (trim(inside).empty()) return;
    const int level = outline_.level(written);
    html_ += fmt::format("<h{}", level);
    if (body()) {
        html_ += " id=\"";
        append_escaped(html_, outline_.id(heading_text_));
        html_ += '"';
    }
    html_ += fmt::format(">{}</h{}>\n", inside, level);
}

void Renderer::close_paragraph() {
    html_ += "</p>\n";
    if (pictures_.empty()) return;
    if (words_) {
        for (const auto& picture : pictures_)
            fault(picture.line, "markup.picture_inside_text",
                  "a picture stands in a paragraph of its own: put a blank line before and behind "
                  "it");
        return;
    }
    html_.resize(start_);
    end_prose();
    for (auto& picture : pictures_) {
        auto& figure = picture.figure;
        if (auto wrong = check_picture(figure.picture, picture.line))
            result_.faults.push_back(std::move(*wrong));
        if (auto wrong = read_title(picture.title, picture.line, figure))
            result_.faults.push_back(std::move(*wrong));
        Block block;
        block.kind = Block::Kind::figure;
        block.line = picture.line;
        block.figure.push_back(std::move(figure));
        result_.document.blocks.push_back(std::move(block));
    }
}

}  // namespace kolokol::markup
