// The values of attributes: where they end, and how much of an address is known at each point.

#include <fmt/format.h>

#include "theme/html_context.hpp"

namespace kolokol::theme {
namespace {

using Sentence = std::optional<std::string>;

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}
char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace

Sentence HtmlContext::begin_value(Mode mode) {
    mode_ = mode;
    seen_.clear();
    filled_ = false;
    const bool set = attribute_ == "srcset" || attribute_ == "imagesrcset";
    address_ = set || holds_address(attribute_) ? Address::begins : Address::none;
    return std::nullopt;
}

Sentence HtmlContext::take_value(char c) {
    const bool ends = mode_ == Mode::double_quoted   ? c == '"'
                      : mode_ == Mode::single_quoted ? c == '\''
                                                     : is_blank(c) || c == '>';
    if (ends) {
        const bool quoted = mode_ != Mode::unquoted;
        if (auto sentence = end_value(Mode::gap_wanted)) return sentence;
        return quoted ? std::nullopt : take_in_tag(c);
    }
    if (mode_ == Mode::unquoted && (c == '"' || c == '\'' || c == '<' || c == '=' || c == '`'))
        return fmt::format("the value of {} needs double quotes", attribute_);
    if (address_ != Address::none) return take_address(c);
    const bool watched =
        attribute_ == "http-equiv" || (element_ == "script" && attribute_ == "type");
    if (watched) seen_ += lower(c);
    return std::nullopt;
}

Sentence HtmlContext::end_value(Mode next) {
    if (attribute_ == "http-equiv" && seen_ == "refresh")
        return "a page that leads elsewhere by itself is refused; print a link";
    if (element_ == "script" && attribute_ == "type") json_ = seen_ == "application/ld+json";
    mode_ = next;
    address_ = Address::none;
    filled_ = false;
    seen_.clear();
    attribute_.clear();
    return std::nullopt;
}

Sentence HtmlContext::take_address(char c) {
    const bool set = attribute_ == "srcset" || attribute_ == "imagesrcset";
    if (set) {
        if (filled_) return "srcset takes one value and nothing besides it";
        address_ = Address::rest;
        return std::nullopt;
    }
    if (static_cast<unsigned char>(c) < ' ' || c == '\\')
        return fmt::format("the address in {} has a character that browsers read as another",
                           attribute_);
    if (address_ == Address::rest) return std::nullopt;
    if (address_ == Address::whole_value) {
        // "/" and then "/name" would be another host, "java" and then "script:" a script.
        if (c != '?' && c != '#')
            return fmt::format("behind a whole address in {} come only ? and #", attribute_);
        address_ = Address::rest;
        return std::nullopt;
    }
    if (seen_ == "/" && c == '/')
        return fmt::format("the address in {} may become one of another host: //", attribute_);
    if (c == '/' && address_ == Address::begins) {
        address_ = Address::scheme_or_path;
        seen_.assign(1, '/');
        return std::nullopt;
    }
    if (c == '/' || c == '?' || c == '#' || seen_ == "/") {
        address_ = Address::rest;
        seen_.clear();
        return std::nullopt;
    }
    if (c == '&' || c == ' ')
        return fmt::format("the address in {} begins with a blank or a character reference",
                           attribute_);
    if (c == ':') {
        const bool known = seen_ == "http" || seen_ == "https" || seen_ == "mailto";
        if (filled_ || address_ != Address::scheme_or_path || !known)
            return fmt::format("the address in {} is not one of http, https, mailto or relative",
                               attribute_);
        if (slot_of_attribute(element_, attribute_) == Slot::own_address)
            return fmt::format("the {} of <{}> is an address of the paper itself: relative",
                               attribute_, element_);
        address_ = Address::rest;
        seen_.clear();
        return std::nullopt;
    }
    if (address_ == Address::begins) address_ = Address::scheme_or_path;
    if (!filled_) seen_ += lower(c);
    return std::nullopt;
}

tl::expected<Slot, std::string> HtmlContext::fill_value() {
    const auto slot = slot_of_attribute(element_, attribute_);
    if (!slot)
        return tl::unexpected<std::string>(fmt::format(
            "the attribute {} of <{}> is not one that a template fills", attribute_, element_));
    if (*slot == Slot::picture_set) {
        if (address_ != Address::begins || filled_)
            return tl::unexpected<std::string>("srcset takes one value and nothing besides it");
        filled_ = true;
        return *slot;
    }
    if (address_ == Address::none) return *slot;
    if (address_ == Address::whole_value)
        return tl::unexpected<std::string>(
            fmt::format("behind a whole address in {} come only ? and #", attribute_));
    filled_ = true;
    if (address_ != Address::begins) return Slot::address_part;
    address_ = Address::whole_value;
    return *slot;
}

}  // namespace kolokol::theme
