#include "press/gate.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.hpp"
#include "press/html_scan.hpp"
#include "press/web_address.hpp"

namespace kolokol::press {

namespace {

/// Attributes from which a browser loads, or to which it posts, without being asked to go there.
constexpr std::array<std::string_view, 10> loading{
    "src",        "poster",     "data",     "action",  "formaction",
    "background", "xlink:href", "manifest", "archive", "lowsrc"};
/// Kinds of <link> that are only told, not loaded.
constexpr std::array<std::string_view, 7> told{"canonical", "alternate", "license", "author",
                                               "me",        "prev",      "next"};

bool has_word(std::string_view words, std::string_view wanted) {
    const auto parts = split(words, ' ');
    return std::find(parts.begin(), parts.end(), wanted) != parts.end();
}

class Inspector {
public:
    Inspector(std::string_view address, const GateRules& rules)
        : address_(address), rules_(rules) {}

    Inspection take() { return std::move(found_); }

    void html(std::string_view bytes) {
        const auto broken = each_tag(bytes, [this](const Tag& tag) { look_at(tag); });
        if (broken) fault(*broken, "a tag or quote is not closed");
    }

    void css(std::string_view text, int line) {
        for (const std::string_view start : {std::string_view("url("), std::string_view("@import")})
            for (auto at = text.find(start); at != std::string_view::npos;
                 at = text.find(start, at + 1)) {
                auto reference = text.substr(at + start.size());
                reference = trim(reference.substr(0, reference.find_first_of(");")));
                while (!reference.empty() &&
                       (reference.front() == '"' || reference.front() == '\''))
                    reference.remove_prefix(1);
                reference = reference.substr(0, reference.find_first_of("\"'"));
                if (reference.starts_with("url(") || reference.starts_with('#')) continue;
                loaded(reference, line_of(text, at, line), "url()");
            }
    }

    /// Absolute addresses anywhere in the text: canonical links, feeds, JSON-LD.
    void absolute_addresses(std::string_view text) {
        for (auto at = text.find("://"); at != std::string_view::npos;
             at = text.find("://", at + 3)) {
            const auto web = web_address_around(text, at);
            if (!web) continue;
            if (web->host == rules_.newsroom_host && !web->host.empty())
                fault(line_of(text, at, 1), "the newsroom's address stands on a page");
            else if (is_private_host(web->host) && web->origin() != rules_.origin)
                fault(line_of(text, at, 1),
                      fmt::format("{} is an address of a private network", web->host));
            else if (web->origin() == rules_.origin && !in_prose(web->path))
                link(web->path, line_of(text, at, 1));
        }
    }

    void fault(int line, std::string what) {
        found_.faults.push_back({std::string(address_), line, std::move(what)});
    }

private:
    /// What may follow an address without being part of it cannot be told; a placeholder is no
    /// link.
    static bool in_prose(std::string_view path) {
        return path.find_first_of("{}…") != std::string_view::npos;
    }

    void look_at(const Tag& tag) {
        for (const Attribute& attribute : tag.attributes)
            look_at(tag, ascii_lower(attribute.name), attribute.value);
        if (tag.is("script")) script(tag);
        if (tag.is("style")) fault(tag.line, "a style stands in the page; style sheets are files");
        if (tag.is("base")) fault(tag.line, "<base> would lead every link astray");
        if (tag.is("meta") && tag.attribute("http-equiv")) refresh(tag);
        if (tag.is("a") || tag.is("area")) leads(tag);
        if (tag.is("link")) told_or_loaded(tag);
    }

    void look_at(const Tag& tag, std::string_view name, const std::string& value) {
        if (name.starts_with("on"))
            fault(tag.line, fmt::format("{} runs a script of the page's own", name));
        if (name == "style") fault(tag.line, "a style attribute, which the policy forbids");
        if (name == "ping") fault(tag.line, "ping tells somebody that a reader follows a link");
        if (name == "srcdoc") fault(tag.line, "a frame's content stands in the page");
        if (std::find(loading.begin(), loading.end(), name) != loading.end())
            loaded(value, tag.line, name);
        if (name == "srcset" || name == "imagesrcset") {
            for (const auto candidate : split(value, ',')) {
                const auto trimmed = trim(candidate);
                if (!trimmed.empty()) loaded(trimmed.substr(0, trimmed.find(' ')), tag.line, name);
            }
        }
    }

    void script(const Tag& tag) {
        const auto type = tag.attribute("type").value_or("");
        if (type == "application/ld+json") return;
        if (!tag.attribute("src") || !trim(tag.content).empty())
            fault(tag.line, "a script stands in the page; scripts are files of the theme");
    }

    void refresh(const Tag& tag) {
        if (ascii_lower(*tag.attribute("http-equiv")) == "refresh")
            fault(tag.line, "a page that goes elsewhere by itself");
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
            fault(tag.line, fmt::format("a link with the scheme \"{}\"", scheme));
            return;
        }
        if (web->origin() != rules_.origin && !is_ours(web->host) &&
            !has_word(tag.attribute("rel").value_or(""), "noreferrer"))
            fault(tag.line, fmt::format("the link to {} lacks rel=noreferrer", web->host));
    }

    void told_or_loaded(const Tag& tag) {
        const auto href = tag.attribute("href");
        if (!href) return;
        const auto rel = ascii_lower(tag.attribute("rel").value_or(""));
        const auto kinds = split(rel, ' ');
        const bool only_told = std::all_of(kinds.begin(), kinds.end(), [](std::string_view kind) {
            return std::find(told.begin(), told.end(), kind) != told.end();
        });
        if (!only_told)
            loaded(*href, tag.line, "link");
        else if (scheme_of(*href).empty())
            inner(*href, tag.line);
    }

    void loaded(std::string_view reference, int line, std::string_view by) {
        const auto trimmed = trim(reference);
        if (trimmed.starts_with("data:image/") && by == "url()") return;
        const auto address = resolve(address_, trimmed);
        if (address.empty())
            fault(line, fmt::format("{} loads \"{}\", which is not in the edition", by, trimmed));
        else
            link(address, line);
    }

    void inner(std::string_view reference, int line) {
        const auto address = resolve(address_, reference);
        if (address.empty())
            fault(line, fmt::format("the link \"{}\" leads nowhere", reference));
        else
            link(address, line);
    }

    void link(std::string_view address, int line) {
        const auto path = address.substr(0, address.find_first_of("?#"));
        for (const auto& live : rules_.live)
            if (path.starts_with(live) && (path.size() == live.size() || path[live.size()] == '/'))
                return;
        found_.links.push_back({path.empty() ? "/" : std::string(path), line});
    }

    bool is_ours(std::string_view host) const {
        return std::find(rules_.other_hosts.begin(), rules_.other_hosts.end(), host) !=
               rules_.other_hosts.end();
    }

    static int line_of(std::string_view text, std::size_t at, int first) {
        return first + static_cast<int>(std::count(
                           text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
    }

    std::string_view address_;
    const GateRules& rules_;
    Inspection found_;
};

/// EXIF and XMP are where cameras write place, device and serial number.
bool tells_on_its_maker(std::string_view bytes) {
    if (bytes.starts_with("\xff\xd8")) {
        const auto head = bytes.substr(0, 1U << 16U);
        return head.find("Exif\0\0", 0) != std::string_view::npos ||
               head.find("http://ns.adobe.com/xap") != std::string_view::npos;
    }
    const bool webp = bytes.starts_with("RIFF") && bytes.substr(8, 4) == "WEBP";
    if (!webp) return bytes.find("eXIf") < 4096;  // PNG
    // An extended file's flags: bit 3 EXIF, bit 2 XMP (WebP container, "VP8X").
    return bytes.substr(12, 4) == "VP8X" && bytes.size() > 20 && (bytes[20] & 0x0c) != 0;
}

}  // namespace

Inspection inspect(std::string_view address, const Page& page, const GateRules& rules) {
    Inspector inspector(address, rules);
    const std::string_view type = page.media_type;
    if (!page.target.empty()) {
        Inspection found;
        if (page.target.starts_with('/')) found.links.push_back({page.target, 1});
        return found;
    }
    if (type.starts_with("text/html")) {
        inspector.html(page.bytes);
        inspector.absolute_addresses(page.bytes);
    } else if (type.starts_with("text/css")) {
        inspector.css(page.bytes, 1);
    } else if (type.find("xml") != std::string_view::npos ||
               type.find("json") != std::string_view::npos || type.starts_with("text/plain")) {
        inspector.absolute_addresses(page.bytes);
    } else if (type.starts_with("image/") && tells_on_its_maker(page.bytes)) {
        inspector.fault(1, "the picture still tells where or with what it was taken");
    }
    return inspector.take();
}

}  // namespace kolokol::press
