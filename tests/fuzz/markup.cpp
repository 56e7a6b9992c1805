// Whatever a body holds, the HTML made of it is well-formed and of the allow-list: balanced
// elements, quoted attributes, addresses that lead where they may, text that feeds can hold; and it
// stays so when its marks are set.

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <set>
#include <string_view>
#include <vector>

#include "base/text.hpp"
#include "markup/document.hpp"
#include "markup/typography.hpp"

namespace {

using kolokol::markup::Block;
using namespace std::string_view_literals;

void check_address(std::string_view href) {
    assert(href.starts_with("https://") || href.starts_with("http://") ||
           href.starts_with("HTTP") || href.starts_with("mailto:") || href.starts_with('#') ||
           (href.starts_with('/') && !href.starts_with("//")) ||
           kolokol::ascii_lower(href.substr(0, 8)).starts_with("http"sv) ||
           kolokol::ascii_lower(href.substr(0, 7)) == "mailto:");
    assert(href.find_first_of("\\ \n\t<>\"") == std::string_view::npos);
}

/// The attributes of one tag: ` name="value"`, any number.
void check_attributes(std::string_view rest) {
    static const std::set<std::string_view> known{"href", "rel",   "title",    "id",   "class",
                                                  "dir",  "scope", "tabindex", "start"};
    while (!rest.empty()) {
        assert(rest.front() == ' ');
        rest.remove_prefix(1);
        const auto equals = rest.find("=\"");
        assert(equals != std::string_view::npos);
        const auto name = rest.substr(0, equals);
        assert(known.contains(name));
        rest.remove_prefix(equals + 2);
        const auto shut = rest.find('"');
        assert(shut != std::string_view::npos);
        if (name == "href") check_address(rest.substr(0, shut));
        rest.remove_prefix(shut + 1);
    }
}

void check_html(std::string_view html) {
    static const std::set<std::string_view> known{
        "p",     "em",    "strong",     "del", "a",  "code", "pre", "ul",
        "ol",    "li",    "blockquote", "h2",  "h3", "h4",   "h5",  "h6",
        "table", "thead", "tbody",      "tr",  "th", "td",   "div"};
    std::vector<std::string_view> open;
    assert(kolokol::is_utf8(html));
    while (true) {
        const auto start = html.find('<');
        const auto text = html.substr(0, start);
        assert(text.find_first_of(">\"") == std::string_view::npos);
        for (const char c : text)
            assert(static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t');
        if (start == std::string_view::npos) break;
        const auto shut = html.find('>', start);
        assert(shut != std::string_view::npos);
        const auto tag = html.substr(start + 1, shut - start - 1);
        html.remove_prefix(shut + 1);
        const auto name_end = std::min(tag.find(' '), tag.size());
        if (tag.starts_with('/')) {
            assert(!open.empty() && open.back() == tag.substr(1));
            open.pop_back();
        } else if (tag != "hr" && tag != "br") {
            assert(known.contains(tag.substr(0, name_end)));
            if (tag.starts_with("a "))
                for (const auto name : open)
                    assert(name != "a");
            check_attributes(tag.substr(name_end));
            open.push_back(tag.substr(0, name_end));
        }
    }
    assert(open.empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto parsed = kolokol::markup::parse(text);
    int lines = 1;
    for (const char c : text)
        lines += c == '\n' || c == '\r';
    for (const auto& fault : parsed.faults)
        assert(fault.line >= 1 && fault.line <= lines && !fault.sentence.empty());
    for (const auto& link : parsed.links)
        assert(link.line >= 1 && link.line <= lines && link.href.starts_with('/'));
    bool too_much = false;  // a document that was given up is cut off
    for (const auto& fault : parsed.faults)
        too_much = too_much || fault.code == "markup.too_deep" || fault.code == "markup.too_long";
    for (const auto& block : parsed.document.blocks) {
        assert(block.line >= 1 && block.line <= lines);
        assert(block.kind != Block::Kind::figure || block.figure.size() == 1);
        assert(block.figure.size() <= 1);
        if (!too_much) check_html(block.html.text());
    }
    assert(kolokol::is_utf8(kolokol::markup::plain_text(parsed.document)));
    for (const char* tag : {"en", "ru", "fr", "ja"}) {
        const auto language = kolokol::Language::parse(tag).value();
        auto set = parsed.document;
        kolokol::markup::typeset(set, language);
        for (const auto& block : set.blocks)
            if (!too_much) check_html(block.html.text());
        if (kolokol::is_utf8(text))
            assert(kolokol::is_utf8(kolokol::markup::typeset(text, language)));
    }
    const auto fragment = kolokol::markup::fragment(text);
    check_html(fragment.text());
    return 0;
}
