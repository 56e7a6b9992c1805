#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "markup/address.hpp"
#include "markup/characters.hpp"
#include "markup/renderer.hpp"

namespace kolokol::markup {

namespace {

constexpr std::size_t deepest = 40;

std::string_view element_of(MD_SPANTYPE type) {
    switch (type) {
        case MD_SPAN_EM:
            return "em";
        case MD_SPAN_STRONG:
            return "strong";
        case MD_SPAN_DEL:
            return "del";
        case MD_SPAN_CODE:
            return "code";
        default:
            return {};
    }
}

}  // namespace

std::string text_of(const MD_ATTRIBUTE& attribute) {
    std::string text;
    if (attribute.text == nullptr || attribute.size == 0) return text;
    for (std::size_t i = 0; attribute.substr_offsets[i] < attribute.size; ++i) {
        const auto from = attribute.substr_offsets[i];
        const std::string_view part(attribute.text + from, attribute.substr_offsets[i + 1] - from);
        if (attribute.substr_types[i] == MD_TEXT_ENTITY)
            append_reference(text, part);
        else
            text.append(part);
    }
    return text;
}

int Renderer::enter_span(MD_SPANTYPE type, void* detail) {
    if (spans_.size() == deepest) {
        fault(lines_.last(), "markup.too_deep", "emphasis nests too deep here: at most 40 levels");
        return 1;
    }
    spans_.push_back(type);
    if (type == MD_SPAN_IMG) {
        open_picture(*static_cast<MD_SPAN_IMG_DETAIL*>(detail));
    } else if (type == MD_SPAN_A) {
        open_link(*static_cast<MD_SPAN_A_DETAIL*>(detail));
    } else if (images_open_ == 0) {
        html_.append("<").append(element_of(type));
        html_ += type == MD_SPAN_CODE ? " dir=\"ltr\">" : ">";
    }
    return 0;
}

int Renderer::leave_span(MD_SPANTYPE type) {
    if (std::ranges::find(spans_, type) != spans_.end()) {
        while (spans_.back() != type)
            close_span();
        close_span();
    }
    return too_much() ? 1 : 0;
}

void Renderer::close_span() {
    const auto type = spans_.back();
    spans_.pop_back();
    if (type == MD_SPAN_IMG)
        close_picture();
    else if (type == MD_SPAN_A)
        close_link();
    else if (images_open_ == 0)
        html_.append("</").append(element_of(type)).append(">");
}

void Renderer::close_spans() {
    while (!spans_.empty())
        close_span();
}

/// The line of an address where it stands in its link; 0: md4c does not tell.
int Renderer::line_inside(const MD_ATTRIBUTE& address) const {
    const auto offset = lines_.offset(address.text);
    return offset && lines_.inside_link(*offset) ? lines_.line(*offset) : 0;
}

void Renderer::open_link(const MD_SPAN_A_DETAIL& link) {
    auto address = read_address(text_of(link.href));
    const bool leads =
        address.kind != Address::Kind::nowhere && address.kind != Address::Kind::other_scheme;
    Link opened;
    opened.kind = address.kind;
    opened.href = std::move(address.href);
    opened.line = line_inside(link.href);
    // Links do not nest in HTML; md4c's own can, around an address that it found in the text.
    opened.printed = leads && links_.empty() && images_open_ == 0;
    if (opened.printed) {
        html_ += "<a href=\"";
        append_escaped(html_, opened.href);
        html_ += '"';
        if (const auto title = text_of(link.title); !title.empty()) {
            html_ += " title=\"";
            append_escaped(html_, title);
            html_ += '"';
        }
        if (opened.kind == Address::Kind::outbound) html_ += " rel=\"noreferrer\"";
        html_ += '>';
    }
    opened.start = html_.size();
    links_.push_back(std::move(opened));
}

void Renderer::close_link() {
    const Link link = std::move(links_.back());
    links_.pop_back();
    const int line = link.line > 0 ? link.line : lines_.last();
    if (link.kind == Address::Kind::nowhere && body())
        fault(line, "markup.bad_address",
              fmt::format("the link “{}” leads nowhere: write https://… or, for a page of the "
                          "paper, /2026/01/28/slug/",
                          link.href));
    if (link.kind == Address::Kind::other_scheme && body())
        result_.dropped.push_back({link.href, line});
    if (!link.printed) return;
    words_ = true;
    if (html_.size() == link.start) append_escaped(html_, link.href);  // a link needs a name
    html_ += "</a>";
    if (link.kind == Address::Kind::own) result_.links.push_back({link.href, line});
}

void Renderer::open_picture(const MD_SPAN_IMG_DETAIL& image) {
    if (++images_open_ > 1 || !body()) return;
    picture_ = Picture{};
    picture_.line = line_inside(image.src);
    picture_.figure.picture = text_of(image.src);
    picture_.title = text_of(image.title);
}

void Renderer::close_picture() {
    if (--images_open_ > 0 || !body()) return;
    if (picture_.line == 0) picture_.line = lines_.last();
    picture_.figure.alt = std::string(trim(picture_.figure.alt));
    const bool alone = at_top() && !note_ && spans_.empty() && heading_ == 0;
    if (alone)
        pictures_.push_back(std::move(picture_));
    else
        fault(picture_.line, "markup.picture_inside_text",
              "a picture stands in a paragraph of its own, outside lists, quotes, notes, headings "
              "and links: move it between two paragraphs");
}

void Renderer::see(const char* text) {
    lines_.see(text);
    if (!lines_.offset(text)) return;
    if (prose_line_ == 0) prose_line_ = lines_.last();
    if (!links_.empty() && links_.back().line == 0) links_.back().line = lines_.last();
    if (images_open_ > 0 && picture_.line == 0) picture_.line = lines_.last();
}

int Renderer::text(MD_TEXTTYPE type, std::string_view text) {
    see(text.data());
    if (next_marker_ < scan_.markers.size() && heading_ > 0 &&
        lines_.offset(text.data()) == scan_.markers[next_marker_].offset) {
        marker_here_ = true;
        return 0;
    }
    std::string resolved;
    switch (type) {
        case MD_TEXT_BR:
            if (images_open_ > 0) break;
            html_ += "<br>\n";
            return 0;
        case MD_TEXT_ENTITY:
            append_reference(resolved, text);
            print_as_typed(resolved);
            return too_much() ? 1 : 0;
        case MD_TEXT_NULLCHAR:
            text = "\xEF\xBF\xBD";
            break;
        default:
            break;
    }
    const auto offset = type == MD_TEXT_NORMAL ? lines_.offset(text.data()) : std::nullopt;
    if (offset && *offset > 0 && text.data()[-1] == '\\')
        print_as_typed(text);
    else
        print(text);
    return too_much() ? 1 : 0;
}

/// A mark that the writer marked, behind a backslash or as a reference, is written so that no
/// compositor sets it otherwise.
void Renderer::print_as_typed(std::string_view text) {
    constexpr std::string_view marks = "\"'-.";
    if (text.empty() || marks.find(text.front()) == marks.npos || (images_open_ > 0 && body()))
        return print(text);
    words_ = true;
    if (heading_ > 0) heading_text_ += text.front();
    html_ += fmt::format("&#{};", static_cast<int>(text.front()));
    print(text.substr(1));
}

void Renderer::print(std::string_view text) {
    if (images_open_ > 0 && body()) {
        picture_.figure.alt += text == "\n" ? " " : text;
        return;
    }
    if (!trim(text).empty()) words_ = true;
    if (heading_ > 0) heading_text_ += text;
    append_escaped(html_, text);
}

}  // namespace kolokol::markup
