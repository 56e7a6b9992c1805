#pragma once
// Article pages as a theme prints them, laid into an edition.

#include <string>
#include <string_view>

#include "../edition/workshop.hpp"

namespace kolokol::search::testing {

struct Printed {
    std::string path;
    std::string headline;
    std::string body;
    std::string language = "en";
    std::string published = "2026-01-28T14:05:00Z";
    std::string standfirst = "A sentence that says why it matters.";
    std::string section = "World";
    std::string byline = "Anna Belova";
};

inline std::string html(const Printed& page) {
    return "<!DOCTYPE html>\n<html lang=\"" + page.language +
           "\"><head><meta charset=\"utf-8\"><title>" + page.headline +
           "</title><meta property=\"og:type\" content=\"article\">"
           "<meta property=\"og:title\" content=\"" +
           page.headline + "\"><meta property=\"article:published_time\" content=\"" +
           page.published + "\"><meta property=\"article:section\" content=\"" + page.section +
           "\"></head><body class=\"page-article\"><header>Masthead</header><main><article "
           "class=\"story\"><h1>" +
           page.headline + "</h1><ul class=\"bylines\"><li>" + page.byline +
           "</li></ul><p class=\"standfirst\">" + page.standfirst +
           "</p><div class=\"story-body\"><p>" + page.body +
           "</p></div></article></main><footer>Footer</footer></body></html>\n";
}

inline void put(edition::Builder& builder, const Printed& page) {
    EXPECT_TRUE(builder.put(page.path, edition::prepare(html(page), "text/html; charset=utf-8")));
}

}  // namespace kolokol::search::testing
