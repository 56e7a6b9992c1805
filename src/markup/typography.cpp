#include "markup/typography.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "markup/marks.hpp"

namespace kolokol::markup {

namespace {

/// The paragraphs of HTML that this room has written, one after the other: their text without tags,
/// and where each byte of it stands.
class Paragraphs {
public:
    Paragraphs(std::string_view html, const Custom& custom) : html_(html), custom_(custom) {}

    std::string set() {
        while (at_ < html_.size()) {
            if (html_[at_] == '<')
                tag();
            else if (html_[at_] == '&')
                reference();
            else
                words();
        }
        end_paragraph();
        out_.append(html_, done_);
        return std::move(out_);
    }

private:
    /// From `text` on, the text of the paragraph stands at `html` byte for byte, up to the next
    /// run.
    struct Run {
        std::size_t text;
        std::size_t html;
    };

    void words() {
        std::size_t end = at_;  // plainer than find_first_of(), which costs as much as all the rest
        while (end < html_.size() && html_[end] != '<' && html_[end] != '&')
            ++end;
        runs_.push_back({text_.size(), at_});
        text_.append(html_, at_, end - at_);
        at_ = end;
    }
    void add(char c, std::size_t length) {
        runs_.push_back({text_.size(), at_});
        text_ += c;
        at_ += length;
    }
    /// Edits come in order, and so do the places that they ask for.
    std::size_t place(std::size_t at) {
        while (run_ + 1 < runs_.size() && runs_[run_ + 1].text <= at)
            ++run_;
        return runs_[run_].html + (at - runs_[run_].text);
    }

    /// Something that is a word to its neighbours and is left as it is.
    void add_word(std::size_t length) { add('x', length); }

    void tag() {
        const auto end = std::min(html_.find('>', at_), html_.size() - 1) + 1;
        auto name = html_.substr(at_ + 1, end - at_ - 2);
        if (name.starts_with('/')) name.remove_prefix(1);
        name = name.substr(0, name.find(' '));
        constexpr std::array<std::string_view, 4> inside{"em", "strong", "del", "a"};
        if (name == "code" || name == "pre") return code(name);
        if (name == "br") return add(' ', end - at_);
        if (std::ranges::find(inside, name) == inside.end()) end_paragraph();
        at_ = end;
    }

    void code(std::string_view name) {
        const std::string close = "</" + std::string(name) + ">";
        const auto end = html_.find(close, at_);
        const auto behind = end == html_.npos ? html_.size() : end + close.size();
        if (name == "pre") {
            end_paragraph();
            at_ = behind;
        } else {
            add_word(behind - at_);
        }
    }

    /// A quote that a writer typed, or something that stays as it is written.
    void reference() {
        const auto end = html_.substr(at_, 12).find(';');
        const auto length = end == std::string_view::npos ? 1 : end + 1;
        if (html_.substr(at_, length) == "&quot;") return add('"', length);
        add_word(length);
    }

    void end_paragraph() {
        edits_.clear();
        find_edits(text_, custom_, edits_);
        for (const Edit& edit : edits_)
            apply(edit);
        text_.clear();
        runs_.clear();
        run_ = 0;
    }

    void apply(const Edit& edit) {
        const std::size_t from = place(edit.at);
        const std::size_t last = place(edit.at + edit.length - 1);
        // Marks that a tag divides are not one: "-<em>-</em>".
        if (edit.length > 1 && last - from != edit.length - 1) return;
        if (html_[from] == '<') return;  // the blank that a line's end stands for
        out_.append(html_, done_, from - done_).append(edit.mark);
        done_ = html_[last] == '&' ? html_.find(';', last) + 1 : last + 1;
    }

    std::string_view html_;
    const Custom& custom_;
    std::size_t at_ = 0;
    std::size_t done_ = 0;  // up to here html_ stands in out_
    std::string out_;
    std::string text_;
    std::vector<Run> runs_;
    std::size_t run_ = 0;
    std::vector<Edit> edits_;
};

std::string typeset(std::string_view text, const Custom& custom) {
    std::string out;
    std::vector<Edit> edits;
    find_edits(text, custom, edits);
    std::size_t done = 0;
    for (const Edit& edit : edits) {
        out.append(text, done, edit.at - done).append(edit.mark);
        done = edit.at + edit.length;
    }
    return out.append(text, done);
}

}  // namespace

std::string typeset(std::string_view text, const Language& language) {
    return typeset(text, custom_of(language.tag()));
}

SafeHtml typeset(const SafeHtml& html, const Language& language) {
    return SafeHtml::vouched_for(Paragraphs(html.text(), custom_of(language.tag())).set());
}

void typeset(Document& document, const Language& language) {
    const Custom& custom = custom_of(language.tag());
    for (Block& block : document.blocks) {
        if (!block.html.text().empty())
            block.html = SafeHtml::vouched_for(Paragraphs(block.html.text(), custom).set());
        for (std::string* text : {&block.text, &block.who, &block.title, &block.source})
            *text = typeset(*text, custom);
        for (Figure& figure : block.figure)
            figure.caption = typeset(figure.caption, custom);
    }
}

}  // namespace kolokol::markup
