#pragma once
// The page on which one article is written, and sent on its way. For the files of this room.

#include "content/manuscript.hpp"
#include "newsroom/visit.hpp"

namespace kolokol::newsroom {

/// What has just been refused, shown on top of it.
struct ArticleTrouble {
    const Problem* problem = nullptr;
    /// Of `text`.
    content::Faults faults;
    std::string text;
    /// No trouble: shown once.
    std::string preview_link = {};
};
http::Response article_page(const Visit& visit, const ArticleTrouble& trouble);

}  // namespace kolokol::newsroom
