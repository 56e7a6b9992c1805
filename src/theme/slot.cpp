#include "theme/slot.hpp"

#include <algorithm>
#include <array>

namespace kolokol::theme {
namespace {

/// Attributes whose value is only shown, read out or compared. What is not here cannot be filled:
/// an attribute that some browser will give a meaning to is closed until somebody looks at it.
constexpr std::array<std::string_view, 66> plain{"abbr",         "accept",
                                                 "alt",          "autocomplete",
                                                 "class",        "cols",
                                                 "colspan",      "content",
                                                 "controls",     "cx",
                                                 "cy",           "d",
                                                 "datetime",     "decoding",
                                                 "dir",          "download",
                                                 "enterkeyhint", "fetchpriority",
                                                 "fill",         "for",
                                                 "headers",      "height",
                                                 "high",         "hreflang",
                                                 "id",           "inputmode",
                                                 "itemprop",     "itemtype",
                                                 "kind",         "label",
                                                 "lang",         "loading",
                                                 "low",          "max",
                                                 "maxlength",    "media",
                                                 "min",          "minlength",
                                                 "name",         "open",
                                                 "optimum",      "pattern",
                                                 "placeholder",  "points",
                                                 "property",     "r",
                                                 "rel",          "role",
                                                 "rows",         "rowspan",
                                                 "rx",           "ry",
                                                 "scope",        "size",
                                                 "sizes",        "span",
                                                 "srclang",      "start",
                                                 "stroke",       "summary",
                                                 "tabindex",     "title",
                                                 "transform",    "translate",
                                                 "type",         "value"};
constexpr std::array<std::string_view, 6> more_plain{"viewbox", "width", "x", "y", "x1", "y1"};

constexpr std::array<std::string_view, 17> addresses{
    "action",   "background", "cite",    "classid", "codebase",  "data",
    "dynsrc",   "formaction", "href",    "icon",    "longdesc",  "lowsrc",
    "manifest", "poster",     "profile", "src",     "xlink:href"};

template <class Names>
bool among(const Names& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

std::optional<Slot> slot_of_href(std::string_view element) {
    if (element == "a" || element == "area") return Slot::link;
    if (element == "link") return Slot::address;
    return Slot::own_address;  // use, image and whatever else draws something in SVG
}

std::optional<Slot> slot_of_src(std::string_view element) {
    constexpr std::array<std::string_view, 6> shown{"img",   "source", "video",
                                                    "audio", "track",  "input"};
    if (among(shown, element)) return Slot::address;
    if (element == "script" || element == "iframe") return Slot::own_address;
    return std::nullopt;
}

}  // namespace

bool holds_address(std::string_view attribute) {
    return among(addresses, attribute);
}

std::optional<Slot> slot_of_attribute(std::string_view element, std::string_view attribute) {
    if (attribute == "href" || attribute == "xlink:href") return slot_of_href(element);
    if (attribute == "src") return slot_of_src(element);
    if (attribute == "srcset" || attribute == "imagesrcset") return Slot::picture_set;
    if (attribute == "action" && element == "form") return Slot::address;
    if (attribute == "formaction") return Slot::address;
    if (attribute == "poster" && element == "video") return Slot::address;
    if (attribute == "cite") return Slot::address;
    if (holds_address(attribute)) return std::nullopt;
    // Whether these are run, loaded or believed hangs on their type or rel.
    if (element == "script") return std::nullopt;
    if (element == "link" && attribute == "rel") return std::nullopt;
    if (attribute.substr(0, 5) == "aria-" || attribute.substr(0, 5) == "data-")
        return Slot::attribute;
    if (among(plain, attribute) || among(more_plain, attribute)) return Slot::attribute;
    return std::nullopt;
}

}  // namespace kolokol::theme
