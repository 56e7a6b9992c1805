#pragma once
// What a manuscript says, read strictly: each function reads one kind (docs/formats/manuscript.md)
// and adds every fault that can be seen in the file by itself. Whether a section, a picture or
// another article exists is for whoever takes it in. A value is only meant to be used when no fault
// was added.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/front_matter.hpp"
#include "content/front_page.hpp"
#include "content/publication.hpp"
#include "content/taxonomy.hpp"

namespace kolokol::content {

/// A text and the line of the file it stands in.
struct Named {
    std::string text;
    int line = 1;
};

/// A picture as it is asked for; `use` has no digest and no size yet.
struct PictureNamed {
    Named name;
    PictureUse use;
};

struct ArticleManuscript {
    Language language;
    std::string headline;
    std::string standfirst;
    std::string dateline;
    ArticleKind kind = ArticleKind::news;
    Named section;
    std::vector<Named> topics;
    std::vector<Named> bylines;
    std::optional<Instant> published;
    std::optional<Instant> updated;
    int published_line = 1;
    Named slug;  // empty: not said
    std::optional<PictureNamed> lead;
    std::optional<TextSource> source;
    std::vector<Named> former;
    std::optional<Named> translation_of;
    std::vector<Named> related;
    std::vector<Correction> corrections;  // oldest first
    std::string search_title;
    std::optional<PictureNamed> social;  // a name alone: nobody prints its caption or credit
    std::string letter_headline;
    std::string embargo;
    std::string markdown;
    std::vector<PictureNamed> figures;  // of the body
    std::vector<Named> links;           // of the body, to pages of our own
};

struct BylineManuscript {
    Byline byline;
    std::optional<PictureNamed> picture;
};

struct FrontManuscript {
    Language language;
    FrontPage page;
    /// Where `page` names sections and articles, for those who check them. Articles in the order of
    /// blocks and pins.
    std::vector<Named> sections;
    std::vector<Named> articles;
};

ArticleManuscript read_article(const ManuscriptText& text, const Publication& publication,
                               Faults& faults);
/// `name` is the file's, without its folder: "world.md".
Section read_section(const ManuscriptText& text, std::string_view name,
                     const Publication& publication, Faults& faults);
Topic read_topic(const ManuscriptText& text, std::string_view name, const Publication& publication,
                 Faults& faults);
BylineManuscript read_byline(const ManuscriptText& text, std::string_view name,
                             const Publication& publication, Faults& faults);
StandingPage read_standing_page(const ManuscriptText& text, std::string_view name,
                                const Publication& publication, Faults& faults);
FrontManuscript read_front_page(const FrontValue& front, std::string_view name,
                                const Publication& publication, Faults& faults);

/// Credit, licence and alternative text are there. The code is "manuscript.no_credit",
/// "manuscript.no_licence" or "manuscript.no_alt"; with `archive` only the last is looked for.
void check_picture(const PictureNamed& picture, bool archive, Faults& faults);

/// A tag of one of the publication's languages, or a fault "manuscript.unknown_language".
std::optional<Language> printed_language(std::string_view tag, int line,
                                         const Publication& publication, Faults& faults);

}  // namespace kolokol::content
