#include "markup/typed_blocks.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "markup/address.hpp"

namespace kolokol::markup {

namespace {

using Kind = Block::Kind;

std::string_view word_of(Kind kind) {
    if (kind == Kind::pull_quote) return "quote";
    return kind == Kind::card ? "card" : "note";
}

std::optional<Kind> kind_named(std::string_view word) {
    if (word == "quote") return Kind::pull_quote;
    if (word == "note") return Kind::note;
    if (word == "card") return Kind::card;
    return std::nullopt;
}

/// A fence of code at the left margin hides what looks like a mark in it. Fences further in belong
/// to lists or quotes, which a mark at the margin ends.
class Fence {
public:
    bool open() const { return length_ > 0; }
    void see(std::string_view line) {
        if (!open()) {
            const auto length = run(line);
            if (length < 3) return;
            const auto info = line.substr(length);
            if (line.front() == '`' && info.find('`') != std::string_view::npos) return;
            letter_ = line.front();
            length_ = length;
            return;
        }
        const auto indent = std::min(line.find_first_not_of(' '), line.size());
        line.remove_prefix(indent);
        const auto length = run(line);
        const bool closes = indent < 4 && length >= length_ && line.front() == letter_ &&
                            trim(line.substr(length)).empty();
        if (closes) length_ = 0;
    }

private:
    static std::size_t run(std::string_view line) {
        if (line.empty() || (line.front() != '`' && line.front() != '~')) return 0;
        return std::min(line.find_first_not_of(line.front()), line.size());
    }
    char letter_ = 0;
    std::size_t length_ = 0;
};

class Scanner {
public:
    explicit Scanner(std::string_view text) : text_(text) { scan_.markdown.reserve(text.size()); }

    Scan run() {
        std::size_t at = 0;
        while (at < text_.size()) {
            const auto end = std::min(text_.find('\n', at), text_.size());
            see(at, end);
            if (end < text_.size()) scan_.markdown += '\n';
            at = end + 1;
            ++line_;
        }
        if (open_) unclosed(text_.size());
        return std::move(scan_);
    }

private:
    bool literal() const { return open_ && scan_.blocks[*open_].kind != Kind::note; }

    void see(std::size_t at, std::size_t end) {
        const auto line = text_.substr(at, end - at);
        if (!literal()) fence_.see(line);
        const auto indent = std::min(line.find_first_not_of(' '), line.size());
        const bool mark = indent < 4 && line.substr(indent).starts_with(":::") && !fence_.open();
        if (mark) return see_mark(at, end, trim(line.substr(indent)));
        if (!literal()) scan_.markdown.append(line);
    }

    void see_mark(std::size_t at, std::size_t end, std::string_view mark) {
        mark.remove_prefix(std::min(mark.find_first_not_of(':'), mark.size()));
        mark = trim(mark);
        if (mark.empty()) return close(at);
        const auto blank_at = std::min(mark.find_first_of(" \t"), mark.size());
        const auto kind = kind_named(mark.substr(0, blank_at));
        if (!kind) {
            fault("markup.unknown_block",
                  fmt::format("“:::{}” is no kind of block: write :::quote, :::note or :::card",
                              mark.substr(0, blank_at)));
            return;
        }
        if (open_) unclosed(at);
        open_ = scan_.blocks.size();
        scan_.blocks.push_back({*kind, line_, trim(mark.substr(blank_at)),
                                text_.substr(std::min(end + 1, text_.size()), 0)});
        mark_place(open_);
    }

    void close(std::size_t at) {
        if (!open_) {
            fault("markup.unknown_block",
                  "“:::” closes a block, and none is open: remove the line or open one with "
                  ":::quote, :::note or :::card");
            return;
        }
        if (end_content(at).kind == Kind::note) mark_place(std::nullopt);
        open_.reset();
    }

    const TypedBlock& end_content(std::size_t at) {
        auto& block = scan_.blocks[*open_];
        const auto begin = static_cast<std::size_t>(block.content.data() - text_.data());
        block.content = text_.substr(begin, at - begin);
        return block;
    }

    void unclosed(std::size_t at) {
        const auto& block = end_content(at);
        scan_.faults.push_back(
            {block.line, "markup.unclosed_block",
             fmt::format("the block :::{} is not closed: write ::: on a line of its own at its end",
                         word_of(block.kind))});
        open_.reset();
    }

    /// An empty line before the heading: a table ends with nothing less.
    void mark_place(std::optional<std::size_t> opens) {
        auto& markdown = scan_.markdown;
        scan_.added.push_back(markdown.size());
        markdown += "\n# x";
        scan_.markers.push_back({markdown.size() - 1, opens});
    }

    void fault(std::string code, std::string sentence) {
        scan_.faults.push_back({line_, std::move(code), std::move(sentence)});
    }

    std::string_view text_;
    Scan scan_;
    Fence fence_;
    std::optional<std::size_t> open_;
    int line_ = 1;
};

}  // namespace

Scan scan_typed_blocks(std::string_view text) {
    return Scanner(text).run();
}

void read_quote(const TypedBlock& typed, Block& block, std::vector<Fault>& faults) {
    block.who = typed.argument;
    for (const auto part : split(typed.content, '\n')) {
        const auto line = trim(part);
        if (line.empty()) continue;
        if (!block.text.empty()) block.text += ' ';
        block.text += line;
    }
    if (block.text.empty())
        faults.push_back({typed.line, "markup.empty_block",
                          "the block :::quote says nothing: write what was said below it"});
}

std::optional<CardPicture> read_card(const TypedBlock& typed, Block& block,
                                     std::vector<Fault>& faults) {
    const auto address = read_address(typed.argument);
    block.href = address.href;
    if (address.kind != Address::Kind::outbound)
        faults.push_back({typed.line, "markup.bad_address",
                          fmt::format("“{}” is no address for a card: write :::card https://…",
                                      typed.argument)});
    std::optional<CardPicture> picture;
    int number = typed.line;
    for (const auto part : split(typed.content, '\n')) {
        ++number;
        const auto line = trim(part);
        if (line.empty()) continue;
        if (line.starts_with("title:") && block.title.empty()) {
            block.title = trim(line.substr(6));
        } else if (line.starts_with("source:") && block.source.empty()) {
            block.source = trim(line.substr(7));
        } else if (line.starts_with("![") && !picture) {
            picture = CardPicture{line, number};
        } else {
            faults.push_back({number, "markup.unknown_line",
                              "a card holds one line “title: …”, one “source: …” and at most one "
                              "picture: remove this line"});
        }
    }
    if (block.title.empty())
        faults.push_back({typed.line, "markup.card_without_title",
                          "the card has no title: add a line “title: what it is called”"});
    return picture;
}

}  // namespace kolokol::markup
