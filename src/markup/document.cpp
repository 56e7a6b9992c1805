#include "markup/document.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "markup/render.hpp"

namespace kolokol::markup {

namespace {

constexpr std::size_t most_bytes = 1U << 20U;
/// md4c's time grows with the square of a paragraph's lines when each holds a link.
constexpr int most_lines_in_a_row = 5000;

/// Lines end with '\n' alone, so that a line is the same thing to every part of this room.
std::string with_plain_line_ends(std::string_view text) {
    if (text.find('\r') == std::string_view::npos) return std::string(text);
    std::string plain;
    plain.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\r')
            plain += text[i];
        else if (i + 1 == text.size() || text[i + 1] != '\n')
            plain += '\n';
    }
    return plain;
}

/// `text` has plain line ends.
std::optional<Fault> check_lines(std::string_view text) {
    int number = 0;
    int in_a_row = 0;
    for (const auto line : split(text, '\n')) {
        ++number;
        in_a_row = trim(line).empty() ? 0 : in_a_row + 1;
        if (in_a_row > most_lines_in_a_row)
            return Fault{number, "markup.too_long",
                         "more than 5,000 lines without an empty one end here: divide them"};
    }
    return std::nullopt;
}

std::optional<Fault> check_text(std::string_view text) {
    if (text.size() > most_bytes)
        return Fault{1, "markup.too_long", "the text has more than 1 MiB: divide it"};
    const auto fault = utf8_fault(text);
    if (fault == no_fault) return std::nullopt;
    const auto line = 1 + std::ranges::count(text.substr(0, fault), '\n');
    return Fault{static_cast<int>(line), "markup.not_utf8",
                 "the text is not UTF-8 here: save it as UTF-8"};
}

}  // namespace

Parsed parse(std::string_view text, std::string_view ids) {
    if (const auto fault = check_text(text)) return Parsed{{}, {}, {}, {*fault}};
    const auto plain = with_plain_line_ends(text);
    if (const auto fault = check_lines(plain)) return Parsed{{}, {}, {}, {*fault}};
    auto scan = scan_typed_blocks(plain);
    RenderOptions options;
    options.ids = ids;
    auto parsed = render(scan, options);
    parsed.faults.insert(parsed.faults.end(), scan.faults.begin(), scan.faults.end());
    std::ranges::stable_sort(parsed.faults, {}, &Fault::line);
    return parsed;
}

SafeHtml fragment(std::string_view text) {
    if (check_text(text)) return {};
    Scan scan;
    scan.markdown = with_plain_line_ends(text);
    if (check_lines(scan.markdown)) return {};
    RenderOptions options;
    options.mode = RenderOptions::Mode::fragment;
    auto parsed = render(scan, options);
    // A fragment has no faults but depth and length, past which its elements are left open.
    if (!parsed.faults.empty() || parsed.document.blocks.empty()) return {};
    return std::move(parsed.document.blocks.front().html);
}

}  // namespace kolokol::markup
