#pragma once
// The seam between what to print (the planner and the press) and how a page looks. The theme's
// printer makes the newspaper; the tests of the press have a plain one.
//
// A page is a function of the rows in `tx` and of the printer's own inputs (theme, catalogues,
// configuration, front.toml) and of nothing else: no clock, no edition number, no order in which
// pages are printed. Same input, same bytes: the press relies on it for `--full`. Which rows a page
// may show stands in press/dependencies.hpp.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "press/page_key.hpp"
#include "store/transaction.hpp"

namespace kolokol::press {

struct Page {
    /// 200, 301, 404 or 410.
    int status = 200;
    /// Where a 301 leads, an address of the edition ("/2026/01/28/slug/"), perhaps with a #place in
    /// the page; otherwise empty.
    std::string target;
    /// "text/html; charset=utf-8"; empty for a 301.
    std::string media_type;
    /// Name and value, besides those that every page of its media type gets from the edition.
    std::vector<std::pair<std::string, std::string>> headers;
    Bytes bytes;
    /// Ids (SHA-256, hexadecimal) of the pictures that this page shows. The press sees to it that
    /// all their sizes are in the edition exactly as long as a page shows them.
    std::vector<std::string> pictures;
};

class Printer {
public:
    virtual ~Printer() = default;

    /// Nothing where the page does not exist (any more): a section without articles still exists, a
    /// month without articles does not. Refuses with the template's file and line, or naming the
    /// article. Threads may share a Printer, each with a transaction of its own.
    virtual Result<std::optional<Page>> print(store::Transaction& tx, const PageKey& key) const = 0;

    /// Pages that do not hang on an article, a section, a topic or a byline: for each language the
    /// front page, corrections, support, search, not_found, site feeds, the site's slot; standing
    /// pages; once sitemap_index, news_sitemap, robots, security_txt and the theme's assets. All of
    /// them are printed again when anything of the publication's frame changes.
    virtual std::vector<PageKey> fixed_pages(store::Transaction& tx) const = 0;

    /// Keys of every size of one picture, the same for the same picture and recipe.
    virtual std::vector<PageKey> sizes_of(const std::string& picture) const = 0;

    /// A digest over everything besides rows that pages are made from. When it is not what it was
    /// at the last press, every page is printed again.
    virtual std::string inputs() const = 0;
};

}  // namespace kolokol::press
