#pragma once
// What every page has around it: what its head tells programs, masthead and footer.

#include <optional>
#include <string>
#include <vector>

#include "press/picture_model.hpp"
#include "press/sheet.hpp"
#include "press/sitemaps.hpp"

namespace kolokol::press {

/// What is shown where a page is shared (Open Graph, X cards) besides title and description.
struct Graph {
    std::string type = "website";
    std::optional<content::PictureUse> picture;  // nothing: the theme's social.png
    std::optional<Instant> published;
    std::optional<Instant> updated;
    std::string section;
    std::vector<std::string> tags;
};

struct Head {
    /// Without the paper's name; empty: the paper's name alone.
    std::string title;
    /// In place of that in the page's <title>, which search engines show; empty: the same.
    std::string search_title;
    std::string description;
    /// Absolute; empty: the page has no address of its own (404, 410, the slot).
    std::string canonical;
    /// Not for search engines.
    bool hidden = false;
    /// The page in every language, this one too, as addresses of the edition; fewer than two: none.
    std::vector<Alternate> alternates;
    /// Whether alternates are told to search engines too and not to readers only.
    bool tells_alternates = true;
    std::optional<Graph> graph;
    /// JSON-LD.
    std::string linked_data;
};

struct Around {
    /// Slug of the section that the page belongs to.
    std::string section;
    bool front = false;
    /// Its section's feeds stand in the head too.
    bool section_feeds = false;
};

void set_frame(Sheet& sheet, const Head& head, const Around& around = {});

/// This page, kind and subject, in each of `languages`.
std::vector<Alternate> alternates_of(const Sheet& sheet, const std::vector<Language>& languages,
                                     PageKind kind, std::string_view subject = {});

}  // namespace kolokol::press
