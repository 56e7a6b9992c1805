#include "press/gate.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.hpp"
#include "markup/web_address.hpp"
#include "media/shelf.hpp"
#include "press/css_scan.hpp"
#include "press/html_scan.hpp"

namespace kolokol::press {

using markup::is_private_host;
using markup::scheme_of;
using markup::web_address;
using markup::web_address_around;

namespace {

/// What an attribute may do without being asked.
enum class Does { nothing, loads, loads_set, draws, styles, pings, holds_page };

/// Attributes from which a browser loads or to which it posts, those of drawings that may hold
/// url(…), and those that no page may have; sorted.
constexpr std::array<std::pair<std::string_view, Does>, 28> doing{{
    {"action", Does::loads},
    {"archive", Does::loads},
    {"background", Does::loads},
    {"classid", Does::loads},
    {"clip-path", Does::draws},
    {"codebase", Does::loads},
    {"cursor", Does::draws},
    {"data", Does::loads},
    {"dynsrc", Does::loads},
    {"fill", Does::draws},
    {"filter", Does::draws},
    {"formaction", Does::loads},
    {"imagesrcset", Does::loads_set},
    {"lowsrc", Does::loads},
    {"manifest", Does::loads},
    {"marker-end", Does::draws},
    {"marker-mid", Does::draws},
    {"marker-start", Does::draws},
    {"mask", Does::draws},
    {"ping", Does::pings},
    {"poster", Does::loads},
    {"src", Does::loads},
    {"srcdoc", Does::holds_page},
    {"srcset", Does::loads_set},
    {"stroke", Does::draws},
    {"style", Does::styles},
    {"xlink:href", Does::loads},
    {"xml:base", Does::loads},
}};
static_assert(std::is_sorted(doing.begin(), doing.end(), [](const auto& left, const auto& right) {
    return left.first < right.first;
}));

Does what(std::string_view attribute) {
    const auto found =
        std::lower_bound(doing.begin(), doing.end(), attribute,
                         [](const auto& one, std::string_view name) { return one.first < name; });
    return found != doing.end() && found->first == attribute ? found->second : Does::nothing;
}

/// Kinds of <link> that are only told, not loaded.
constexpr std::array<std::string_view, 7> told{"canonical", "alternate", "license", "author",
                                               "me",        "prev",      "next"};
/// Fields that ask a reader for something personal: they belong on live pages.
constexpr std::array<std::string_view, 4> personal{"email", "tel", "password", "file"};

template <class List>
bool holds(const List& list, std::string_view wanted) {
    return std::find(list.begin(), list.end(), wanted) != list.end();
}

bool has_word(std::string_view words, std::string_view wanted) {
    return holds(split(words, ' '), wanted);
}

/// "%D1%81" as the index has it: "с".
std::string without_percent(std::string_view path) {
    std::string plain;
    plain.reserve(path.size());
    for (std::size_t i = 0; i < path.size(); ++i) {
        const auto byte = path[i] == '%' ? from_hex(path.substr(i + 1, 2)) : Result<Bytes>(Bytes());
        if (byte && byte->size() == 1) {
            plain += *byte;
            i += 2;
        } else {
            plain += path[i];
        }
    }
    return plain;
}

/// Whether bytes of any type hold a key file of ours (docs/formats/keys.md), or what would be one
/// under another format's number: a record with a role and a secret half, open or sealed.
bool holds_key_file(std::string_view bytes) {
    const auto has = [bytes](std::string_view name) { return bytes.find(name) != bytes.npos; };
    return has("\"role\"") && (has("\"secret\"") || has("\"sealed\"")) &&
           (has("\"kolokol-key-") || trim(bytes).starts_with('{'));
}

class Inspector {
public:
    Inspector(std::string_view address, const GateRules& rules)
        : address_(address), rules_(rules) {}

    Inspection take() { return std::move(found_); }

    void html(std::string_view bytes) {
        const auto broken = each_tag(bytes, [this](const Tag& tag) { look_at(tag); });
        if (broken) fault(*broken, "a tag, a quote or a comment is not closed");
    }

    /// A drawing is loaded by itself, and may have a style of its own.
    void svg(std::string_view bytes) {
        is_drawing_ = true;
        html(bytes);
    }

    void css(std::string_view text, int first_line) {
        const auto broken = each_reference(text, [&](std::string_view reference, int line) {
            if (!reference.starts_with('#')) loaded(reference, first_line + line - 1, "url()");
        });
        if (broken) fault(first_line + *broken - 1, "the style sheet is broken, or escapes a name");
    }

    enum class Own { must_exist, are_prose };
    /// Absolute addresses anywhere in the text: canonical links, feeds, JSON-LD. In a page's prose
    /// an address of our own is words, and may be followed by a full stop.
    void absolute_addresses(std::string_view text, Own own) {
        int line = 1;
        std::size_t counted = 0;
        for (auto at = text.find("://"); at != std::string_view::npos;
             at = text.find("://", at + 3)) {
            line +=
                static_cast<int>(std::count(text.begin() + static_cast<std::ptrdiff_t>(counted),
                                            text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
            counted = at;
            const auto web = web_address_around(text, at);
            if (!web) continue;
            if (web->origin() == rules_.origin) {
                if (own == Own::must_exist && !in_template(web->path)) link(web->path, line);
            } else {
                host(web->host, line);
            }
        }
    }

    void fault(int line, std::string what, std::string_view found = {}) {
        found_.faults.push_back({std::string(address_), line, std::move(what), std::string(found)});
    }

private:
    /// "{search_term_string}" in JSON-LD and the like is no address yet.
    static bool in_template(std::string_view path) {
        return path.find_first_of("{}") != std::string_view::npos;
    }

    void look_at(const Tag& tag) {
        for (const Attribute& attribute : tag.attributes)
            look_at(tag, ascii_lower(attribute.name), attribute.value);
        if (tag.is("script")) script(tag);
        if (tag.is("style")) style(tag);
        if (tag.is("base")) fault(tag.line, "<base> would lead every link astray");
        if (tag.is("meta")) meta(tag);
        if (tag.is("form") && ascii_lower(tag.attribute("method").value_or("")) == "post")
            fault(tag.line, "a form that posts; a signed page only leads to live ones");
        if (tag.is("input") && holds(personal, ascii_lower(tag.attribute("type").value_or(""))))
            fault(tag.line, "a field for personal data; it belongs on a live page");
        if (tag.is("a") || tag.is("area"))
            leads(tag);
        else if (tag.is("link"))
            told_or_loaded(tag);
        else if (const auto href = tag.attribute("href"); href && !tag.is("base"))
            loaded(*href, tag.line, "href");  // <use>, <image> and the like in drawings
    }

    void look_at(const Tag& tag, std::string_view name, std::string_view value) {
        if (name.starts_with("on"))
            fault(tag.line, fmt::format("{} runs a script of the page's own", name));
        switch (what(name)) {
            case Does::nothing:
                return;
            case Does::loads:
                return loaded(value, tag.line, name);
            case Does::loads_set:
                return loaded_set(value, tag.line, name);
            case Does::draws:
                return css(value, tag.line);
            case Does::styles:
                if (is_drawing_) return css(value, tag.line);
                return fault(tag.line, "a style attribute, which the policy forbids");
            case Does::pings:
                return fault(tag.line, "ping tells somebody that a reader follows a link");
            case Does::holds_page:
                return fault(tag.line, "a frame's content stands in the page");
        }
    }

    void loaded_set(std::string_view value, int line, std::string_view by) {
        for (const auto candidate : split(value, ',')) {
            const auto trimmed = trim(candidate);
            if (!trimmed.empty()) loaded(trimmed.substr(0, trimmed.find(' ')), line, by);
        }
    }

    void script(const Tag& tag) {
        if (tag.attribute("type").value_or("") == "application/ld+json") {
            Inspector inside(address_, rules_);
            inside.absolute_addresses(tag.content, Own::must_exist);
            for (InnerLink& link : inside.found_.links)
                found_.links.push_back({std::move(link.address), tag.content_line + link.line - 1});
            return;  // its faults are found with those of the whole page
        }
        if (!tag.attribute("src") || !trim(tag.content).empty())
            fault(tag.line, "a script stands in the page; scripts are files of the theme");
    }

    void style(const Tag& tag) {
        if (is_drawing_)
            css(tag.content, tag.content_line);
        else
            fault(tag.line, "a style stands in the page; style sheets are files");
    }

    void meta(const Tag& tag) {
        if (ascii_lower(tag.attribute("http-equiv").value_or("")) == "refresh")
            fault(tag.line, "a page that goes elsewhere by itself");
        const auto web = web_address(tag.attribute("content").value_or(""));
        if (web && web->origin() == rules_.origin) link(web->path, tag.line);
    }

    /// A link that a reader follows.
    void leads(const Tag& tag) {
        const auto href = tag.attribute("href");
        if (!href) return;
        const auto scheme = scheme_of(*href);
        if (scheme.empty() && !href->starts_with("//")) {
            inner(*href, tag.line);
            return;
        }
        if (scheme == "mailto") return;
        const auto web = web_address(*href);
        if (!web) {
            fault(tag.line, fmt::format("a link with the scheme \"{}\"", scheme), *href);
            return;
        }
        if (web->origin() == rules_.origin)
            link(web->path, tag.line);
        else if (!holds(rules_.other_hosts, web->host) &&
                 !has_word(ascii_lower(tag.attribute("rel").value_or("")), "noreferrer"))
            fault(tag.line, fmt::format("the link to {} lacks rel=noreferrer", web->host), *href);
    }

    void told_or_loaded(const Tag& tag) {
        const auto href = tag.attribute("href");
        if (!href) return;
        const auto rel = ascii_lower(tag.attribute("rel").value_or(""));
        const auto kinds = split(rel, ' ');
        const bool only_told = std::all_of(kinds.begin(), kinds.end(),
                                           [](std::string_view kind) { return holds(told, kind); });
        const auto web = web_address(*href);
        if (!only_told)
            loaded(*href, tag.line, "link");
        else if (web && web->origin() == rules_.origin)
            link(web->path, tag.line);
        else if (!web)
            inner(*href, tag.line);
    }

    void loaded(std::string_view reference, int line, std::string_view by) {
        const auto trimmed = trim(reference);
        if (trimmed.starts_with("data:image/") && by == "url()") return;
        const auto address = resolve(address_, trimmed);
        if (address.empty())
            fault(line, fmt::format("{} loads \"{}\", which is not in the edition", by, trimmed),
                  trimmed);
        else
            link(address, line);
    }

    void inner(std::string_view reference, int line) {
        const auto address = resolve(address_, reference);
        if (address.empty())
            fault(line, fmt::format("the link \"{}\" leads nowhere", reference), reference);
        else
            link(address, line);
    }

    void host(std::string_view name, int line) {
        if (!rules_.newsroom_host.empty() && name == rules_.newsroom_host)
            fault(line, "the newsroom's address stands on a page", name);
        else if (is_private_host(name))
            fault(line, fmt::format("{} is an address of a private network", name), name);
    }

    void link(std::string_view address, int line) {
        const auto path = address.substr(0, address.find_first_of("?#"));
        for (const auto& live : rules_.live)
            if (path.starts_with(live) && (path.size() == live.size() || path[live.size()] == '/'))
                return;
        const bool plain = path.find('%') == std::string_view::npos;
        found_.links.push_back({plain ? std::string(path) : without_percent(path), line});
    }

    std::string_view address_;
    const GateRules& rules_;
    Inspection found_;
    bool is_drawing_ = false;
};

void look_at_picture(Inspector& inspector, std::string_view bytes) {
    const auto fields = media::metadata_of(bytes);
    if (!fields)
        inspector.fault(1, "the picture is no JPEG, PNG, WebP or GIF, or is damaged");
    else if (!fields->empty())
        inspector.fault(
            1, fmt::format("the picture tells more than it shows: {}", fmt::join(*fields, ", ")));
}

}  // namespace

Inspection inspect(std::string_view address, const Page& page, const GateRules& rules) {
    using Own = Inspector::Own;
    Inspector inspector(address, rules);
    const std::string_view type = page.media_type;
    const auto holds_word = [&](std::string_view word) { return type.find(word) != type.npos; };
    if (!page.target.empty()) {
        Inspection found;
        if (page.target.starts_with('/'))
            found.links.push_back({page.target.substr(0, page.target.find('#')), 1});
        return found;
    }
    if (holds_key_file(page.bytes))
        inspector.fault(1,
                        "a key file stands here; take it out of what is published, and rotate "
                        "the key if others were here");
    if (type.starts_with("text/html")) {
        inspector.html(page.bytes);
        inspector.absolute_addresses(page.bytes, Own::are_prose);
    } else if (type.starts_with("image/svg")) {
        inspector.svg(page.bytes);
        inspector.absolute_addresses(page.bytes, Own::are_prose);
    } else if (type.starts_with("image/")) {
        look_at_picture(inspector, page.bytes);
    } else if (type.starts_with("text/css")) {
        inspector.css(page.bytes, 1);
        inspector.absolute_addresses(page.bytes, Own::are_prose);
    } else if (holds_word("javascript")) {
        inspector.absolute_addresses(page.bytes, Own::are_prose);
    } else if (holds_word("xml") || holds_word("json") || type.starts_with("text/plain")) {
        inspector.absolute_addresses(page.bytes, Own::must_exist);
    }
    return inspector.take();
}

}  // namespace kolokol::press
