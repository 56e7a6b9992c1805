#pragma once
// What search engines read of a page (JSON-LD, schema.org). Every address is absolute.

#include <optional>
#include <string>
#include <vector>

#include "content/article.hpp"
#include "content/taxonomy.hpp"
#include "press/feeds.hpp"

namespace kolokol::press {

struct LinkedPaper {
    /// The same in every language: it is one paper.
    std::string id;
    std::string name;
    std::string tagline;
    std::string home;
    std::string logo;
    std::string corrections;
    std::string language;
};

struct LinkedAuthor {
    std::string name;
    std::string href;
};

struct LinkedTopic {
    content::TopicType type = content::TopicType::place;
    std::string name;
    std::string href;
};

struct LinkedArticle {
    std::string href;
    /// What the page's head calls canonical: elsewhere for agency copy.
    std::string canonical;
    content::ArticleKind kind = content::ArticleKind::news;
    std::string headline;
    std::string description;
    std::string language;
    std::string section;
    std::string section_href;
    std::string dateline;
    std::string published;  // RFC 3339
    std::string updated;
    std::vector<LinkedAuthor> authors;
    /// The first is what it is about, the others are mentioned.
    std::vector<LinkedTopic> topics;
    std::optional<FeedPicture> picture;
    content::Credit credit;
    std::string caption;
    std::string source;
    std::vector<std::pair<std::string, std::string>> corrections;  // time, text
    std::vector<std::string> translations;
};

/// NewsArticle (for an opinion, an analysis and partner content the type that says so), and the way
/// to it from the front page.
std::string linked_article(const LinkedPaper& paper, const LinkedArticle& article);
/// WebSite and NewsMediaOrganization.
std::string linked_paper(const LinkedPaper& paper);

}  // namespace kolokol::press
