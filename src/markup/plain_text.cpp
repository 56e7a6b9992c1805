#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "markup/characters.hpp"
#include "markup/document.hpp"

namespace kolokol::markup {

namespace {

/// Elements of ours that stand inside a line.
bool inside_line(std::string_view tag) {
    constexpr std::array<std::string_view, 5> names{"em", "strong", "del", "a", "code"};
    if (tag.starts_with('/')) tag.remove_prefix(1);
    return std::ranges::find(names, tag.substr(0, tag.find(' '))) != names.end();
}

void end_line(std::string& text) {
    while (text.ends_with(' '))
        text.pop_back();
    if (!text.empty() && !text.ends_with('\n')) text += '\n';
}

void add_words(std::string& text, std::string_view html) {
    for (const char c : resolve_references(html)) {
        const bool blank = c == '\n' || c == '\t' || c == ' ';
        if (!blank)
            text += c;
        else if (!text.empty() && text.back() != ' ' && text.back() != '\n')
            text += ' ';
    }
}

/// The HTML is this room's own: no "<" or ">" stands in texts and attributes.
void add_html(std::string& text, std::string_view html) {
    while (!html.empty()) {
        const auto open = html.find('<');
        add_words(text, html.substr(0, open));
        if (open == std::string_view::npos) break;
        const auto shut = html.find('>', open);
        const auto tag = html.substr(open + 1, shut - open - 1);
        if (!inside_line(tag)) end_line(text);
        html.remove_prefix(shut + 1);
    }
    end_line(text);
}

}  // namespace

std::string plain_text(const Document& document) {
    std::string text;
    for (const auto& block : document.blocks) {
        using Kind = Block::Kind;
        if (block.kind == Kind::figure || block.kind == Kind::card) continue;
        for (const std::string_view line :
             {std::string_view(block.title), std::string_view(block.text)}) {
            text += line;
            end_line(text);
        }
        add_html(text, block.html.text());
    }
    if (text.ends_with('\n')) text.pop_back();
    return text;
}

}  // namespace kolokol::markup
