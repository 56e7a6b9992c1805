#pragma once
// Which page shows what: the one place that says it. The planner reads these rules forwards (an
// article changed: which pages?), and a printer has to keep within them (docs of each column
// below): what a page shows beyond them would go stale, and `press` would differ from `press
// --full`.
//
// Every page also shows the frame: names and order of the sections, titles of the standing pages,
// whether there are topics and bylines, the configuration, the theme. When the frame changes,
// everything is printed.

// Besides the rules: the pages of all topics and of all bylines name those that have articles in
// their language, and nothing of the articles. They are printed again when a name changes and when
// a year of one comes or goes, which no article does without it. Shortcuts lead to a month of the
// archive or to the list of them, and come and go with it.

#include <array>
#include <string>
#include <vector>

#include "content/article.hpp"
#include "content/listing.hpp"
#include "content/publication.hpp"
#include "press/page_key.hpp"
#include "press/page_set.hpp"

namespace kolokol::press {

/// Articles that a page lists: it may show their summaries, the names of their bylines, and whole
/// texts (feeds).
enum class Articles { none, language, section, topic, byline, everything };
/// Which of them: all there are (the page chooses the newest), or those of a time on the wall.
enum class Span { whole, year, month };
/// Months or years of its articles (pages of these scopes, see period_of()) that a page may name
/// and link to, but not how many articles each has: all there are, or near_months() of its own. The
/// search page names the months of its language.
enum class Periods { none, near, all };

struct Rule {
    PageKind kind;
    Articles articles = Articles::none;
    Span span = Span::whole;
    Periods periods = Periods::none;
};

/// Kinds that are not here list nothing: they show the frame and their own row (article, withdrawn,
/// moved, standing), and articles also their related and later ones and their translations.
inline constexpr std::array rules{
    Rule{PageKind::front, Articles::language},
    Rule{PageKind::section, Articles::section, Span::whole, Periods::all},
    Rule{PageKind::section_month, Articles::section, Span::month, Periods::near},
    Rule{PageKind::topic, Articles::topic, Span::whole, Periods::all},
    Rule{PageKind::topic_year, Articles::topic, Span::year, Periods::all},
    Rule{PageKind::byline, Articles::byline, Span::whole, Periods::all},
    Rule{PageKind::byline_year, Articles::byline, Span::year, Periods::all},
    Rule{PageKind::archive_month, Articles::language, Span::month, Periods::near},
    Rule{PageKind::corrections, Articles::language},
    Rule{PageKind::search, Articles::none, Span::whole, Periods::all},
    Rule{PageKind::feed_rss, Articles::language},
    Rule{PageKind::feed_rss, Articles::section},
    Rule{PageKind::feed_json, Articles::language},
    Rule{PageKind::feed_json, Articles::section},
    Rule{PageKind::sitemap_index, Articles::everything, Span::whole, Periods::all},
    Rule{PageKind::sitemap_month, Articles::everything, Span::month},
    Rule{PageKind::news_sitemap, Articles::everything},
};

/// Where an article stands: what decides which pages list it.
struct Placement {
    content::ArticleId id;
    Language language;
    std::string section;
    std::vector<std::string> topics;
    std::vector<std::string> bylines;
    Instant published{};
    /// Published. A withdrawn one has a page, and stands in no list.
    bool listed = true;
    std::string group;                   // of translations; empty: none
    std::vector<std::string> addresses;  // its own first, then former ones
    bool operator==(const Placement&) const = default;
};

/// Every page that lists an article in this place.
void add_lists(PageSet& pages, const Placement& article, const content::Publication& publication);

/// The pages of one section, topic or byline in every language that stand whether or not there are
/// articles: its page, feeds and slot.
void add_section(PageSet& pages, std::string_view slug, const content::Publication& publication);
void add_topic(PageSet& pages, std::string_view slug, const content::Publication& publication);
void add_byline(PageSet& pages, std::string_view slug, const content::Publication& publication);

/// What readers type of a month of the archive when they shorten an address.
void add_shortcuts(PageSet& pages, const Language& language, int year, unsigned month);
/// The page of all topics, or of all bylines, in every language.
void add_index(PageSet& pages, PageKind kind, const content::Publication& publication);

/// The same page in all languages: they name each other (hreflang). Nothing for pages that are not
/// about a section, a topic, a byline or a time.
void add_other_languages(PageSet& pages, const PageKey& key,
                         const content::Publication& publication);

/// Of `months`, newest first: those of a month's own year, the last one before that year and the
/// first one after it. So a new month changes the pages of a year or two, however old the paper is.
std::vector<content::Month> near_months(const std::vector<content::Month>& months,
                                        const content::Month& own);

/// Of section_month, topic_year, byline_year, archive_month and sitemap_month: whose month or year
/// it is. Articles::none for other kinds.
Articles period_of(PageKind kind);

}  // namespace kolokol::press
