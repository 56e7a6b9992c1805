#include "press/paper_data.hpp"

#include <algorithm>

#include "base/character.hpp"
#include "base/text.hpp"
#include "content/article_rows.hpp"

namespace kolokol::press {

LinkedPaper paper_data(const Sheet& sheet) {
    const auto& words = sheet.tongue().words();
    LinkedPaper made;
    made.name = words.name;
    made.tagline = words.tagline;
    made.id = sheet.absolute("/#paper");
    made.home = sheet.absolute(sheet.at(PageKind::front));
    if (sheet.desk().theme().assets().count("icon.png") != 0)
        made.logo = sheet.absolute("/icon.png");
    made.corrections = sheet.absolute(sheet.at(PageKind::corrections));
    made.language = sheet.language().tag();
    return made;
}

std::string canonical_of(const Sheet& sheet, const content::Article& article) {
    if (article.source && !article.source->canonical.empty()) return article.source->canonical;
    return sheet.absolute(article.summary.address);
}

std::vector<content::Summary> translations_in_print(const Sheet& sheet,
                                                    const content::Article& article) {
    const auto all = content::translations_of(sheet.tx(), article);
    std::vector<content::Summary> made;
    for (const auto& language : sheet.desk().publication().languages) {
        if (language == article.summary.language) continue;
        const auto found = std::find_if(
            all.begin(), all.end(), [&](const auto& other) { return other.language == language; });
        if (found != all.end()) made.push_back(*found);
    }
    return made;
}

std::string slot_title(const Sheet& sheet) {
    return sheet.text("Follow {paper}", {{"paper", sheet.tongue().words().name}});
}

std::string beginning(std::string_view text) {
    constexpr std::size_t limit = 400;  // bytes: 200 letters of Cyrillic or Arabic
    text = trim(text);
    if (text.size() <= limit) return std::string(text);
    const auto cut = text.substr(0, limit).find_last_of(" \n");
    // A text without a blank is cut between characters.
    const auto end = character_start(text, cut == std::string_view::npos ? limit : cut);
    return std::string(trim(text.substr(0, end))) + "…";
}

}  // namespace kolokol::press
