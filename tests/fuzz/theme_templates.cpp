// Any bytes may be a template, and any bytes a value: what is printed has the elements and
// attributes that it has with a harmless value, so no value ever adds one.

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "theme/catalogue.hpp"
#include "theme/compiler.hpp"
#include "theme/renderer.hpp"

namespace {

using kolokol::Result;
using namespace kolokol::theme;

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}
bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// The tags of a page with the names of their attributes; text and values are left out. A reader
/// of its own, which shares nothing with the engine. Text elements end at their end tag.
class Shape {
public:
    explicit Shape(std::string_view html) : html_(html) {
        while (at_ < html_.size())
            text();
    }
    const std::string& told() const { return told_; }

private:
    char peek(std::size_t more = 0) const {
        return at_ + more < html_.size() ? html_[at_ + more] : '\0';
    }

    void text() {
        if (peek() != '<') {
            ++at_;
        } else if (html_.substr(at_, 4) == "<!--") {
            const std::size_t end = html_.find("-->", at_ + 4);
            const std::size_t bang = html_.find("--!>", at_ + 4);
            told_ += "<!-->";
            at_ = std::min(std::min(end, bang), html_.size());
            at_ = std::min(html_.find('>', at_), html_.size() - 1) + 1;
        } else if (is_letter(peek(1)) || (peek(1) == '/' && is_letter(peek(2)))) {
            tag();
        } else {
            told_ += "<?";
            ++at_;
        }
    }

    void tag() {
        const std::size_t begin = at_;
        while (at_ < html_.size() && !is_blank(peek()) && peek() != '>' &&
               (peek() != '/' || at_ == begin + 1))
            ++at_;
        const std::string name(html_.substr(begin, at_ - begin));
        told_ += name;
        attributes();
        told_ += '>';
        for (const char* raw : {"<title", "<textarea", "<script", "<style", "<iframe"})
            if (lower(name) == raw) skip_raw("</" + std::string(raw + 1));
    }

    void attributes() {
        while (at_ < html_.size() && peek() != '>') {
            if (is_blank(peek()) || peek() == '/') {
                ++at_;
                continue;
            }
            told_ += ' ';
            do
                told_ += html_[at_++];
            while (at_ < html_.size() && !is_blank(peek()) && peek() != '>' && peek() != '/' &&
                   peek() != '=');
            while (is_blank(peek()))
                ++at_;
            if (peek() == '=') value();
        }
        ++at_;
    }

    void value() {
        ++at_;
        while (is_blank(peek()))
            ++at_;
        if (peek() == '"' || peek() == '\'') {
            at_ = std::min(html_.find(peek(), at_ + 1), html_.size() - 1) + 1;
            return;
        }
        while (at_ < html_.size() && !is_blank(peek()) && peek() != '>')
            ++at_;
    }

    static std::string lower(std::string text) {
        for (char& c : text)
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        return text;
    }

    /// </titles> does not end a title.
    bool ends_here(const std::string& end) const {
        const char next = peek(end.size());
        return lower(std::string(html_.substr(at_, end.size()))) == end &&
               (is_blank(next) || next == '/' || next == '>');
    }

    void skip_raw(const std::string& end) {
        while (at_ < html_.size() && !ends_here(end))
            ++at_;
    }

    std::string_view html_;
    std::size_t at_ = 0;
    std::string told_;
};

Result<std::string> printed(const CompiledTemplates& compiled, std::uint32_t piece,
                            const std::string& text) {
    const Catalogue english;
    const Phrasebook phrases(compiled.program, english);
    const Record record{{"a", text}, {"b", text}};
    const Record model{{"a", text},
                       {"b", record},
                       {"c", List{record, text}},
                       {"h", kolokol::SafeHtml::vouched_for("<i>x</i>")},
                       {"j", JsonText{"{\"x\":\"</script>\"}"}},
                       {"n", 3}};
    return render(compiled.program, piece, phrases, false, model);
}

}  // namespace

/// Two templates and a value, parted by NUL bytes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view all(reinterpret_cast<const char*>(data), size);
    const std::size_t first = all.find('\0');
    if (first == std::string_view::npos) return 0;
    const std::size_t second = all.find('\0', first + 1);
    if (second == std::string_view::npos) return 0;
    const auto compiled = compile({{"page", std::string(all.substr(0, first))},
                                   {"p", std::string(all.substr(first + 1, second - first - 1))}});
    const auto page = compiled.program.pages.find("page");
    if (!compiled.faults.empty() || page == compiled.program.pages.end()) return 0;
    const auto harmless = printed(compiled, page->second, "x");
    // Letters beside the value: a text of blanks or Arabic alone takes other ways.
    const auto hostile = printed(compiled, page->second, "x" + std::string(all.substr(second + 1)));
    if (harmless && hostile) assert(Shape(*harmless).told() == Shape(*hostile).told());
    return 0;
}
