#pragma once
// An article as the newsroom keeps it. Values only; rows are in article_rows.hpp.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "base/language.hpp"
#include "base/time.hpp"

namespace kolokol::content {

using ArticleId = Id<struct ArticleTag>;

enum class ArticleKind { news, analysis, opinion, interview, partner };
std::string_view to_string(ArticleKind kind);
std::optional<ArticleKind> parse_article_kind(std::string_view text);

/// Who made a picture and on whose terms; printed as "Photographer / AGENCY / AGENCY".
struct Credit {
    std::string photographer;
    std::vector<std::string> agencies;
    std::string licence;
    bool empty() const { return photographer.empty() && agencies.empty(); }
    bool operator==(const Credit&) const = default;
};
std::string credit_line(const Credit& credit);

/// What must stay in sight where a picture is cut: hundredths of its width from the left and of its
/// height from above, 0 to 100.
struct Focus {
    int x = 50;
    int y = 50;
    bool operator==(const Focus&) const = default;
};

/// A picture in its place: the same picture may stand elsewhere with another caption.
struct PictureUse {
    std::string picture;  // SHA-256 of the cleaned original, hexadecimal
    int width = 0;        // of the original, in pixels
    int height = 0;
    std::string caption;
    Credit credit;
    std::string alt;
    std::optional<Focus> focus = {};  // nothing: its middle
    bool operator==(const PictureUse&) const = default;
};

struct TextSource {
    std::string name;
    std::string canonical;  // an absolute address, or empty
    bool operator==(const TextSource&) const = default;
};

struct Correction {
    Instant at;
    std::string text;
    bool operator==(const Correction&) const = default;
};

/// A draft has no day; a scheduled one becomes published by the first press at or after its time,
/// which is the only thing that publishes. Lists show published ones.
enum class Status { draft, scheduled, published, withdrawn };
std::string_view to_string(Status status);
std::optional<Status> parse_status(std::string_view text);

/// What a list shows of an article: everything here stands in columns, nothing is parsed.
struct Summary {
    ArticleId id;
    Language language;
    std::string address;
    std::string section;
    ArticleKind kind = ArticleKind::news;
    std::string headline;
    std::string standfirst;
    std::string dateline;
    Instant published;
    std::optional<Instant> updated;
    std::optional<PictureUse> lead;
    bool operator==(const Summary&) const = default;
};

struct Article {
    Summary summary;
    Status status = Status::draft;
    std::string slug;
    std::string markdown;
    std::vector<std::string> bylines;  // slugs, in order
    std::vector<std::string> topics;   // slugs, in order
    std::optional<TextSource> source;
    std::vector<Correction> corrections;  // oldest first
    /// By the name the body uses. Which picture and how large; caption, credit and alternative text
    /// stand in the body, at the figure itself.
    std::vector<std::pair<std::string, PictureUse>> pictures;
    /// Addresses of our own that the body leads to, each once.
    std::vector<std::string> links;
    std::string search_title;          // the page's title; empty: the headline
    std::optional<PictureUse> social;  // where the page is shared; nothing: the lead
    std::string letter_headline;
    std::string embargo;            // why it waits for its time; for the newsroom
    std::string translation_group;  // empty: none
    std::optional<Instant> withdrawn_at;
    std::string withdrawal;
    bool operator==(const Article&) const = default;
};

/// A picture in its place as it stands in the database. The reader throws std::runtime_error on
/// what the writer did not write.
std::string picture_json(const PictureUse& picture);
PictureUse parse_picture(std::string_view json);

}  // namespace kolokol::content
