#include "theme/html_context.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.hpp"

namespace kolokol::theme {
namespace {

using Sentence = std::optional<std::string>;

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}
bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
bool is_name_char(char c) {
    return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == ':' || c == '_' || c == '.';
}

template <class Names>
bool among(const Names& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

constexpr std::array<std::string_view, 17> refused_elements{
    "applet",    "base",    "embed",   "fencedframe",    "foreignobject", "frame",
    "frameset",  "listing", "noembed", "noframes",       "noscript",      "object",
    "plaintext", "portal",  "xmp",     "annotation-xml", "bgsound"};
constexpr std::array<std::string_view, 5> raw_elements{"title", "textarea", "script", "style",
                                                       "iframe"};

}  // namespace

Sentence HtmlContext::walk(std::string_view literal) {
    for (const char c : literal) {
        if (c == '\0') return "a NUL has no business in a template";
        if (auto sentence = take(c)) return sentence;
    }
    return std::nullopt;
}

Sentence HtmlContext::take(char c) {
    switch (mode_) {
        case Mode::data:
            if (c == '<') mode_ = Mode::markup_begins;
            return std::nullopt;
        case Mode::markup_begins:
        case Mode::end_tag_begins:
        case Mode::tag_name:
            return take_markup(c);
        case Mode::declaration:
        case Mode::comment:
            return take_declaration(c);
        case Mode::gap:
        case Mode::gap_wanted:
            return take_in_tag(c);
        case Mode::attribute_name:
        case Mode::behind_attribute_name:
        case Mode::value_begins:
            return take_attribute_name(c);
        case Mode::double_quoted:
        case Mode::single_quoted:
        case Mode::unquoted:
            return take_value(c);
        case Mode::raw:
            return take_raw(c);
    }
    return std::nullopt;
}

Sentence HtmlContext::take_markup(char c) {
    if (mode_ == Mode::tag_name) {
        if (is_name_char(c)) {
            element_ += lower(c);
            return std::nullopt;
        }
        if (auto sentence = check_element()) return sentence;
        mode_ = Mode::gap_wanted;
        return take_in_tag(c);
    }
    if (is_letter(c)) {
        end_tag_ = mode_ == Mode::end_tag_begins;
        mode_ = Mode::tag_name;
        element_ = lower(c);
        json_ = false;
        return std::nullopt;
    }
    if (mode_ == Mode::markup_begins && c == '/') {
        mode_ = Mode::end_tag_begins;
        return std::nullopt;
    }
    if (mode_ == Mode::markup_begins && c == '!') {
        mode_ = Mode::declaration;
        seen_.clear();
        return std::nullopt;
    }
    return "a < that begins no tag is written &lt;";
}

Sentence HtmlContext::take_declaration(char c) {
    if (mode_ == Mode::comment) {
        // The forms <!--> and <!---> end before they have begun.
        if (seen_ == "begins" && (c == '>' || c == '-'))
            return "a comment does not begin with > or -";
        const bool dashes = seen_ == "--" || seen_ == "--!";
        if (dashes && c == '>') {
            mode_ = Mode::data;
            seen_.clear();
        } else if (c == '-') {
            seen_ = seen_ == "-" || seen_ == "--" ? "--" : "-";
        } else {
            seen_ = seen_ == "--" && c == '!' ? "--!" : "";
        }
        return std::nullopt;
    }
    if (c == '>') {
        if (seen_ != "doctype html") return "besides comments only <!DOCTYPE html> begins with <!";
        mode_ = Mode::data;
        seen_.clear();
        return std::nullopt;
    }
    seen_ += lower(c);
    if (seen_ == "--") {
        mode_ = Mode::comment;
        seen_ = "begins";
    } else if (seen_.size() > 12) {
        return "besides comments only <!DOCTYPE html> begins with <!";
    }
    return std::nullopt;
}

Sentence HtmlContext::take_in_tag(char c) {
    if (c == '>') return end_tag();
    if (is_blank(c) || c == '/') {
        mode_ = Mode::gap;
        return std::nullopt;
    }
    if (mode_ == Mode::gap_wanted) return "a blank is missing between two attributes";
    if (!is_name_char(c))
        return fmt::format("the name of an attribute of <{}> does not begin with {}", element_, c);
    attribute_ = lower(c);
    mode_ = Mode::attribute_name;
    return std::nullopt;
}

Sentence HtmlContext::take_attribute_name(char c) {
    if (mode_ == Mode::value_begins) {
        if (is_blank(c)) return std::nullopt;
        if (c == '"') return begin_value(Mode::double_quoted);
        if (c == '\'') return begin_value(Mode::single_quoted);
        if (c == '>') return fmt::format("the attribute {} has no value behind its =", attribute_);
        if (auto sentence = begin_value(Mode::unquoted)) return sentence;
        return take_value(c);
    }
    if (mode_ == Mode::attribute_name && is_name_char(c)) {
        attribute_ += lower(c);
        return std::nullopt;
    }
    if (mode_ == Mode::attribute_name)
        if (auto sentence = check_attribute()) return sentence;
    if (c == '=') {
        mode_ = Mode::value_begins;
        return std::nullopt;
    }
    if (is_blank(c)) {
        mode_ = Mode::behind_attribute_name;
        return std::nullopt;
    }
    mode_ = mode_ == Mode::attribute_name ? Mode::gap_wanted : Mode::gap;
    return take_in_tag(c);
}

Sentence HtmlContext::take_raw(char c) {
    const bool named = seen_.size() == element_.size() + 2;
    if (named && (c == '>' || c == '/' || is_blank(c))) {
        end_tag_ = true;
        mode_ = Mode::gap_wanted;
        seen_.clear();
        return take_in_tag(c);
    }
    if ((seen_.empty() && c == '<') || (seen_ == "<" && c == '/'))
        seen_ += c;
    else if (seen_.size() >= 2 && !named && lower(c) == element_[seen_.size() - 2])
        seen_ += lower(c);
    else
        seen_ = c == '<' ? "<" : "";
    if (seen_.empty() && !is_blank(c)) {
        if (element_ == "script" && json_)
            return "a script of type application/ld+json holds {{json name}} and nothing else";
        if (element_ == "script" || element_ == "style")
            return fmt::format(
                "readers' browsers refuse what stands in <{}>; put it in a file in "
                "assets and link that",
                element_);
    }
    return std::nullopt;
}

Sentence HtmlContext::end_tag() {
    const bool vector_image = element_ == "svg" || element_ == "math";
    if (!end_tag_ && vector_image && foreign_)
        return fmt::format("<{}> stands in another one", element_);
    option_ = !end_tag_ && element_ == "option";
    const bool raw = !end_tag_ && !foreign_ && among(raw_elements, element_);
    if (vector_image) foreign_ = !end_tag_;
    end_tag_ = false;
    attribute_.clear();
    seen_.clear();
    mode_ = raw ? Mode::raw : Mode::data;
    if (!raw) {
        element_.clear();
        json_ = false;
    }
    return std::nullopt;
}

Sentence HtmlContext::check_element() const {
    if (among(refused_elements, element_))
        return fmt::format("<{}> is refused: it loads or changes more than can be checked",
                           element_);
    if (foreign_ && (element_ == "script" || element_ == "style"))
        return fmt::format("<{}> inside of a drawing is refused", element_);
    return std::nullopt;
}

Sentence HtmlContext::check_attribute() const {
    if (attribute_ == "style" || attribute_.substr(0, 2) == "on" || attribute_ == "srcdoc")
        return fmt::format(
            "readers' browsers refuse the attribute {}; use a class, or a file in "
            "assets",
            attribute_);
    if (attribute_ == "ping") return "ping tells others which links a reader follows";
    return std::nullopt;
}

Sentence HtmlContext::settle() {
    Sentence sentence;
    if (mode_ == Mode::tag_name) {
        sentence = check_element();
        mode_ = Mode::gap_wanted;
    } else if (mode_ == Mode::attribute_name) {
        sentence = check_attribute();
        mode_ = Mode::gap_wanted;
    } else if (mode_ == Mode::behind_attribute_name) {
        mode_ = Mode::gap;
    }
    if (mode_ == Mode::gap || mode_ == Mode::gap_wanted) attribute_.clear();
    return sentence;
}

tl::expected<Slot, std::string> HtmlContext::fill() {
    if (mode_ == Mode::data) return foreign_ || option_ ? Slot::plain_text : Slot::text;
    if (mode_ == Mode::raw && seen_.empty()) {
        if (json_) return Slot::json;
        if (element_ == "title" || element_ == "textarea") return Slot::plain_text;
    }
    if (mode_ == Mode::double_quoted && !end_tag_) return fill_value();
    const bool value =
        mode_ == Mode::single_quoted || mode_ == Mode::unquoted || mode_ == Mode::value_begins;
    if (value)
        return tl::unexpected<std::string>(
            fmt::format("the attribute {} needs double quotes around its value", attribute_));
    return tl::unexpected<std::string>(fmt::format("nothing can be put {}", describe()));
}

std::string HtmlContext::describe() const {
    switch (mode_) {
        case Mode::data:
            return "in the text of the page";
        case Mode::markup_begins:
        case Mode::end_tag_begins:
        case Mode::declaration:
            return "behind a <";
        case Mode::comment:
            return "in a comment";
        case Mode::tag_name:
            return "in the name of an element";
        case Mode::raw:
            return fmt::format("in the text of <{}>", element_);
        case Mode::gap:
        case Mode::gap_wanted:
            return fmt::format("in the tag of <{}>, outside of an attribute", element_);
        default:
            return fmt::format("in the attribute {} of <{}>", attribute_, element_);
    }
}

}  // namespace kolokol::theme
